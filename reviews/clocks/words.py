"""The last day of a clock, and in a sentence how it comes about."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from partnership.formats import date_words
from reviews.clocks.clock import Clock
from reviews.enums import ClockEvent
from reviews.models import ClockRule

_BY: Final = {
    ClockEvent.NOTIFIED: "Notify by",
    ClockEvent.RAPID_REVIEW_SENT: "Send by",
    ClockEvent.CONSIDERED: "Decide by",
    ClockEvent.COMMISSIONED: "Begin by",
    ClockEvent.COMPLETED: "Complete by",
    ClockEvent.PANEL_COPY: "Send by",
    ClockEvent.PUBLISHED: "Publish by",
    ClockEvent.REVIEWED: "Review by",
}


@dataclass(frozen=True)
class LastDay:
    """Such as "Publish by" 17 December 2026, of which rule, and the sentence."""

    by: str
    on: date
    name: str
    how: str


def by_words(rule: ClockRule) -> str:
    """Such as "Publish by"."""
    return _BY.get(ClockEvent(rule.ends_with), "Last day")


def last_day_of(rule: ClockRule, clock: Clock) -> LastDay | None:
    """None before the clock has begun."""
    if clock.due_on is None:
        return None
    by = "Not before" if rule.at_least else by_words(rule)
    return LastDay(by, clock.due_on, rule.name, how_it_comes_about(clock))


def how_it_comes_about(clock: Clock) -> str:
    """Such as: 6 months from 12 January 2026 is 12 July 2026; 158 days of pauses make it 17 December 2026."""
    if clock.start is None or clock.computed_due_on is None or clock.unpaused_due_on is None:
        return ""
    words = f"{clock.limit.words} from {date_words(clock.start)} is {date_words(clock.unpaused_due_on)}"
    words = f"{words[:1].upper()}{words[1:]}"
    if clock.moved:
        words += f"; {clock.days(clock.moved)} of pauses make it {date_words(clock.computed_due_on)}"
    if clock.due_on != clock.computed_due_on and clock.due_on:
        words += f"; by hand it is {date_words(clock.due_on)}"
    return f"{words}."
