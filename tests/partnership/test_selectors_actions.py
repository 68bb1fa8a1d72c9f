"""What is owed on records, as it stood on the last day of the year."""

from datetime import date

import pytest

from partnership.models import Action, ActionPlan, Board
from partnership.principals import Principal
from partnership.rag import Rag
from partnership.selectors.actions import ActionView, RecommendationView, Work, rating, work_of
from tests.factories.partnership import (
    ActionFactory,
    ActionPlanFactory,
    AgencyFactory,
    GroupFactory,
    RecommendationFactory,
)

START, END = date(2017, 4, 1), date(2018, 3, 31)


def _read(plan: ActionPlan, principal: Principal) -> Work:
    return work_of(records=[plan.record_id], start=START, end=END, principal=principal)[plan.record_id]


@pytest.fixture
def plan(board: Board) -> ActionPlan:
    return ActionPlanFactory(record=GroupFactory(board=board))


def test_action_is_seen_as_on_the_last_day(plan: ActionPlan, principal: Principal) -> None:
    ActionFactory(
        plan=plan,
        reference="A-1",
        title="Train staff",
        agency=AgencyFactory(name="Council"),
        owner="Training lead",
        due_on=date(2018, 4, 10),
        progress="Begun.",
        recommendation=RecommendationFactory(plan=plan, number=4),
    )
    assert _read(plan, principal).actions == (
        ActionView(
            reference="A-1",
            title="Train staff",
            agency="Council",
            owner="Training lead",
            due_on=date(2018, 4, 10),
            completed_on=None,
            progress="Begun.",
            impact="",
            recommendation=4,
            rag=Rag.AMBER,
            words="Due in 10 days",
        ),
    )


def test_action_completed_after_the_year_stands_as_it_stood(plan: ActionPlan, principal: Principal) -> None:
    ActionFactory(plan=plan, status="complete", due_on=date(2018, 3, 1), completed_on=date(2018, 5, 1))
    action = _read(plan, principal).actions[0]
    assert (action.rag, action.words, action.completed_on) == (Rag.RED, "30 days late", None)


@pytest.mark.parametrize(
    ("status", "override", "expected"),
    [
        ("open", "", Rag.GREEN),
        ("open", "amber", Rag.AMBER),
        ("complete", "amber", Rag.BLUE),
        ("cancelled", "amber", None),
    ],
)
def test_rating_set_by_hand_holds_while_the_action_is_open(status: str, override: str, expected: Rag | None) -> None:
    action = Action(status=status, rag_override=override, due_on=date(2019, 1, 1))
    assert rating(action, on=END) is expected


def test_recommendations_come_in_number_order_with_their_agencies(plan: ActionPlan, principal: Principal) -> None:
    RecommendationFactory(plan=plan, number=2, status="implemented", accepted=True, response="Done.")
    RecommendationFactory(plan=plan, number=1).agencies.set([AgencyFactory(name="Police")])
    found = _read(plan, principal).recommendations
    assert found == (
        RecommendationView(1, "Share the learning.", ("Police",), None, "open", ""),
        RecommendationView(2, "Share the learning.", (), True, "implemented", "Done."),
    )
    assert [recommendation.is_open for recommendation in found] == [True, False]


@pytest.mark.parametrize(
    ("status", "is_open"),
    [("open", True), ("in_progress", True), ("implemented", False), ("closed_not_implemented", False)],
)
def test_work_knows_whether_a_recommendation_is_open(
    plan: ActionPlan, principal: Principal, status: str, is_open: bool
) -> None:
    RecommendationFactory(plan=plan, status=status)
    assert _read(plan, principal).has_open_recommendation is is_open


@pytest.mark.parametrize("visibility", ["restricted", "sealed"])
def test_work_of_a_guarded_record_is_not_read(board: Board, principal: Principal, visibility: str) -> None:
    plan = ActionPlanFactory(record=GroupFactory(board=board, visibility=visibility))
    ActionFactory(plan=plan)
    RecommendationFactory(plan=plan)
    assert _read(plan, principal) == Work()


def test_record_without_a_plan_owes_nothing(board: Board, principal: Principal) -> None:
    group = GroupFactory(board=board)
    assert work_of(records=[group.pk], start=START, end=END, principal=principal) == {group.pk: Work()}


@pytest.mark.parametrize("count", [1, 3])
def test_work_takes_three_queries(
    board: Board, principal: Principal, django_assert_num_queries: object, count: int
) -> None:
    plans = [ActionPlanFactory(record=GroupFactory(board=board)) for _ in range(count)]
    for plan in plans:
        for _ in range(count):
            recommendation = RecommendationFactory(plan=plan)
            recommendation.agencies.set([AgencyFactory()])
            ActionFactory(plan=plan, agency=AgencyFactory(), recommendation=recommendation)
    with django_assert_num_queries(3):
        work = work_of(records=[plan.record_id for plan in plans], start=START, end=END, principal=principal)
    assert [len(found.actions) for found in work.values()] == [count] * count
