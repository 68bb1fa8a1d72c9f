"""Working days, bank holidays in England, and the time limits of escalations."""

from datetime import date

import pytest

from partnership.enums import EscalationStage
from partnership.workdays import STAGE_LIMITS, add_workdays, is_workday, limit_words, stage_ends_on, workdays_until

GOOD_FRIDAY = date(2026, 4, 3)


@pytest.mark.parametrize(
    ("day", "open_"),
    [
        (date(2026, 4, 2), True),
        (GOOD_FRIDAY, False),
        (date(2026, 4, 6), False),  # Easter Monday, which Scotland works
        (date(2026, 4, 7), True),
        (date(2026, 8, 31), False),  # summer bank holiday
        (date(2026, 1, 2), True),  # a holiday in Scotland only
        (date(2026, 12, 28), False),  # Boxing Day falls on a Saturday
        (date(2026, 6, 6), False),  # a Saturday
        (date(2026, 6, 7), False),
        (date(2026, 6, 8), True),
    ],
)
def test_a_workday_is_neither_weekend_nor_bank_holiday(day: date, open_: bool) -> None:
    assert is_workday(day) == open_


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        (date(2026, 6, 1), 0, date(2026, 6, 1)),
        (date(2026, 6, 1), 1, date(2026, 6, 2)),
        (date(2026, 6, 5), 1, date(2026, 6, 8)),
        (date(2026, 6, 6), 1, date(2026, 6, 8)),
        (date(2026, 4, 2), 1, date(2026, 4, 7)),
        (date(2026, 12, 24), 2, date(2026, 12, 30)),
    ],
)
def test_workdays_are_added_over_weekends_and_holidays(start: date, count: int, end: date) -> None:
    assert add_workdays(start, count) == end


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        (date(2026, 6, 1), date(2026, 6, 1), 0),
        (date(2026, 6, 1), date(2026, 6, 8), 5),
        (date(2026, 6, 8), date(2026, 6, 1), -5),
        (date(2026, 4, 2), date(2026, 4, 7), 1),
    ],
)
def test_workdays_until_a_day_count_that_day_and_not_the_first(start: date, end: date, days: int) -> None:
    assert workdays_until(start, end) == days


@pytest.mark.parametrize("stage", EscalationStage)
def test_each_stage_has_a_limit_in_workdays(stage: EscalationStage) -> None:
    since = date(2026, 6, 1)
    assert workdays_until(since, stage_ends_on(stage, since)) == STAGE_LIMITS[stage]


@pytest.mark.parametrize(
    ("today", "words"),
    [
        (date(2026, 6, 3), "3 working days left"),
        (date(2026, 6, 5), "1 working day left"),
        (date(2026, 6, 8), "Ends today"),
        (date(2026, 6, 9), "1 working day late"),
        (date(2026, 6, 11), "3 working days late"),
        (date(2026, 6, 13), "4 working days late"),
    ],
)
def test_a_limit_says_what_is_left_of_it(today: date, words: str) -> None:
    assert limit_words(date(2026, 6, 8), today) == words


def test_a_limit_that_ended_on_friday_is_past_on_saturday() -> None:
    assert limit_words(date(2026, 6, 5), date(2026, 6, 6)) == "Past its limit"
