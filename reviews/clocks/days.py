"""Counting the days of a clock: limits, pauses, and the day on which a limit ends.

Days are dates in London. A day belongs to the clock when it comes after the start, until the end, the end included; it
is paused when it comes after the day on which a pause began, until the day on which it ended. Working days leave out
weekends and England's bank holidays. Months run to the same day of the month, or to its last day where it has no such.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from partnership.period import months_on
from partnership.workdays import is_workday, workdays_until
from reviews.enums import ClockUnit

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Limit:
    """What a rule says: so many of a unit, at most, or `at_least`. A pausable one stands still with the review."""

    number: int
    unit: ClockUnit
    at_least: bool = False
    pausable: bool = True

    @property
    def in_working_days(self) -> bool:
        return self.unit == ClockUnit.WORKING_DAYS

    @property
    def words(self) -> str:
        """Such as "15 working days", "at least 7 working days"."""
        unit = self.unit.label.removesuffix("s") if self.number == 1 else self.unit.label
        return f"{'at least ' if self.at_least else ''}{self.number} {unit}"


@dataclass(frozen=True)
class Interval:
    """A pause: after `since` until `until`, or still going on."""

    since: date
    until: date | None = None


def latest_start(limit: Limit, end: date) -> date:
    """The last day on which a shortest time can begin that has to be over on `end`."""
    if limit.unit == ClockUnit.MONTHS:
        return months_on(end, -limit.number)
    day, left = end, limit.number
    while left:
        left -= _counts(limit, day)
        day -= _DAY
    return day


def joined(pauses: Iterable[Interval], start: date, end: date | None, today: date) -> list[tuple[date, date]]:
    """The pauses as spans within the clock, overlapping ones joined; one that still goes on counts until today."""
    spans: list[tuple[date, date]] = []
    for pause in sorted(pauses, key=lambda one: one.since):
        since, until = max(start, pause.since), pause.until or max(today, pause.since)
        until = min(until, end) if end else until
        if spans and since <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(spans[-1][1], until))
        elif since < until:
            spans.append((since, until))
    return spans


def last_day(limit: Limit, start: date, spans: Iterable[tuple[date, date]]) -> date:
    """The day by which as many days have gone as the limit has, paused ones left out."""
    left = _calendar_days(start, months_on(start, limit.number)) if limit.unit == ClockUnit.MONTHS else limit.number
    standing, day = list(spans), start
    while left:
        day += _DAY
        left -= _counts(limit, day) and not any(since < day <= until for since, until in standing)
    return day


def _counts(limit: Limit, day: date) -> bool:
    return not limit.in_working_days or is_workday(day)


def count(limit: Limit, since: date, until: date) -> int:
    return (workdays_until if limit.in_working_days else _calendar_days)(since, until)


def _calendar_days(since: date, until: date) -> int:
    return (until - since).days
