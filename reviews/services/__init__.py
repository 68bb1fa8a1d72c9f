"""What is written about reviews and child deaths."""
