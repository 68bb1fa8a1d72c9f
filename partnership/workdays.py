"""Working days in England: Monday to Friday without the bank holidays; and how long an escalation may stand at a stage.

Source of the holidays: the package `holidays`, which follows the proclamations.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from typing import Final

from holidays import country_holidays

#: Working days that each stage of a professional disagreement may take.
#: Source: local escalation policy; each partnership sets its own.
STAGE_LIMITS: Final[Mapping[int, int]] = {1: 5, 2: 5, 3: 10, 4: 20}

_SATURDAY = 5
_DAY = timedelta(days=1)


def is_workday(day: date) -> bool:
    """Whether offices in England are open."""
    return day.weekday() < _SATURDAY and day not in _bank_holidays(day.year)


def add_workdays(start: date, count: int) -> date:
    """The `count`th working day after `start`; `start` itself does not count."""
    day = start
    for _ in range(count):
        day = _next_workday(day)
    return day


def workdays_until(start: date, end: date) -> int:
    """How many working days come after `start` until `end`, `end` included; below nought where it lies before."""
    if end < start:
        return -workdays_until(end, start)
    days = (start + timedelta(days=number) for number in range(1, (end - start).days + 1))
    return sum(is_workday(day) for day in days)


def stage_ends_on(stage: int, since: date) -> date:
    """The last working day that an escalation may stand at a stage which it reached on `since`."""
    return add_workdays(since, STAGE_LIMITS[stage])


def limit_words(ends_on: date, today: date) -> str:
    """What is left of a time limit: `2 working days left`, `Ends today`, `3 working days late`."""
    left = workdays_until(today, ends_on)
    if ends_on >= today:
        return f"{_days(left)} left" if left else "Ends today"
    return f"{_days(-left)} late" if left else "Past its limit"


def _days(count: int) -> str:
    return f"{count} working day{'' if count == 1 else 's'}"


def _next_workday(day: date) -> date:
    day += _DAY
    while not is_workday(day):
        day += _DAY
    return day


@cache
def _bank_holidays(year: int) -> frozenset[date]:
    return frozenset(country_holidays("GB", subdiv="ENG", years=year))
