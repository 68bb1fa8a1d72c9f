"""How long a review's clock has run and what is left of it: pure dates, `today` given (`days` counts)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum

from partnership.formats import short_date
from reviews.clocks.days import Interval, Limit, count, joined, last_day


class ClockState(Enum):
    """How a clock stands; the last four only for a shortest time that must lie between two days."""

    NOT_STARTED = "not started"
    RUNNING = "running"
    PAUSED = "paused"
    LATE = "late"
    MET = "met"
    MET_LATE = "met late"
    WAITING = "waiting"
    PASSED = "passed"
    KEPT = "kept"
    NOT_KEPT = "not kept"


OPEN_STATES = frozenset({ClockState.RUNNING, ClockState.PAUSED, ClockState.LATE, ClockState.WAITING})


@dataclass(frozen=True)
class Clock:
    """A clock as it stands on a day. Days are working days where the limit is in them, else calendar days.

    `due_on`: the last day, or for a shortest time the first day allowed; None before the start. `computed_due_on` is
    the same without a correction. `spans` are the pauses after the start, until the end,
    joined and in order, those that lie ahead too.
    """

    limit: Limit
    today: date
    start: date | None
    end: date | None
    due_on: date | None
    computed_due_on: date | None
    in_all: int
    paused: int
    state: ClockState
    spans: tuple[tuple[date, date], ...] = ()
    is_paused: bool = False

    @property
    def counted(self) -> int:
        """Days gone, net of pauses."""
        return self.in_all - self.paused

    @property
    def unpaused_due_on(self) -> date | None:
        """The last day as it would be without a pause."""
        return last_day(self.limit, self.start, ()) if self.start else None

    @property
    def moved(self) -> int:
        """By how many days the pauses move the last day."""
        first, last = self.unpaused_due_on, self.computed_due_on
        return count(self.limit, first, last) if first and last else 0

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_STATES

    @property
    def left(self) -> int:
        """Days until the last day; below nought once it has passed."""
        if self.due_on is None:
            return 0
        return count(self.limit, self.end or self.today, self.due_on)

    @property
    def words(self) -> str:
        """Such as "72 days left", "Met, 9 Dec 2025", "11 days late"."""
        on = _day_words(self.end) if self.end else ""
        first = _day_words(self.due_on) if self.due_on else ""
        return {
            ClockState.NOT_STARTED: "Not started",
            ClockState.RUNNING: self._left_words(),
            ClockState.PAUSED: f"Paused, {self._left_words().lower()}",
            ClockState.LATE: f"{self.days(-self.left)} late" if self.left else "Past its limit",
            ClockState.MET: f"Met, {on}",
            ClockState.MET_LATE: f"Met late, {on}",
            ClockState.WAITING: f"Not before {first}",
            ClockState.PASSED: f"Free since {first}",
            ClockState.KEPT: f"Kept, {on}",
            ClockState.NOT_KEPT: f"Not kept, {on}",
        }[self.state]

    def _left_words(self) -> str:
        return f"{self.days(self.left)} left" if self.left else "Ends today"

    def days(self, count: int) -> str:
        """Such as "3 working days", "1 day"."""
        unit = "working day" if self.limit.in_working_days else "day"
        return f"{count} {unit}{'' if count == 1 else 's'}"


def clock_of(
    limit: Limit,
    *,
    start: date | None,
    end: date | None,
    pauses: Iterable[Interval] = (),
    corrected_due_on: date | None = None,
    today: date,
) -> Clock:
    """The clock on a day. An end that lies ahead has not happened yet; nor has a start."""
    if start is None or start > today:
        return Clock(limit, today, start, None, None, None, 0, 0, ClockState.NOT_STARTED)
    end = end if end and end <= today else None
    last = max(start, end or today)
    standing = [pause for pause in pauses if limit.pausable and (end is None or pause.since < end)]
    spans = joined(standing, start, end, today)
    computed = last_day(limit, start, spans)
    due_on = corrected_due_on or computed
    gone = [(since, min(until, last)) for since, until in spans if since < last]
    is_paused = end is None and any(
        pause.since <= today and (pause.until is None or today < pause.until) for pause in standing
    )
    return Clock(
        limit,
        today,
        start,
        end,
        due_on,
        computed,
        in_all=count(limit, start, last),
        paused=sum(count(limit, since, until) for since, until in gone),
        state=_state(limit, end, due_on, today, is_paused),
        spans=tuple(spans),
        is_paused=is_paused,
    )


def _state(limit: Limit, end: date | None, due_on: date, today: date, is_paused: bool) -> ClockState:
    if limit.at_least:
        if end:
            return ClockState.KEPT if end >= due_on else ClockState.NOT_KEPT
        return ClockState.WAITING if today < due_on else ClockState.PASSED
    if end:
        return ClockState.MET if end <= due_on else ClockState.MET_LATE
    if today > due_on:
        return ClockState.LATE
    return ClockState.PAUSED if is_paused else ClockState.RUNNING


def _day_words(on: date) -> str:
    return f"{short_date(on)} {on.year}"
