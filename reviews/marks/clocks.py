"""Chips of clocks."""

from partnership.registers import Chip
from reviews.clocks import Clock, ClockState

#: So many days before its last day a clock is told as due soon, as an action is (partnership/rag.py).
DUE_SOON = 14

_COLOURS = {
    ClockState.NOT_STARTED: "grey",
    ClockState.PAUSED: "amber",
    ClockState.LATE: "red",
    ClockState.MET: "blue",
    ClockState.MET_LATE: "amber",
    ClockState.WAITING: "grey",
    ClockState.PASSED: "green",
    ClockState.KEPT: "blue",
    ClockState.NOT_KEPT: "red",
}
_COURSE = {
    ClockState.PAUSED: "Paused",
    ClockState.LATE: "Late",
    ClockState.MET: "Met",
    ClockState.MET_LATE: "Met late",
}


def clock_mark(clock: Clock) -> Chip:
    """How it stands, in its own words."""
    return Chip(_colour(clock), clock.words)


def course_mark(clock: Clock) -> Chip:
    """How it stands, in a word beside its bar."""
    return Chip(_colour(clock), _COURSE.get(clock.state) or ("Due soon" if is_due_soon(clock) else "On course"))


def is_due_soon(clock: Clock) -> bool:
    return clock.state is ClockState.RUNNING and _days_left(clock) <= DUE_SOON


def _days_left(clock: Clock) -> int:
    return (clock.due_on - clock.today).days if clock.due_on else 0


def _colour(clock: Clock) -> str:
    if clock.state is ClockState.RUNNING:
        return "amber" if is_due_soon(clock) else "green"
    return _COLOURS[clock.state]
