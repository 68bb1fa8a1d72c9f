"""The section 11 self-assessment of a year."""

from datetime import date

import pytest

from audits.selectors.section11 import Assessment, Tally, assessment_of
from partnership.models import Board
from partnership.principals import PUBLIC_REPORT
from tests.factories.audits import Section11ReturnFactory
from tests.factories.partnership import (
    ActionFactory,
    ActionPlanFactory,
    AgencyFactory,
    BoardFactory,
    RecommendationFactory,
)


def assessment(board: Board) -> Assessment:
    span = {"start": date(2017, 4, 1), "end": date(2018, 3, 31)}
    return assessment_of(board=board, year="2017-18", principal=PUBLIC_REPORT, **span)


def test_assessment_without_returns_is_empty(board: Board) -> None:
    found = assessment(board)
    assert (found.standards, found.agencies, found.answers, found.whole) == ({}, {}, {}, Tally(0, 0))


def test_returns_of_other_years_boards_and_classes_are_left_out(board: Board) -> None:
    agency = AgencyFactory(name="Westmoor Police")
    Section11ReturnFactory(board=board, agency=agency, standard=4)
    Section11ReturnFactory(board=board, year="2016-17", standard=5)
    Section11ReturnFactory(board=board, standard=6, visibility="restricted")
    Section11ReturnFactory(board=BoardFactory(), standard=7)
    assert list(assessment(board).answers) == [(4, agency.pk)]


def test_standards_are_called_as_the_round_calls_them(board: Board) -> None:
    agency = AgencyFactory()
    Section11ReturnFactory(board=board, agency=agency, standard=2, standard_title="Who answers for what")
    Section11ReturnFactory(board=board, agency=agency, standard=1)
    assert assessment(board).standards == {1: "Leadership commitment", 2: "Who answers for what"}


def test_tallies_leave_out_what_does_not_apply(board: Board) -> None:
    police, school = AgencyFactory(name="Westmoor Police"), AgencyFactory(name="Academy")
    for agency, standard, rag in (
        (police, 1, "green"),
        (police, 2, "amber"),
        (school, 1, "not_applicable"),
        (school, 2, "green"),
    ):
        Section11ReturnFactory(board=board, agency=agency, standard=standard, rag=rag)
    found = assessment(board)
    assert list(found.agencies.values()) == ["Academy", "Westmoor Police"]
    assert found.by_standard == {1: Tally(1, 1), 2: Tally(1, 2)}
    assert found.by_agency == {school.pk: Tally(1, 1), police.pk: Tally(1, 2)}
    assert found.whole == Tally(2, 3)


@pytest.mark.parametrize("number", [1, 3])
def test_returns_ask_four_times_and_never_for_evidence(board: Board, number: int, django_assert_num_queries) -> None:
    for row in Section11ReturnFactory.create_batch(number, board=board):
        plan = ActionPlanFactory(record=row)
        RecommendationFactory(plan=plan)
        ActionFactory(plan=plan)
    with django_assert_num_queries(4) as asked:
        found = assessment(board)
    assert [len(answer.work.actions) for answer in found.answers.values()] == [1] * number
    assert [query for query in asked.captured_queries if '"evidence"' in query["sql"]] == []
