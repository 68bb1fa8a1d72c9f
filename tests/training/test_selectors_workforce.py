"""Agencies' own workforce training."""

from datetime import date

import pytest

from partnership.models import Agency, Board
from partnership.principals import PUBLIC_REPORT
from tests.factories.partnership import AgencyFactory, BoardFactory, GroupFactory, SeatFactory
from tests.factories.training import WorkforceTrainingFactory
from training.selectors.workforce import WorkforceFigure, workforce_in_year


def found(board: Board) -> tuple[WorkforceFigure, ...]:
    return workforce_in_year(board=board, start=date(2017, 4, 1), end=date(2018, 3, 31), principal=PUBLIC_REPORT)


def seated(board: Board, name: str) -> Agency:
    return SeatFactory(group=GroupFactory(board=board), agency=AgencyFactory(name=name)).agency


def test_figures_are_those_dated_in_the_year(board: Board) -> None:
    agency = seated(board, "Westmoor Police")
    for as_at in (date(2017, 3, 31), date(2017, 4, 1), date(2018, 4, 1)):
        WorkforceTrainingFactory(agency=agency, as_at=as_at)
    assert [figure.as_at for figure in found(board)] == [date(2017, 4, 1)]


def test_latest_figure_of_a_requirement_and_service_stands(board: Board) -> None:
    agency = seated(board, "Westmoor Police")
    for as_at, service, trained in (
        (date(2018, 3, 31), "North", 9),
        (date(2017, 9, 30), "North", 5),
        (date(2017, 9, 30), "South", 7),
    ):
        WorkforceTrainingFactory(agency=agency, as_at=as_at, requirement="Level 1", service=service, trained=trained)
    assert sorted((figure.service, figure.trained) for figure in found(board)) == [("North", 9), ("South", 7)]


def test_agencies_of_other_boards_alone_are_left_out(board: Board) -> None:
    other = BoardFactory()
    both = seated(board, "Probation")
    SeatFactory(group=GroupFactory(board=other), agency=both)
    for agency in (both, seated(other, "Elsewhere Police"), AgencyFactory(name="Without a seat")):
        WorkforceTrainingFactory(agency=agency)
    assert [figure.agency for figure in found(board)] == ["Probation", "Without a seat"]


@pytest.mark.parametrize("number", [1, 3])
def test_workforce_asks_once(board: Board, number: int, django_assert_num_queries) -> None:
    WorkforceTrainingFactory.create_batch(number, agency=seated(board, "Westmoor Police"))
    with django_assert_num_queries(1):
        found(board)
