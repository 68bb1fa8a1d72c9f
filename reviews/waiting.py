"""Whole months between two days, as people count them."""

from datetime import date


def months_between(start: date, end: date) -> int:
    """The 31st to the end of a shorter month is a whole month; nought where the end lies before the start."""
    months = (end.year - start.year) * 12 + end.month - start.month
    if end.day < start.day and not _is_last_of_month(end):
        months -= 1
    return max(0, months)


def _is_last_of_month(day: date) -> bool:
    return date.fromordinal(day.toordinal() + 1).day == 1
