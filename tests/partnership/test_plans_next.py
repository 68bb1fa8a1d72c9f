"""The next plan: what is unfinished goes over, and nothing of the old one is lost."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from partnership.enums import Role, Visibility
from partnership.exceptions import DomainError
from partnership.formats import date_words
from partnership.models import Action, BusinessPlan, Objective, Priority, User
from partnership.principals import OPERATOR
from partnership.selectors.next_plan import counterparts, later_plans, unfinished_in
from partnership.services.plans import add_to_plan, begin_next_plan
from tests.clients import client_of, user_with
from tests.factories.partnership import (
    ActionFactory,
    ActionPlanFactory,
    AttachmentFactory,
    BoardFactory,
    BusinessPlanFactory,
    CommentFactory,
    DueDateRequestFactory,
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


def test_what_hangs_on_an_action_goes_with_it(plan: BusinessPlan, manager: User) -> None:
    old = Action.objects.get(reference="ACT-01")
    hanging = [
        AttachmentFactory(record=None, action=old),
        AttachmentFactory(record=None, action=old, archived_at=timezone.now(), archived_reason="Twice"),
        CommentFactory(record=None, action=old),
        DueDateRequestFactory(action=old),
    ]
    stays = CommentFactory(record=None, action=Action.objects.get(reference="ACT-02"))
    begin(plan, manager)
    new = Action.objects.get(reference="ACT-04")
    for row in hanging:
        row.refresh_from_db()
        latest = row.history.latest()
        assert (row.action, latest.action_id, latest.history_user) == (new, new.pk, manager)
    stays.refresh_from_db()
    assert stays.action.reference == "ACT-02"


def test_a_rating_by_hand_goes_over_with_its_reason(plan: BusinessPlan, manager: User) -> None:
    old = Action.objects.get(reference="ACT-01")
    old.rag_override, old.rag_override_reason = "red", "Nobody to do it"
    old.save()
    begin(plan, manager)
    new = Action.objects.get(reference="ACT-04")
    assert (new.rag_override, new.rag_override_reason) == ("red", "Nobody to do it")


# --- Into a later plan -----------------------------------------------------------------------------------------


@pytest.fixture
def later(plan: BusinessPlan, manager: User) -> BusinessPlan:
    """Begun without actions: it has priority 2 and its objective."""
    new = begin(plan, manager, actions=[])
    return BusinessPlan.objects.get(pk=new.pk)


def add(plan: BusinessPlan, target: BusinessPlan, by: User, **chosen: Any) -> BusinessPlan:
    values: dict[str, Any] = {"priorities": [], "objectives": [], "actions": [], **chosen}
    return add_to_plan(plan=plan, target=target, by=by, **values)


def test_actions_are_taken_over_later_under_the_priority_that_is_there(
    plan: BusinessPlan, later: BusinessPlan, manager: User
) -> None:
    assert Action.objects.filter(status="cancelled").count() == 0
    found = unfinished_in(plan, OPERATOR, later)
    assert (list(found.priorities.values()), len(found.actions)) == (["1: Finished"], 2)
    assert sorted(name.split(":")[0] for name in found.objectives.values()) == ["1.1", "2.1"]
    add(plan, later, manager, actions=keys(Action, status="open"))
    gone = Action.objects.filter(status="open").values_list("reference", "plan__record__reference")
    assert list(gone) == [("ACT-04", "BP-2020/2"), ("ACT-05", "BP-2020")]
    assert BusinessPlan.objects.count() == 2


def test_a_number_that_the_later_plan_uses_otherwise_is_refused(
    plan: BusinessPlan, later: BusinessPlan, manager: User
) -> None:
    PriorityFactory(plan=later, number="1", title="Another")
    with pytest.raises(DomainError, match="has another priority 1"):
        add(plan, later, manager, priorities=keys(Priority, plan=plan, number="1"))
    Objective.objects.filter(priority__plan=later).update(text="Changed since")
    with pytest.raises(DomainError, match="has another objective"):
        add(plan, later, manager, objectives=keys(Objective, priority__plan=plan, number="2.2"))


def test_actions_of_a_priority_whose_number_is_used_go_on_under_the_plan_itself(
    plan: BusinessPlan, manager: User
) -> None:
    draft = BusinessPlanFactory(reference="DRAFT", starts_on=date(2020, 4, 1), ends_on=date(2022, 3, 31))
    PriorityFactory(plan=draft, number="2", title="Another")
    found = unfinished_in(plan, OPERATOR, draft)
    assert (list(found.priorities.values()), list(found.renumbered.values())) == (["1: Finished"], ["2: Open"])
    assert [name.split(":")[0] for name in found.objectives.values()] == ["1.1"]
    assert found.going_with(set(), "actions", found.actions) == keys(Action, status="open")
    add(plan, draft, manager, actions=keys(Action, reference="ACT-01"))
    assert Action.objects.get(reference="ACT-04").plan.record_id == draft.pk
    with pytest.raises(DomainError, match="goes over only with it"):
        add(plan, draft, manager, objectives=keys(Objective, priority__plan=plan, number="2.2"))
    Priority.objects.filter(plan=plan, number="2").update(visibility=Visibility.RESTRICTED)
    assert unfinished_in(plan, OPERATOR, draft).renumbered == {}


def test_a_plan_that_more_people_see_takes_nothing_over(plan: BusinessPlan, later: BusinessPlan, manager: User) -> None:
    plan.visibility = Visibility.RESTRICTED
    plan.save()
    with pytest.raises(DomainError, match="Only a plan that the same people can see"):
        add(plan, later, manager)
    assert later_plans(plan, OPERATOR) == []


def test_a_restricted_priority_has_no_counterpart_that_is_open(plan: BusinessPlan, later: BusinessPlan) -> None:
    priority = Priority.objects.get(plan=plan, number="2")
    assert list(counterparts(plan, later)) == [priority.pk]
    priority.visibility = Visibility.RESTRICTED
    priority.save()
    assert list(counterparts(plan, later)) == []


def test_later_plans_are_those_of_the_same_boards(plan: BusinessPlan) -> None:
    boards = list(plan.boards.all())
    last = BusinessPlanFactory(starts_on=date(2021, 4, 1), ends_on=date(2022, 3, 31), boards=boards)
    first = BusinessPlanFactory(starts_on=date(2019, 4, 1), ends_on=date(2021, 3, 31), boards=boards)
    BusinessPlanFactory(starts_on=date(2019, 4, 1), ends_on=date(2021, 3, 31), boards=[BoardFactory()])
    BusinessPlanFactory(starts_on=date(2015, 4, 1), ends_on=date(2017, 3, 31), boards=boards)
    assert later_plans(plan, OPERATOR) == [first, last]


# --- Pages -----------------------------------------------------------------------------------------------------


@pytest.fixture
def client_(manager: User) -> Client:
    return client_of(manager)


def chosen(**changes: Any) -> dict[str, Any]:
    ticked = {
        "priorities": keys(Priority, number="2"),
        "objectives": keys(Objective, number="2.2"),
        "actions_go": "go",
        "actions": keys(Action, status="open"),
    }
    return {**FORM, **ticked, **changes}


def test_the_numbers_are_shown_before_anything_is_stored(plan: BusinessPlan, client_: Client) -> None:
    address = f"/business-plans/{plan.pk}/next/"
    assert client_.get(address).content.decode().count(" checked") == 5
    page = " ".join(client_.post(address, chosen()).content.decode().split())
    row = '<th scope="row">{}</th><td class="portal-number">{}</td><td class="portal-number">{}</td>'
    counts = [("Priorities", 1, 1), ("Objectives", 1, 2), ("Open actions", 2, 0)]
    assert [row.format(*count) in page for count in counts] == [True] * 3
    assert BusinessPlan.objects.count() == 1
    back = client_.post(address, chosen(back="yes")).content.decode()
    assert ("Count what goes over" in back, back.count(" checked")) == (True, 5)
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


def test_open_actions_stay_while_the_plan_runs(plan: BusinessPlan, client_: Client) -> None:
    plan.ends_on = timezone.localdate()
    plan.save()
    address = f"/business-plans/{plan.pk}/next/"
    page = " ".join(client_.get(address).content.decode().split())
    assert f"This plan runs until {date_words(plan.ends_on)}." in page
    words = "2 open actions are cancelled today and go on under new references in the new plan"
    assert (words in page, ticked_of(page, "actions_go")) == (True, ["stay"])
    plan.ends_on = timezone.localdate() - timedelta(days=1)
    plan.save()
    assert ticked_of(client_.get(address).content.decode(), "actions_go") == ["go"]
    staying = " ".join(client_.post(address, chosen(actions_go="stay")).content.decode().split())
    assert ("2 open actions stay in this plan" in staying, words in staying) == (True, False)
    assert words in client_.post(address, chosen()).content.decode()
    client_.post(address, chosen(actions_go="stay", confirmed="yes"))
    assert (BusinessPlan.objects.count(), Action.objects.filter(status="cancelled").count()) == (2, 0)
    none_chosen = chosen(actions_go="", code="BP-2", confirmed="yes")
    assert "Choose whether open actions stay or go over" in client_.post(address, none_chosen).content.decode()


def ticked_of(page: str, name: str) -> list[str]:
    inputs = re.findall(rf'<input[^>]*name="{name}"[^>]*>', page)
    return [re.findall(r'value="(\w+)"', one)[0] for one in inputs if " checked" in one]


def test_a_later_plan_is_named_and_can_take_the_actions_over(
    plan: BusinessPlan, later: BusinessPlan, client_: Client
) -> None:
    address = f"/business-plans/{plan.pk}/next/"
    page = client_.get(address).content.decode()
    assert (f'href="/business-plans/{later.pk}/"' in page, f'href="?into={later.pk}"' in page) == (True, True)
    into = f"{address}?into={later.pk}"
    assert "Add to Plan 2020" in client_.get(into).content.decode()
    counted = client_.post(into, {"actions_go": "go", "actions": keys(Action, status="open")}).content.decode()
    assert "2 open actions are cancelled today and go on under new references in Plan 2020." in counted
    posted = {"actions_go": "go", "actions": keys(Action, status="open"), "confirmed": "yes"}
    assert client_.post(into, posted)["Location"] == f"/business-plans/{later.pk}/"
    old = Action.objects.get(reference="ACT-01")
    new = Action.objects.get(reference="ACT-04")
    assert (old.status, new.plan.record.reference) == ("cancelled", "BP-2020/2")
    assert (
        f'Goes on as <a class="govuk-link" href="/actions/{new.pk}/">ACT-04</a>'
        in client_.get(f"/actions/{old.pk}/").content.decode()
    )
    assert "Goes on as <a" not in client_.get(f"/actions/{new.pk}/").content.decode()


@pytest.mark.parametrize("into", ["", "x", "0"])
def test_only_a_later_plan_takes_over(into: str, plan: BusinessPlan, client_: Client) -> None:
    addresses = [f"/business-plans/{plan.pk}/next/?into={other}" for other in (into, plan.pk)]
    assert [client_.get(address).status_code for address in addresses] == [404, 404]


def test_only_the_business_unit_begins_a_plan(plan: BusinessPlan) -> None:
    address = f"/business-plans/{plan.pk}/next/"
    priority = Priority.objects.get(number="2")
    chair = user_with(Role.GROUP_CHAIR, group=priority.lead_group)
    users = [user_with(Role.SUPPORT_OFFICER), chair, user_with(Role.SCRUTINEER), user_with(Role.TECHNICAL_ADMIN)]
    assert [client_of(user).get(address).status_code for user in users] == [200, 403, 403, 404]
