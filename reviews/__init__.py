"""Case reviews and child deaths."""
