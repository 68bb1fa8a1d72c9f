"""The challenge log and escalations of a year."""

from datetime import date

import pytest

from partnership.models import Board
from partnership.principals import Principal
from partnership.selectors.challenges import (
    ChallengeView,
    EscalationView,
    challenges_in_year,
    escalations_in_year,
)
from tests.factories.partnership import (
    ActionFactory,
    ActionPlanFactory,
    AgencyFactory,
    ChallengeFactory,
    EscalationFactory,
)

START, END = date(2017, 4, 1), date(2018, 3, 31)


def _challenges(board: Board, principal: Principal) -> tuple[ChallengeView, ...]:
    return challenges_in_year(board=board, start=START, end=END, principal=principal)


def _escalations(board: Board, principal: Principal) -> tuple[EscalationView, ...]:
    return escalations_in_year(board=board, start=START, end=END, principal=principal)


@pytest.mark.parametrize(
    ("status", "raised_on", "closed_on", "printed", "closed"),
    [
        ("closed", None, None, True, True),
        ("open", None, None, True, False),
        ("closed", None, date(2017, 3, 31), False, True),
        ("closed", START, END, True, True),
        ("closed", START, date(2018, 4, 1), True, False),
        ("open", date(2018, 4, 1), None, False, False),
    ],
)
def test_challenge_open_closed_in_the_year_or_undated(
    board: Board,
    principal: Principal,
    status: str,
    raised_on: date | None,
    closed_on: date | None,
    printed: bool,
    closed: bool,
) -> None:
    ChallengeFactory(board=board, status=status, raised_on=raised_on, closed_on=closed_on)
    assert [challenge.is_closed for challenge in _challenges(board, principal)] == ([closed] if printed else [])


def test_challenge_closed_after_the_year_has_no_day_of_closing(board: Board, principal: Principal) -> None:
    ChallengeFactory(board=board, status="closed", closed_on=date(2018, 4, 1))
    assert _challenges(board, principal)[0].closed_on is None


@pytest.mark.parametrize(
    ("raised_on", "resolved_on", "printed", "resolved"),
    [
        (date(2016, 1, 1), None, True, None),
        (date(2016, 1, 1), date(2017, 3, 31), False, None),
        (START, END, True, END),
        (START, date(2018, 4, 1), True, None),
        (date(2018, 4, 1), None, False, None),
    ],
)
def test_escalation_unresolved_or_resolved_in_the_year(
    board: Board, principal: Principal, raised_on: date, resolved_on: date | None, printed: bool, resolved: date | None
) -> None:
    EscalationFactory(board=board, raised_on=raised_on, resolved_on=resolved_on)
    assert [row.resolved_on for row in _escalations(board, principal)] == ([resolved] if printed else [])


def test_guarded_matters_and_those_of_other_boards_are_left_out(board: Board, principal: Principal) -> None:
    for factory in (ChallengeFactory, EscalationFactory):
        factory()
        factory(board=board, visibility="restricted")
        factory(board=board, visibility="sealed")
    assert (_challenges(board, principal), _escalations(board, principal)) == ((), ())


@pytest.mark.parametrize("count", [1, 3])
def test_challenges_take_four_queries(
    board: Board, principal: Principal, django_assert_num_queries: object, count: int
) -> None:
    for _ in range(count):
        challenge = ChallengeFactory(board=board)
        challenge.agencies.set([AgencyFactory(), AgencyFactory()])
        ActionFactory(plan=ActionPlanFactory(record=challenge))
    with django_assert_num_queries(4):
        rows = _challenges(board, principal)
    assert [(len(row.agencies), len(row.work.actions)) for row in rows] == [(2, 1)] * count


@pytest.mark.parametrize("count", [1, 3])
def test_escalations_are_one_query(
    board: Board, principal: Principal, django_assert_num_queries: object, count: int
) -> None:
    for _ in range(count):
        EscalationFactory(board=board)
    with django_assert_num_queries(1):
        assert len(_escalations(board, principal)) == count
