"""The next plan: what is unfinished goes over, and nothing of the old one is lost."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from partnership.enums import Role, Visibility
from partnership.exceptions import DomainError
from partnership.formats import date_words
from partnership.models import Action, BusinessPlan, Objective, Priority, User
from partnership.principals import OPERATOR
from partnership.selectors.next_plan import unfinished_in
from partnership.services.plans import begin_next_plan
from tests.clients import client_of, user_with
from tests.factories.partnership import (
    ActionFactory,
    ActionPlanFactory,
    BusinessPlanFactory,
    GroupFactory,
    IndicatorFactory,
    ObjectiveFactory,
    PriorityFactory,
    PriorityProgressFactory,
)

pytestmark = pytest.mark.django_db
FORM = {"title": "Plan 2020", "code": "BP-2020", "starts_on": "1/4/2020", "ends_on": "31/3/2022"}


@pytest.fixture
def manager() -> User:
    return user_with(Role.BUSINESS_MANAGER)


@pytest.fixture
def plan() -> BusinessPlan:
    """One priority that is finished, and one with an objective and an action open."""
    plan = BusinessPlanFactory(reference="BP-2017", title="Plan 2017")
    finished = PriorityFactory(plan=plan, number="1", title="Finished")
    PriorityProgressFactory(priority=finished, year="2016-17", rag="red")
    PriorityProgressFactory(priority=finished, year="2017-18", rag="blue")
    open_one = PriorityFactory(
        plan=plan, number="2", title="Open", lead_group=GroupFactory(), outcomes_sought=["Early"]
    )
    ObjectiveFactory(priority=open_one, number="2.1", rag="blue")
    ObjectiveFactory(priority=open_one, number="2.2", rag="amber", text="Train").measures.add(IndicatorFactory())
    ObjectiveFactory(priority=finished, number="1.1", rag="amber")
    of_priority = ActionPlanFactory(record=open_one)
    ActionFactory(plan=of_priority, reference="ACT-01", owner="Priya Nair", progress="Begun.", due_on=date(2019, 5, 1))
    ActionFactory(plan=of_priority, reference="ACT-02", status="complete")
    ActionFactory(plan=ActionPlanFactory(record=plan), reference="ACT-03")
    return plan


def keys(model: Any, **lookup: Any) -> list[int]:
    return list(model.objects.filter(**lookup).values_list("pk", flat=True))


def begin(plan: BusinessPlan, by: User, **changes: Any) -> Any:
    values = {
        "priorities": keys(Priority, number="2"),
        "objectives": keys(Objective, number="2.2"),
        "actions": keys(Action, status="open"),
        **changes,
    }
    dates = {"starts_on": date(2020, 4, 1), "ends_on": date(2022, 3, 31)}
    return begin_next_plan(plan=plan, code="BP-2020", title="Plan 2020", by=by, **dates, **values)


def test_what_is_not_blue_and_what_is_open_is_unfinished(plan: BusinessPlan) -> None:
    found = unfinished_in(plan, OPERATOR)
    assert list(found.priorities.values()) == ["1: Finished", "2: Open"]
    assert found.open_priorities == set(keys(Priority, number="2"))
    assert found.open_objectives == set(keys(Objective, number="2.2"))
    assert [name.split(":")[0] for name in found.actions.values()] == ["ACT-01", "ACT-03"]


def test_priorities_and_objectives_are_copied_with_their_measures(plan: BusinessPlan, manager: User) -> None:
    new = begin(plan, manager)
    assert (new.reference, new.title, list(new.boards.all())) == ("BP-2020", "Plan 2020", list(plan.boards.all()))
    copied, old = Priority.objects.get(plan=new.pk), Priority.objects.get(plan=plan, number="2")
    assert (copied.reference, copied.title, copied.lead_group) == ("BP-2020/2", "Open", old.lead_group)
    assert (copied.outcomes_sought, copied.history.first().history_user) == (["Early"], manager)
    objective, before = copied.objectives.get(), old.objectives.get(number="2.2")
    assert (objective.text, objective.rag, list(objective.measures.all())) == (
        "Train",
        "amber",
        list(before.measures.all()),
    )
    assert (plan.priorities.count(), old.objectives.count()) == (2, 2)


def test_an_action_goes_on_under_a_new_reference_and_the_old_one_says_where(plan: BusinessPlan, manager: User) -> None:
    new = begin(plan, manager)
    old, copy = Action.objects.get(reference="ACT-01"), Action.objects.get(reference="ACT-04")
    assert (copy.plan.record.reference, copy.owner, copy.due_on) == ("BP-2020/2", "Priya Nair", date(2019, 5, 1))
    today = f"**{date_words(timezone.localdate())}, {manager.name}:**"
    assert (old.status, copy.status) == ("cancelled", "open")
    assert old.progress == f"{today} Goes on as ACT-04 in the next plan.\n\nBegun."
    assert copy.progress == f"{today} Goes on from ACT-01 of the earlier plan.\n\nBegun."
    assert Action.objects.get(reference="ACT-05").plan.record_id == new.pk
    assert Action.objects.get(reference="ACT-02").status == "complete"


@pytest.mark.parametrize("kind", ["objectives", "actions"])
def test_what_belongs_to_a_priority_does_not_go_without_it(kind: str, plan: BusinessPlan, manager: User) -> None:
    chosen = {
        "priorities": [],
        "objectives": [],
        "actions": [],
        kind: keys(Objective if kind == "objectives" else Action),
    }
    with pytest.raises(DomainError, match="goes over only with it"):
        begin(plan, manager, **chosen)
    assert (BusinessPlan.objects.count(), Action.objects.filter(status="cancelled").count()) == (1, 0)


def test_an_action_that_has_ended_meanwhile_stops_all_of_it(plan: BusinessPlan, manager: User) -> None:
    with pytest.raises(DomainError, match="ACT-02 is not open any more"):
        begin(plan, manager, actions=keys(Action))
    assert (BusinessPlan.objects.count(), Action.objects.filter(status="cancelled").count()) == (1, 0)


def test_copies_are_as_restricted_as_what_they_are_made_of(plan: BusinessPlan, manager: User) -> None:
    priority = Priority.objects.get(number="2")
    priority.visibility = Visibility.RESTRICTED
    priority.save()
    new = begin(plan, manager)
    assert (new.visibility, Priority.objects.get(plan=new.pk).visibility) == ("partnership", "restricted")


# --- Pages -----------------------------------------------------------------------------------------------------


@pytest.fixture
def client_(manager: User) -> Client:
    return client_of(manager)


def chosen(**changes: Any) -> dict[str, Any]:
    ticked = {
        "priorities": keys(Priority, number="2"),
        "objectives": keys(Objective, number="2.2"),
        "actions": keys(Action, status="open"),
    }
    return {**FORM, **ticked, **changes}


def test_the_numbers_are_shown_before_anything_is_stored(plan: BusinessPlan, client_: Client) -> None:
    address = f"/business-plans/{plan.pk}/next/"
    assert client_.get(address).content.decode().count(" checked") == 4
    page = " ".join(client_.post(address, chosen()).content.decode().split())
    row = '<th scope="row">{}</th><td class="portal-number">{}</td><td class="portal-number">{}</td>'
    counts = [("Priorities", 1, 1), ("Objectives", 1, 2), ("Open actions", 2, 0)]
    assert [row.format(*count) in page for count in counts] == [True] * 3
    assert BusinessPlan.objects.count() == 1
    back = client_.post(address, chosen(back="yes")).content.decode()
    assert ("Count what goes over" in back, back.count(" checked")) == (True, 4)
    done = client_.post(address, chosen(confirmed="yes"))
    new = BusinessPlan.objects.get(reference="BP-2020")
    assert (done["Location"], new.priorities.count()) == (f"/business-plans/{new.pk}/", 1)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"code": "bp-2017"}, "There is a plan with this code. Choose another one"),
        ({"ends_on": "1/1/2020"}, "It cannot end before it starts."),
    ],
)
def test_what_the_form_refuses(changes: dict[str, Any], words: str, plan: BusinessPlan, client_: Client) -> None:
    page = client_.post(f"/business-plans/{plan.pk}/next/", chosen(confirmed="yes", **changes)).content.decode()
    assert (words in page, BusinessPlan.objects.count()) == (True, 1)


def test_what_belongs_to_a_priority_that_is_not_ticked_stays_with_it(plan: BusinessPlan, client_: Client) -> None:
    client_.post(f"/business-plans/{plan.pk}/next/", chosen(confirmed="yes", priorities=[]))
    new = BusinessPlan.objects.get(reference="BP-2020")
    assert (new.priorities.count(), Objective.objects.filter(priority__plan=new).count()) == (0, 0)
    assert [action.reference for action in Action.objects.filter(status="cancelled")] == ["ACT-03"]
    assert Action.objects.get(plan__record=new.pk).title == Action.objects.get(reference="ACT-03").title


def test_only_the_business_unit_begins_a_plan(plan: BusinessPlan) -> None:
    address = f"/business-plans/{plan.pk}/next/"
    priority = Priority.objects.get(number="2")
    chair = user_with(Role.GROUP_CHAIR, group=priority.lead_group)
    users = [user_with(Role.SUPPORT_OFFICER), chair, user_with(Role.SCRUTINEER), user_with(Role.TECHNICAL_ADMIN)]
    assert [client_of(user).get(address).status_code for user in users] == [200, 403, 403, 404]
