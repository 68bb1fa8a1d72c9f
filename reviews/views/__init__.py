"""The pages of reviews and child deaths, one module a noun."""
