"""Which matters a report of a year prints, for every combination of dates."""

from datetime import date

import pytest

from partnership.models import Action
from partnership.selectors.actions import in_report
from partnership.selectors.in_year import lies_in, was_open_or_ended_in

START, END = date(2017, 4, 1), date(2018, 3, 31)
BEFORE, WITHIN, AFTER = date(2017, 3, 31), date(2017, 9, 1), date(2018, 4, 1)


@pytest.mark.parametrize(
    ("begun_on", "ended_on", "has_ended", "printed"),
    [
        (None, None, False, True),
        (BEFORE, None, False, True),
        (WITHIN, None, False, True),
        (END, None, False, True),
        (AFTER, None, False, False),
        (BEFORE, BEFORE, True, False),
        (BEFORE, START, True, True),
        (BEFORE, END, True, True),
        (BEFORE, AFTER, True, True),  # still open on the last day
        (AFTER, AFTER, True, False),
        (None, BEFORE, True, False),
        (None, WITHIN, True, True),
        (None, AFTER, True, True),
        (BEFORE, None, True, False),  # ended on an unknown day, perhaps long ago
        (WITHIN, None, True, True),  # ended in the year, or after it
        (AFTER, None, True, False),
    ],
)
def test_matter_with_dates(begun_on: date | None, ended_on: date | None, has_ended: bool, printed: bool) -> None:
    for undated in (True, False):
        found = was_open_or_ended_in(
            START, END, begun_on=begun_on, ended_on=ended_on, has_ended=has_ended, undated=undated
        )
        assert found is printed


@pytest.mark.parametrize("undated", [True, False])
def test_ended_matter_without_any_date_is_printed_where_its_kind_says_so(undated: bool) -> None:
    assert was_open_or_ended_in(START, END, begun_on=None, ended_on=None, has_ended=True, undated=undated) is undated


@pytest.mark.parametrize(
    ("days", "found"),
    [((), False), ((None,), False), ((START,), True), ((END,), True), ((BEFORE, AFTER), False), ((None, WITHIN), True)],
)
def test_any_day_in_the_year(days: tuple[date | None, ...], found: bool) -> None:
    assert lies_in(START, END, *days) is found


@pytest.mark.parametrize(
    ("status", "raised_on", "due_on", "completed_on", "printed"),
    [
        ("open", None, None, None, True),
        ("complete", None, None, None, True),
        ("cancelled", None, None, None, True),
        ("open", BEFORE, BEFORE, None, True),
        ("in_progress", WITHIN, AFTER, None, True),
        ("open", AFTER, AFTER, None, False),
        ("open", None, AFTER, None, True),
        ("complete", BEFORE, WITHIN, WITHIN, True),
        ("complete", BEFORE, WITHIN, BEFORE, False),
        ("complete", BEFORE, WITHIN, AFTER, True),
        ("complete", None, BEFORE, None, False),
        ("cancelled", WITHIN, None, None, False),
        ("cancelled", None, WITHIN, None, False),
    ],
)
def test_action_in_the_report(
    status: str, raised_on: date | None, due_on: date | None, completed_on: date | None, printed: bool
) -> None:
    action = Action(status=status, raised_on=raised_on, due_on=due_on, completed_on=completed_on)
    assert in_report(action, start=START, end=END) is printed
