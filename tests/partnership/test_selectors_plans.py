"""Business plans of a year and of the time after it."""

from datetime import date

import pytest

from partnership.models import Board
from partnership.principals import Principal
from partnership.rag import Rag
from partnership.selectors.plans import (
    ObjectiveView,
    PlanView,
    ProgressView,
    in_number_order,
    plans_in_force,
    plans_to_come,
)
from tests.factories.partnership import (
    ActionFactory,
    ActionPlanFactory,
    AgencyFactory,
    BusinessPlanFactory,
    GroupFactory,
    ObjectiveFactory,
    PriorityFactory,
    PriorityProgressFactory,
)

START, END = date(2017, 4, 1), date(2018, 3, 31)


def _in_force(board: Board, principal: Principal) -> tuple[PlanView, ...]:
    return plans_in_force(board=board, year="2017-18", start=START, end=END, principal=principal)


def _to_come(board: Board, principal: Principal) -> tuple[PlanView, ...]:
    return plans_to_come(board=board, year="2017-18", start=START, end=END, principal=principal)


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "in_force", "to_come"),
    [
        (date(2015, 4, 1), date(2017, 3, 31), 0, 0),
        (date(2015, 4, 1), START, 1, 0),
        (START, END, 1, 0),
        (date(2018, 3, 30), date(2020, 3, 31), 1, 0),
        (END, date(2020, 3, 31), 0, 1),
        (date(2018, 4, 1), date(2020, 3, 31), 0, 1),
    ],
)
def test_plan_belongs_to_the_year_or_to_the_time_after_it(
    board: Board, principal: Principal, starts_on: date, ends_on: date, in_force: int, to_come: int
) -> None:
    BusinessPlanFactory(board=board, starts_on=starts_on, ends_on=ends_on)
    assert (len(_in_force(board, principal)), len(_to_come(board, principal))) == (in_force, to_come)


def test_plans_of_other_boards_are_left_out(board: Board, principal: Principal) -> None:
    BusinessPlanFactory()
    assert _in_force(board, principal) == ()


def test_priority_has_the_progress_of_this_year_alone(board: Board, principal: Principal) -> None:
    group = GroupFactory(board=board, title="Neglect group")
    priority = PriorityFactory(
        plan=BusinessPlanFactory(board=board), number="1", lead_group=group, outcomes_sought=["Seen early"]
    )
    PriorityProgressFactory(priority=priority, year="2016-17", summary="Old.")
    PriorityProgressFactory(
        priority=priority, rag="red", did=["A", "B"], learned=["C"], difference=["D"], next=["E"], summary="New."
    )
    found = _in_force(board, principal)[0].priorities[0]
    assert (found.number, found.outcomes, found.lead) == ("1", ("Seen early",), "Neglect group")
    assert found.progress == ProgressView(Rag.RED, ("A", "B"), ("C",), ("D",), ("E",), "New.")


def test_priority_without_progress_in_the_year_says_so(board: Board, principal: Principal) -> None:
    PriorityProgressFactory(priority=PriorityFactory(plan=BusinessPlanFactory(board=board)), year="2016-17")
    assert _in_force(board, principal)[0].priorities[0].progress is None


def test_lead_group_that_is_restricted_is_not_named(board: Board, principal: Principal) -> None:
    hidden = GroupFactory(board=board, visibility="restricted")
    PriorityFactory(plan=BusinessPlanFactory(board=board), lead_group=hidden)
    assert _in_force(board, principal)[0].priorities[0].lead == ""


def test_objective_names_its_leads(board: Board, principal: Principal) -> None:
    priority = PriorityFactory(plan=BusinessPlanFactory(board=board))
    ObjectiveFactory(
        priority=priority,
        number="1.1",
        lead_group=GroupFactory(board=board, title="Quality group"),
        lead_agency=AgencyFactory(name="Council"),
        due_on=END,
        rag="blue",
    )
    assert _in_force(board, principal)[0].priorities[0].objectives == (
        ObjectiveView("1.1", "Every practitioner knows the pathway.", "", "Quality group, Council", END, Rag.BLUE, ""),
    )


def test_priority_carries_its_actions(board: Board, principal: Principal) -> None:
    priority = PriorityFactory(plan=BusinessPlanFactory(board=board))
    ActionFactory(plan=ActionPlanFactory(record=priority), reference="A-9")
    actions = _in_force(board, principal)[0].priorities[0].work.actions
    assert [action.reference for action in actions] == ["A-9"]


def test_numbers_are_put_in_the_order_people_expect() -> None:
    given = ["B", "10", "1.10", "A", "2", "1.2", "1"]
    assert sorted(given, key=in_number_order) == ["1", "1.2", "1.10", "2", "10", "A", "B"]


@pytest.mark.parametrize("count", [1, 3])
def test_plans_take_eight_queries(
    board: Board, principal: Principal, django_assert_num_queries: object, count: int
) -> None:
    for _ in range(count):
        plan = BusinessPlanFactory(board=board)
        for _ in range(count):
            priority = PriorityFactory(plan=plan, lead_group=GroupFactory(board=board))
            PriorityProgressFactory(priority=priority)
            ObjectiveFactory(priority=priority, lead_group=GroupFactory(board=board), lead_agency=AgencyFactory())
            ActionFactory(plan=ActionPlanFactory(record=priority))
    with django_assert_num_queries(8):
        plans = _in_force(board, principal)
    assert [len(plan.priorities) for plan in plans] == [count] * count
