"""The special pages of reviews and child deaths."""
