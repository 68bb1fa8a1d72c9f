"""Editions that name a season."""

from datetime import date

import pytest

from partnership.period import Period
from reporting.edition import edition_months, months_after


@pytest.mark.parametrize(
    ("edition", "start", "end"),
    [
        ("Spring 2018", date(2018, 3, 1), date(2018, 5, 31)),
        ("summer 2018", date(2018, 6, 1), date(2018, 8, 31)),
        ("Autumn 2026", date(2026, 9, 1), date(2026, 11, 30)),
        ("Winter 2018", date(2018, 12, 1), date(2019, 2, 28)),
        ("WINTER 2019", date(2019, 12, 1), date(2020, 2, 29)),
    ],
)
def test_season_is_three_months(edition: str, start: date, end: date) -> None:
    assert edition_months(edition) == Period(start, end, edition)


@pytest.mark.parametrize("edition", ["", "Summer", "2018", "Summer 2018-19", "Fall 2018", "Summer 1818", "Issue 3"])
def test_other_names_have_no_months(edition: str) -> None:
    assert edition_months(edition) is None


def test_months_after_may_end_in_december() -> None:
    assert (months_after(date(2018, 12, 1), 1), months_after(date(2018, 10, 1), 15)) == (
        date(2018, 12, 31),
        date(2019, 12, 31),
    )
