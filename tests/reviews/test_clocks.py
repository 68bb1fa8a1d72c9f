"""Clocks of reviews, against a table counted by hand: `clocks_by_hand.csv`.

Its numbers were counted day by day with the published list of England's bank holidays, apart from the code. A limit is
written as 6m (months), 14d (days), 15w (working days); `>` is a shortest time, `!` a clock that no pause stops.
"""

import csv
from datetime import date, datetime
from pathlib import Path

import pytest

from reviews.clocks import Clock, ClockState, clock_of
from reviews.clocks.days import Interval, Limit, latest_start
from reviews.enums import ClockUnit

TABLE = Path(__file__).with_name("clocks_by_hand.csv")
UNITS = {"m": ClockUnit.MONTHS, "d": ClockUnit.DAYS, "w": ClockUnit.WORKING_DAYS}
CASES = list(csv.DictReader(TABLE.open(encoding="utf-8")))


def day(text: str) -> date | None:
    return datetime.strptime(text.strip(), "%d %b %Y").date() if text.strip() else None


def limit(text: str) -> Limit:
    plain = text.rstrip("!>")
    return Limit(int(plain[:-1]), UNITS[plain[-1]], at_least=">" in text, pausable="!" not in text)


def pauses(text: str) -> list[Interval]:
    both = [one.partition(" -") for one in text.split(", ") if one]
    return [Interval(day(since), day(until)) for since, _, until in both]


def local_review(**kwargs) -> Clock:
    """Six months from 12 January 2026, on 9 June."""
    known = {"start": date(2026, 1, 12), "end": None, "today": date(2026, 6, 9)}
    return clock_of(limit("6m"), **{**known, **kwargs})


def test_table_by_hand_holds_at_least_60_cases() -> None:
    assert len(CASES) >= 60


@pytest.mark.parametrize("case", CASES, ids=[case["case"] for case in CASES])
def test_clock_agrees_with_the_table_by_hand(case: dict[str, str]) -> None:
    clock = clock_of(
        limit(case["limit"]),
        start=day(case["start"]),
        end=day(case["end"]),
        pauses=pauses(case["pauses"]),
        today=day(case["today"]),
    )
    numbers = tuple(int(case[name]) for name in ("in_all", "paused", "counted"))
    assert (clock.in_all, clock.paused, clock.counted) == numbers
    assert clock.due_on == day(case["due_on"])
    assert clock.words == case["words"]


def test_open_pause_moves_the_last_day_each_day() -> None:
    going_on = [Interval(date(2026, 6, 1))]
    on = [local_review(pauses=going_on, today=date(2026, 6, number)) for number in (2, 3, 4)]
    assert [clock.due_on for clock in on] == [date(2026, 7, 13), date(2026, 7, 14), date(2026, 7, 15)]
    assert {clock.left for clock in on} == {41}
    assert {clock.state for clock in on} == {ClockState.PAUSED}


def test_correction_gives_the_last_day_and_leaves_the_figures() -> None:
    paused = [Interval(date(2026, 3, 2), date(2026, 4, 10))]
    clock = local_review(pauses=paused, corrected_due_on=date(2026, 6, 1))
    assert (clock.due_on, clock.computed_due_on) == (date(2026, 6, 1), date(2026, 8, 20))
    assert (clock.in_all, clock.paused, clock.counted) == (148, 39, 109)
    assert (clock.state, clock.words) == (ClockState.LATE, "8 days late")


def test_correction_decides_whether_an_end_was_in_time() -> None:
    ended = date(2026, 8, 1)
    assert local_review(end=ended, today=date(2026, 9, 1)).state is ClockState.MET_LATE
    corrected = local_review(end=ended, today=date(2026, 9, 1), corrected_due_on=date(2026, 8, 31))
    assert corrected.state is ClockState.MET


@pytest.mark.parametrize(
    ("text", "end", "latest"),
    [
        ("7w>", date(2026, 8, 20), date(2026, 8, 11)),
        ("7w>", date(2024, 1, 3), date(2023, 12, 20)),
        ("28d>", date(2024, 2, 29), date(2024, 2, 1)),
        ("1m>", date(2024, 3, 31), date(2024, 2, 29)),
    ],
)
def test_latest_start_is_the_last_day_that_leaves_the_shortest_time(text: str, end: date, latest: date) -> None:
    assert latest_start(limit(text), end) == latest
    assert clock_of(limit(text), start=latest, end=end, today=end).state is ClockState.KEPT


def test_limit_says_its_unit() -> None:
    assert [limit(text).words for text in ("15w", "6m", "1d", "7w>")] == [
        "15 working days",
        "6 months",
        "1 day",
        "at least 7 working days",
    ]
