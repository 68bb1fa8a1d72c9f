"""Counts of child deaths under disclosure control."""

import random
from datetime import date

import pytest

from partnership.disclosure import FEWEST_VALUES, MARK, Released, ReleasedCount
from partnership.models import Board
from partnership.principals import OPERATOR, PUBLIC, PUBLIC_REPORT
from reviews.enums import AgeBand, Gender, Modifiable
from reviews.selectors import child_deaths
from reviews.selectors.child_deaths import ChildDeathCounts, Children, child_death_counts
from tests.disclosure_reader import feasible_range
from tests.factories.partnership import BoardFactory
from tests.factories.reviews import ChildDeathFactory


def counts(board: Board, principal=PUBLIC_REPORT) -> ChildDeathCounts | None:
    return child_death_counts(board=board, year="2017-18", principal=principal)


def notify(board: Board, number: int, **fields) -> None:
    ChildDeathFactory.create_batch(number, board=board, **fields)


def answers(children: Children, title: str) -> dict[str, int | str | None]:
    (question,) = [question for question in children.questions if question.title == title]
    return {answer: count.mark or count.value for answer, count in question.counts.cells.items()}


def test_counts_without_deaths_are_none(board: Board) -> None:
    assert counts(board) is None


@pytest.mark.parametrize("principal", [PUBLIC, OPERATOR])
def test_only_the_report_reads_the_counts(board: Board, principal) -> None:
    notify(board, 12)
    assert counts(board, principal) is None


@pytest.mark.parametrize("number", [1, 4])
def test_few_children_are_neither_counted_nor_broken_down(board: Board, number: int) -> None:
    notify(board, number)
    assert counts(board).notified == Children(ReleasedCount(None, MARK))


def test_sealed_deaths_and_those_of_other_areas_and_boards_are_not_counted(board: Board) -> None:
    notify(board, 6)
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


def test_where_one_question_cannot_be_protected_none_is_told(board: Board) -> None:
    """Three ages of four children each: even all hidden, twelve in all would give each of them away."""
    for age_band in ("0-27 days", "28-364 days", "1-4 years"):
        notify(board, 4, age_band=age_band, gender="male")
    assert counts(board).notified == Children(ReleasedCount(12))


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
    assert [(year.label, year.notified, year.reviewed) for year in counts(board).years] == [
        ("2015-16", ReleasedCount(None, MARK), ReleasedCount(0)),
        ("2016-17", ReleasedCount(0), ReleasedCount(None, MARK)),
        ("2017-18", ReleasedCount(6), ReleasedCount(0)),
    ]


def told(board: Board) -> list[tuple[str, str]]:
    """Answers whose count is hidden although a reader can narrow it to fewer than three values."""
    found = counts(board)
    return [
        (question.title, answer)
        for children in (found.notified, found.reviewed, found.outstanding)
        for question in children.questions
        for answer, count in question.counts.cells.items()
        if not count.exact and feasible_range(question.counts, answer).size < FEWEST_VALUES
    ]


@pytest.mark.parametrize("seed", range(8))
def test_no_small_count_of_any_table_can_be_worked_out(board: Board, seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(chance.randint(5, 16)):
        ChildDeathFactory(
            board=board,
            died_on=date(chance.choice([2016, 2017]), 1, 1),
            reviewed_on=chance.choice([None, date(2017, 7, 1), date(2018, 3, 1)]),
            age_band=chance.choice(["", *AgeBand.values]),
            gender=chance.choice(Gender.values),
            expected=chance.choice([None, True, False]),
            category=chance.choice([None, 1, 8, 10]),
            modifiable=chance.choice(Modifiable.values),
        )
    assert told(board) == []


def test_without_protection_a_small_count_would_be_printed(board: Board, monkeypatch: pytest.MonkeyPatch) -> None:
    """Shows that the tests above would see it."""

    def release(cells: dict, total: int | None) -> Released:
        return Released({key: ReleasedCount(count) for key, count in cells.items()}, ReleasedCount(total), None)

    notify(board, 10, gender="male")
    notify(board, 2, gender="female")
    monkeypatch.setattr(child_deaths, "protect", release)
    assert answers(counts(board).notified, "Sex")["Female"] == 2


@pytest.mark.parametrize("number", [1, 13])
def test_counts_ask_once(board: Board, number: int, django_assert_num_queries) -> None:
    notify(board, number)
    with django_assert_num_queries(1) as asked:
        counts(board)
    secret = ("learning", "factors", "ethnicity", "title", "search_text")
    assert [word for word in secret if f'"{word}"' in asked.captured_queries[0]["sql"]] == []
