"""The demonstration: the fictional partnership Northvale, with no real person in it."""
