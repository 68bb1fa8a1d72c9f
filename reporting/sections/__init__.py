"""The sections of a report, one class in one file each; `reporting/section.py` finds them."""
