"""The risk register of a year."""

from datetime import UTC, date, datetime

import pytest

from partnership.models import Board, Risk
from partnership.principals import Principal
from partnership.rag import RiskRating
from partnership.selectors.risks import RiskView, risks_in_year
from tests.factories.partnership import ActionFactory, ActionPlanFactory, AgencyFactory, GroupFactory, RiskFactory

START, END = date(2017, 4, 1), date(2018, 3, 31)


def _read(board: Board, principal: Principal) -> tuple[RiskView, ...]:
    return risks_in_year(board=board, start=START, end=END, principal=principal)


def _scored(risk: Risk, *scores: tuple[date, int, int]) -> None:
    """Write the risk's history: on each day its likelihood and impact."""
    risk.history.all().delete()
    for day, likelihood, impact in scores:
        risk.likelihood, risk.impact = likelihood, impact
        risk._history_date = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
        risk.save()


@pytest.mark.parametrize(
    ("status", "opened_on", "closed_on", "printed", "closed"),
    [
        ("open", None, None, True, False),
        ("open", date(2018, 4, 1), None, False, False),
        ("closed", START, date(2017, 9, 1), True, True),
        ("closed", None, date(2017, 3, 31), False, True),
        ("closed", None, date(2018, 4, 1), True, False),
        ("closed", None, None, False, True),
        ("closed", START, None, True, True),
    ],
)
def test_risk_open_or_closed_in_the_year(
    board: Board,
    principal: Principal,
    status: str,
    opened_on: date | None,
    closed_on: date | None,
    printed: bool,
    closed: bool,
) -> None:
    RiskFactory(board=board, status=status, opened_on=opened_on, closed_on=closed_on)
    assert [risk.is_closed for risk in _read(board, principal)] == ([closed] if printed else [])


def test_risk_has_its_score_rating_and_aim(board: Board, principal: Principal) -> None:
    RiskFactory(board=board, likelihood=5, impact=4, target_likelihood=2, target_impact=3)
    risk = _read(board, principal)[0]
    assert (risk.rating, risk.target, risk.before) == (RiskRating(20, "very high"), 6, None)


def test_score_is_that_of_the_last_day_of_the_year(board: Board, principal: Principal) -> None:
    _scored(RiskFactory(board=board), (date(2017, 1, 1), 5, 5), (END, 4, 3), (date(2018, 4, 1), 1, 1))
    risk = _read(board, principal)[0]
    assert (risk.likelihood, risk.impact, risk.rating.score, risk.before) == (4, 3, 12, 25)


def test_score_before_the_year_is_unknown_where_history_starts_in_it(board: Board, principal: Principal) -> None:
    _scored(RiskFactory(board=board), (START, 4, 4), (END, 2, 2))
    risk = _read(board, principal)[0]
    assert (risk.rating.score, risk.before) == (4, None)


def test_highest_score_comes_first(board: Board, principal: Principal) -> None:
    for reference, likelihood in [("R-1", 1), ("R-3", 5), ("R-2", 5)]:
        RiskFactory(board=board, reference=reference, likelihood=likelihood)
    assert [risk.reference for risk in _read(board, principal)] == ["R-2", "R-3", "R-1"]


def test_restricted_risks_and_those_of_other_boards_are_left_out(board: Board, principal: Principal) -> None:
    RiskFactory()
    RiskFactory(board=board, visibility="restricted")
    assert _read(board, principal) == ()


@pytest.mark.parametrize("count", [1, 3])
def test_risks_take_five_queries(
    board: Board, principal: Principal, django_assert_num_queries: object, count: int
) -> None:
    for _ in range(count):
        risk = RiskFactory(board=board, group=GroupFactory(board=board), owner_agency=AgencyFactory())
        ActionFactory(plan=ActionPlanFactory(record=risk))
    with django_assert_num_queries(5):
        risks = _read(board, principal)
    assert [len(risk.work.actions) for risk in risks] == [1] * count
