"""Counts of child deaths under disclosure control."""

import random
from datetime import date

import pytest
from django.utils import timezone

from partnership.disclosure import ALL, MARK, Means, ReleasedCount, protection
from partnership.enums import Role
from partnership.models import Board
from partnership.principals import PUBLIC, PUBLIC_REPORT, Grant, Principal
from partnership.services.releases import keep_release
from reviews.clocks.days import Limit, last_day
from reviews.enums import AgeBand, ClockUnit, Gender, Modifiable
from reviews.selectors import death_tables
from reviews.selectors.child_deaths import SUBJECT, ChildDeathTables, Children, child_death_tables
from tests.attacker import Attacker
from tests.factories.partnership import BoardFactory
from tests.factories.reviews import ChildDeathFactory


def counts(board: Board, principal=PUBLIC_REPORT, **asked) -> ChildDeathTables | None:
    return child_death_tables(board=board, principal=principal, **{"year": "2017-18", **asked})


def notify(board: Board, number: int, **fields) -> None:
    ChildDeathFactory.create_batch(number, board=board, **fields)


def answers(children: Children, title: str) -> dict[str, int | str | None]:
    (question,) = [question for question in children.questions if question.title == title]
    return {answer: count.mark or count.value for answer, count in question.counts.cells.items()}


def test_counts_without_deaths_are_none(board: Board) -> None:
    assert counts(board) is None


@pytest.mark.parametrize("principal", [PUBLIC, Principal(grants=(Grant(Role.SUPPORT_OFFICER),))])
def test_only_the_report_and_those_who_see_the_records_read_the_counts(board: Board, principal) -> None:
    notify(board, 12)
    assert counts(board, principal) is None


@pytest.mark.parametrize("number", [1, 4])
def test_few_children_are_neither_counted_nor_broken_down(board: Board, number: int) -> None:
    notify(board, number)
    assert counts(board).notified == Children(ReleasedCount(None, MARK))


def test_sealed_and_archived_deaths_and_those_of_other_areas_and_boards_are_not_counted(board: Board) -> None:
    notify(board, 6)
    notify(board, 6, archived_at=timezone.now())
    notify(board, 6, visibility="sealed")
    notify(board, 6, resident=False)
    notify(BoardFactory(), 6)
    assert counts(board).notified.total == ReleasedCount(6)


def test_small_answer_hides_another_with_it(board: Board) -> None:
    notify(board, 10, gender="male")
    notify(board, 2, gender="female")
    assert answers(counts(board).notified, "Sex") == {"Male": "c", "Female": "c", "Not known": 0, "Not recorded": 0}


def test_large_answers_are_printed(board: Board) -> None:
    notify(board, 7, expected=True)
    notify(board, 6, expected=False)
    assert answers(counts(board).notified, "Expected") == {"Yes": 7, "No": 6, "Not recorded": 0}


def test_question_that_hiding_cannot_protect_is_rounded(board: Board) -> None:
    """Three ages of four children each: even all hidden, twelve in all would give each of them away."""
    for age_band in ("0-27 days", "28-364 days", "1-4 years"):
        notify(board, 4, age_band=age_band, gender="male")
    notified = counts(board).notified
    assert notified.total == ReleasedCount(12)
    assert [value for value in answers(notified, "Age").values() if value] == [5, 5, 5]
    assert answers(notified, "Sex")["Male"] == 12


def test_threshold_can_be_set(board: Board, settings) -> None:
    notify(board, 6)
    assert counts(board, threshold=7).notified.total == ReleasedCount(None, MARK)
    settings.CHILD_DEATH_THRESHOLD = 7
    assert counts(board).notified.total == ReleasedCount(None, MARK)


def test_ethnicity_is_told_by_broad_groups(board: Board) -> None:
    notify(board, 6, ethnicity="White British")
    notify(board, 5, ethnicity="Pakistani")
    notify(board, 8, ethnicity="Somebody's words")
    told = answers(counts(board).notified, "Ethnicity")
    assert {words: count for words, count in told.items() if count} == {
        "White": 6, "Asian or Asian British": 5, "Not recorded": 8,
    }  # fmt: skip


def test_modifiable_factors_are_told_by_category(board: Board) -> None:
    died = {"died_on": date(2017, 1, 1), "reviewed_on": date(2017, 6, 1), "status": "reviewed"}
    notify(board, 9, category=8, modifiable="no", **died)
    notify(board, 6, category=7, modifiable="yes", **died)
    crossed = counts(board).reviewed.crossed
    assert crossed.counts["Perinatal or neonatal event", "No"] == ReleasedCount(9)
    assert crossed.counts[ALL, "Yes"] == ReleasedCount(6)


def test_three_years_are_pooled(board: Board) -> None:
    for year in (2013, 2015, 2016, 2017):
        notify(board, 5, notified_on=date(year, 6, 1))
    found = counts(board, years=3)
    assert (found.years, found.notified.total) == (("2015-16", "2016-17", "2017-18"), ReleasedCount(15))
    assert counts(board, years=5).notified.total == ReleasedCount(20)


def test_reviews_are_counted_in_the_year_of_the_review(board: Board) -> None:
    died = {"died_on": date(2017, 1, 1), "notified_on": date(2017, 1, 2), "status": "reviewed"}
    notify(board, 6, reviewed_on=date(2017, 4, 1), modifiable="yes", category=8, **died)
    notify(board, 5, reviewed_on=date(2018, 3, 31), modifiable="no", category=8, **died)
    notify(board, 7, reviewed_on=date(2018, 4, 1), **died)
    reviewed = counts(board).reviewed
    assert reviewed.total == ReleasedCount(11)
    assert answers(reviewed, "Modifiable factors") == {
        "Yes": 6, "No": 5, "Insufficient information": 0, "Not recorded": 0,
    }  # fmt: skip
    assert answers(reviewed, "Time from death to review") == {
        "Within 6 months": 6, "6 to 12 months": 0, "Over 12 months": 5, "Not recorded": 0,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("died_on", "reviewed_on", "words"),
    [
        (date(2017, 8, 31), date(2018, 2, 28), "Within 6 months"),
        (date(2017, 8, 31), date(2018, 3, 1), "6 to 12 months"),
        (date(2017, 4, 3), date(2017, 10, 3), "Within 6 months"),
        (date(2017, 4, 3), date(2017, 10, 4), "6 to 12 months"),
        (date(2016, 6, 5), date(2017, 6, 5), "6 to 12 months"),
        (date(2016, 6, 5), date(2017, 6, 6), "Over 12 months"),
        (date(2016, 2, 29), date(2017, 4, 1), "Over 12 months"),
        (None, date(2017, 6, 6), "Not recorded"),
    ],
)
def test_time_to_review_runs_by_calendar_months_as_its_clock_does(
    board: Board, died_on: date | None, reviewed_on: date, words: str
) -> None:
    notify(board, 5, notified_on=date(2017, 4, 1), died_on=died_on, reviewed_on=reviewed_on, status="reviewed")
    told = answers(counts(board).reviewed, "Time from death to review")
    assert {answer: count for answer, count in told.items() if count} == {words: 5}
    if died_on:
        in_time = last_day(Limit(6, ClockUnit.MONTHS), died_on, ()) >= reviewed_on
        assert (words == "Within 6 months") == in_time


def test_outstanding_are_those_not_yet_reviewed_at_the_end(board: Board) -> None:
    notify(board, 6, died_on=date(2016, 5, 1), notified_on=date(2016, 5, 2))
    notify(board, 5, died_on=date(2017, 5, 1), reviewed_on=date(2018, 6, 1), status="reviewed")
    notify(board, 5, died_on=date(2017, 5, 1), status="transferred")
    notify(board, 5, notified_on=date(2018, 4, 1))
    outstanding = counts(board).outstanding
    assert answers(outstanding, "Year of death") == {"2016": 6, "2017": 5, "Not recorded": 0}


def test_years_run_from_the_first_notification(board: Board) -> None:
    notify(board, 3, notified_on=date(2015, 6, 1), reviewed_on=date(2016, 6, 1), status="reviewed")
    notify(board, 6)
    assert [(year.label, year.notified, year.reviewed) for year in counts(board).trend] == [
        ("2015-16", ReleasedCount(None, MARK), ReleasedCount(0)),
        ("2016-17", ReleasedCount(0), ReleasedCount(None, MARK)),
        ("2017-18", ReleasedCount(6), ReleasedCount(0)),
    ]


def read(attacker: Attacker, found: ChildDeathTables) -> None:
    """Let somebody read an edition: of what is kept of it, what is not unknown was printed."""
    told = found.edition.told
    ranges = {key: one.known for key, one in told.items()}
    printed = {
        key: ReleasedCount(one.count)
        if ranges[key].size == 1
        else ReleasedCount(None, MARK)
        if ranges[key].low and ranges[key].high in (4, 10**9)
        else ReleasedCount((one.count + 2) // 5 * 5, rounded=True)
        for key, one in told.items()
        if ranges[key] != (0, 10**9)
    }
    attacker.reads(
        {key: one.count for key, one in told.items()}, printed, found.edition.sums.within, found.edition.sums.across
    )


def grow(board: Board, chance: random.Random, year: int) -> None:
    for _ in range(chance.randint(5, 16)):
        ChildDeathFactory(
            board=board,
            notified_on=date(year, 6, 1),
            died_on=date(year, 5, 1),
            reviewed_on=chance.choice([None, date(year, 7, 1), date(year + 1, 3, 1)]),
            age_band=chance.choice(["", *AgeBand.values]),
            gender=chance.choice(Gender.values),
            expected=chance.choice([None, True, False]),
            category=chance.choice([None, 1, 8, 10]),
            modifiable=chance.choice(Modifiable.values),
        )


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2))
def test_no_small_count_of_any_edition_can_be_worked_out(board: Board, seed: int) -> None:
    """Two yearly reports, a late notification between them, and a report of three years."""
    chance, attacker = random.Random(seed), Attacker()
    for year, years in ((2016, 1), (2017, 1), (2017, 3)):
        if years == 1:
            grow(board, chance, year)
        label = f"{year}-{year - 1999}"
        found = counts(board, year=label, years=years)
        read(attacker, found)
        assert attacker.found() == []
        keep_release(subject=SUBJECT, board=board, scope=label, edition=f"{years}", numbers=found.edition)
        notify(board, 1, notified_on=date(2016, 9, 1))


def test_earlier_edition_hides_what_alone_would_be_printed(board: Board) -> None:
    """The year before was printed; three years less that year would leave two girls."""
    notify(board, 6, notified_on=date(2016, 6, 1), gender="female")
    notify(board, 9, notified_on=date(2016, 6, 1), gender="male")
    notify(board, 2, gender="female")
    notify(board, 9, gender="male")
    assert answers(counts(board, years=3).notified, "Sex")["Female"] == 8
    earlier = counts(board, year="2016-17")
    assert answers(earlier.notified, "Sex")["Female"] == 6
    keep_release(subject=SUBJECT, board=board, scope="2016-17", edition="1", numbers=earlier.edition)
    assert answers(counts(board, years=3).notified, "Sex")["Female"] == MARK


def eight_of_whom_three_are_reviewed(board: Board) -> None:
    """The first year of the records: eight children, of whom five wait at its end."""
    notify(board, 3, notified_on=date(2016, 6, 1), reviewed_on=date(2017, 1, 9), status="reviewed")
    notify(board, 5, notified_on=date(2016, 6, 1))


def test_those_notified_less_those_who_wait_do_not_tell_how_few_were_reviewed(board: Board) -> None:
    eight_of_whom_three_are_reviewed(board)
    found = counts(board, year="2016-17")
    assert found.reviewed.total == ReleasedCount(None, MARK)
    assert (found.notified.total.exact, found.outstanding.total.exact) != (True, True)
    keep_release(subject=SUBJECT, board=board, scope="2016-17", edition="1", numbers=found.edition)
    notify(board, 9, reviewed_on=date(2018, 1, 9), status="reviewed")
    attacker = Attacker()
    read(attacker, found)
    read(attacker, counts(board, years=3))
    assert attacker.found() == []


def test_without_the_tie_of_the_years_three_would_be_found(board: Board, monkeypatch: pytest.MonkeyPatch) -> None:
    """The mutant of the test above."""
    monkeypatch.setattr(death_tables, "tie_years", lambda *args: None)
    eight_of_whom_three_are_reviewed(board)
    found = counts(board, year="2016-17")
    assert (found.notified.total, found.outstanding.total) == (ReleasedCount(8), ReleasedCount(5))


def test_a_year_that_some_left_without_a_review_ties_nothing(board: Board) -> None:
    eight_of_whom_three_are_reviewed(board)
    notify(board, 2, notified_on=date(2016, 6, 1), status="transferred")
    found = counts(board, year="2016-17")
    assert (found.notified.total, found.outstanding.total) == (ReleasedCount(10), ReleasedCount(5))


def test_an_edition_drawn_again_tells_the_same(board: Board) -> None:
    grow(board, random.Random(7), 2017)
    first = counts(board)
    keep_release(subject=SUBJECT, board=board, scope="2017-18", edition="1", numbers=first.edition)
    again = counts(board)
    assert (again.notified, again.reviewed, again.trend) == (first.notified, first.reviewed, first.trend)


def test_without_further_hiding_a_small_count_would_be_found(board: Board, monkeypatch: pytest.MonkeyPatch) -> None:
    """Shows that the attack above works."""
    notify(board, 10, gender="male")
    notify(board, 2, gender="female")
    monkeypatch.setattr(protection._Protection, "_judge", primary_only)
    attacker = Attacker()
    read(attacker, counts(board))
    assert (2, {2}) in attacker.found()


def primary_only(self: protection._Protection) -> None:
    self._standing = self._stand()
    self._hidden = {key for key, means in self._standing.items() if means == Means.HIDE and 0 < self.counts[key] < 5}


@pytest.mark.parametrize("number", [1, 13])
def test_tables_ask_twice(board: Board, number: int, django_assert_num_queries) -> None:
    notify(board, number)
    with django_assert_num_queries(2) as asked:
        counts(board)
    secret = ("learning", "factors", "title", "search_text")
    assert [word for word in secret if f'"{word}"' in asked.captured_queries[0]["sql"]] == []
