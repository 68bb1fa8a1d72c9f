"""What people type about reviews and child deaths."""
