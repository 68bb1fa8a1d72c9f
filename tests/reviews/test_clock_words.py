"""How the last day of a clock comes about, in a sentence."""

from datetime import date

import pytest

from reviews.clocks import clock_of
from reviews.clocks.days import Interval, Limit
from reviews.clocks.words import how_it_comes_about
from reviews.enums import ClockUnit

BEGAN = date(2026, 1, 12)
SIX_MONTHS = Limit(6, ClockUnit.MONTHS)
PAUSE = Interval(date(2026, 2, 1), date(2026, 3, 3))
START = "6 months from 12 January 2026 is 12 July 2026"


@pytest.mark.parametrize(
    ("limit", "pauses", "corrected", "words"),
    [
        (SIX_MONTHS, [], None, f"{START}."),
        (SIX_MONTHS, [PAUSE], None, f"{START}; 30 days of pauses make it 11 August 2026."),
        (
            SIX_MONTHS,
            [PAUSE],
            date(2026, 9, 1),
            f"{START}; 30 days of pauses make it 11 August 2026; by hand it is 1 September 2026.",
        ),
        (
            Limit(5, ClockUnit.WORKING_DAYS, pausable=False),
            [PAUSE],
            None,
            "5 working days from 12 January 2026 is 19 January 2026.",
        ),
        (
            Limit(7, ClockUnit.WORKING_DAYS, at_least=True),
            [],
            None,
            "At least 7 working days from 12 January 2026 is 21 January 2026.",
        ),
    ],
)
def test_last_day_says_how_it_comes_about(
    limit: Limit, pauses: list[Interval], corrected: date | None, words: str
) -> None:
    clock = clock_of(limit, start=BEGAN, end=None, pauses=pauses, corrected_due_on=corrected, today=date(2026, 6, 9))
    assert how_it_comes_about(clock) == words


def test_clock_that_has_not_begun_says_nothing() -> None:
    assert how_it_comes_about(clock_of(SIX_MONTHS, start=None, end=None, today=date(2026, 6, 9))) == ""
