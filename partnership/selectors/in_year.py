"""Which matters a report of a year prints, by their dates. Source: the workbook's rule "What a report prints"."""

from datetime import date


def was_open_or_ended_in(
    start: date, end: date, *, begun_on: date | None, ended_on: date | None, has_ended: bool, undated: bool
) -> bool:
    """Whether something was still open on `end`, or ended between `start` and `end`.

    Without a first day it counts as begun before. Where something has ended on an unknown day, only what began within
    the year must have been open or have ended in it. `undated` says whether what has ended but bears no date at all is
    printed as well.
    """
    if begun_on and begun_on > end:
        return False
    if not has_ended:
        return True
    if ended_on:
        return ended_on >= start
    return begun_on >= start if begun_on else undated


def lies_in(start: date, end: date, *days: date | None) -> bool:
    """Whether any of the days that are known lies between `start` and `end`."""
    return any(day and start <= day <= end for day in days)
