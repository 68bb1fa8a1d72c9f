"""Who may do what with an action in the browser, and what the forms say."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from partnership.enums import Role, Visibility
from partnership.models import Action, Recommendation, User
from tests.clients import client_of, page_of, user_with
from tests.factories.partnership import (
    ActionFactory,
    ActionPlanFactory,
    AgencyFactory,
    DueDateRequestFactory,
    GroupFactory,
    RecommendationFactory,
    RiskFactory,
    RoleGrantFactory,
    SeatFactory,
)

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
REPORTS = ("note", "impact", "complete")
KEEPS = ("change", "reopen", "rating")


@pytest.fixture
def action() -> Action:
    return ActionFactory(agency=AgencyFactory(), plan=ActionPlanFactory(record=GroupFactory(reference="LEARN")))


@pytest.fixture
def manager() -> Client:
    return client_of(user_with(Role.BUSINESS_MANAGER))


def representative(action: Action) -> User:
    return user_with(Role.AGENCY_REPRESENTATIVE, agency=action.agency)


def chair_of(action: Action) -> User:
    return user_with(Role.GROUP_CHAIR, group=action.plan.record.child)


def statuses(user: User, action: Action, steps: tuple[str, ...]) -> list[int]:
    client = client_of(user)
    return [client.get(f"/actions/{action.pk}/{step}/").status_code for step in steps]


def typed(**changes: Any) -> dict[str, Any]:
    return {"plan": "LEARN", "title": "Name a deputy", "status": "open", **changes}


# --- Who may ---------------------------------------------------------------------------------------------------


def test_whoever_keeps_the_plan_may_do_everything(action: Action) -> None:
    for user in (user_with(Role.BUSINESS_MANAGER), user_with(Role.SUPPORT_OFFICER), chair_of(action)):
        assert statuses(user, action, REPORTS + KEEPS) == [200] * 6


def test_an_agency_reports_on_its_own_action_and_keeps_nothing(action: Action) -> None:
    assert statuses(representative(action), action, REPORTS + KEEPS) == [200] * 3 + [403] * 3


def test_an_agency_reads_what_its_group_does_and_reports_nothing(action: Action) -> None:
    other = AgencyFactory()
    SeatFactory(group=action.plan.record.child, agency=other)
    member = user_with(Role.AGENCY_REPRESENTATIVE, agency=other)
    assert client_of(member).get(f"/actions/{action.pk}/").status_code == 200
    assert statuses(member, action, REPORTS + KEEPS) == [403] * 6


def test_another_agency_finds_nothing(action: Action) -> None:
    stranger = user_with(Role.AGENCY_REPRESENTATIVE, agency=AgencyFactory())
    assert statuses(stranger, action, REPORTS + KEEPS) == [404] * 6


def test_who_only_reads_changes_nothing(action: Action) -> None:
    assert statuses(user_with(Role.SCRUTINEER), action, REPORTS + KEEPS) == [403] * 6
    assert statuses(user_with(Role.TECHNICAL_ADMIN), action, REPORTS + KEEPS) == [404] * 6


def test_of_a_restricted_record_an_agency_reads_what_is_to_be_done_and_no_more() -> None:
    record = RiskFactory(title="CANARY of a case", visibility=Visibility.RESTRICTED)
    notes = dict.fromkeys(("progress", "impact", "no_impact_reason"), "CANARY of a note")
    action = ActionFactory(title="Train staff", agency=AgencyFactory(), plan=ActionPlanFactory(record=record), **notes)
    request = DueDateRequestFactory(action=action, reason="CANARY of a reason")
    user = representative(action)
    client = client_of(user)
    pages = [page_of(client, f"/actions/{action.pk}/"), page_of(client, f"/due-date-requests/{request.pk}/")]
    pages += [page_of(client, address) for address in ("/actions/?whose=", "/due-date-requests/?state=")]
    assert ["CANARY" in page for page in pages] == [False] * 4
    assert "Train staff" in pages[0]
    assert statuses(user, action, (*REPORTS, *KEEPS, "new-date")) == [403] * 7


def test_buttons_are_those_that_work(action: Action) -> None:
    def buttons(user: User) -> list[str]:
        page = client_of(user).get(f"/actions/{action.pk}/").content.decode()
        return [part.split("<")[0].split(">")[-1] for part in page.split('data-module="govuk-button">')[1:]]

    report = ["Add a progress note", "Record that it is done"]
    assert buttons(representative(action)) == [*report, "Ask for a new date"]
    assert buttons(chair_of(action)) == [*report, "Change"]
    assert buttons(user_with(Role.BUSINESS_MANAGER)) == [*report, "Change", "Archive this action"]
    assert buttons(user_with(Role.SCRUTINEER)) == []


# --- Adding and changing ---------------------------------------------------------------------------------------


def test_a_chair_adds_an_action_to_the_plan_of_the_group(action: Action) -> None:
    response = client_of(chair_of(action)).post("/actions/new/", typed(due_on="30 June 2027", plan=" learn "))
    added = Action.objects.latest("pk")
    assert (response.status_code, response["Location"]) == (302, f"/actions/{added.pk}/")
    assert (added.plan, added.title, f"{added.due_on}") == (action.plan, "Name a deputy", "2027-06-30")


def test_a_chair_adds_nothing_to_the_plan_of_another_group(action: Action) -> None:
    other = GroupFactory(reference="EXPL", boards=list(action.plan.record.boards.all()))
    SeatFactory(group=other)
    response = client_of(chair_of(action)).post("/actions/new/", typed(plan="EXPL"))
    assert (response.status_code, Action.objects.count()) == (200, 1)
    assert "only for what is yours" in response.content.decode()


def test_the_form_is_filled_from_the_record_or_the_recommendation_of_the_address(manager: Client) -> None:
    recommendation = RecommendationFactory(number=4, plan=ActionPlanFactory(record=GroupFactory(reference="LEARN")))
    record = recommendation.plan.record_id
    assert 'value="LEARN"' in page_of(manager, f"/actions/new/?record={record}")
    page = page_of(manager, f"/actions/new/?recommendation={recommendation.pk}")
    assert ('value="LEARN"' in page, 'value="4"' in page) == (True, True)
    manager.post("/actions/new/", typed(recommendation="4"))
    assert Action.objects.get().recommendation == recommendation


def test_a_hidden_record_is_not_to_be_found_by_its_reference(action: Action) -> None:
    RiskFactory(reference="R-99", title="CANARY", visibility=Visibility.SEALED)
    manager = client_of(user_with(Role.BUSINESS_MANAGER))
    hidden, missing = (manager.post("/actions/new/", typed(plan=name)).content.decode() for name in ("R-99", "R-98"))
    assert ("CANARY" in hidden, "Nothing that you can see has the reference “R-99”" in hidden) == (False, True)
    assert "Nothing that you can see has the reference “R-98”" in missing


def test_a_reference_of_two_kinds_asks_for_the_kind(manager: Client) -> None:
    risk, group = RiskFactory(reference="LEARN"), GroupFactory(reference="LEARN")
    page = manager.post("/actions/new/", typed()).content.decode()
    assert "There is a group and a risk with this reference. Type the kind before it: “group LEARN”" in page
    manager.post("/actions/new/", typed(plan="risk LEARN"))
    assert Action.objects.get().plan.record_id == risk.pk
    assert 'value="group LEARN"' in page_of(manager, f"/actions/new/?record={group.pk}")


def test_no_draft_is_kept_of_what_may_be_restricted(action: Action, manager: Client) -> None:
    forms = [manager.get(address).content.decode() for address in ("/actions/new/", f"/actions/{action.pk}/note/")]
    assert ["data-draft" in form for form in forms] == [False, True]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"recommendation": "9"}, "LEARN has no recommendation 9. Add it there first"),
        ({"due_on": "1/5/2026", "raised_on": "2/5/2026"}, "It cannot be due before it was raised."),
        ({"reference": "act-1"}, "There is another one with this reference. Choose a new one"),
        ({"status": "complete"}, "Choose the status from the list"),
        ({"title": ""}, "Say what is to be done"),
    ],
)
def test_what_the_form_refuses(changes: dict[str, Any], words: str, manager: Client) -> None:
    ActionFactory(reference="ACT-1", plan=ActionPlanFactory(record=GroupFactory(reference="LEARN")))
    response = manager.post("/actions/new/", typed(**changes))
    assert (response.status_code, words in response.content.decode()) == (200, True)
    assert Action.objects.count() == 1


def test_changing_keeps_what_was_not_typed(action: Action, manager: Client) -> None:
    page = page_of(manager, f"/actions/{action.pk}/change/")
    assert ('value="LEARN"' in page, f'value="{action.reference}"' in page) == (True, True)
    data = typed(reference=action.reference, agency=action.agency_id, version=1, owner="Priya Nair")
    manager.post(f"/actions/{action.pk}/change/", data)
    changed = Action.objects.get()
    assert (changed.owner, changed.agency, changed.plan, changed.version) == (
        "Priya Nair",
        action.agency,
        action.plan,
        2,
    )


def test_a_complete_action_stays_so_when_it_is_changed(manager: Client) -> None:
    plan = ActionPlanFactory(record=GroupFactory(reference="LEARN"))
    action = ActionFactory(plan=plan, status="complete", completed_on=TODAY, impact="Fewer")
    manager.post(f"/actions/{action.pk}/change/", typed(reference=action.reference, version=1))
    changed = Action.objects.get()
    assert (changed.title, changed.status, changed.impact) == ("Name a deputy", "complete", "Fewer")


def test_the_second_of_two_who_complete_an_action_sees_both_texts(action: Action, manager: Client) -> None:
    address = f"/actions/{action.pk}/complete/"
    data = {"completed_on": f"{TODAY:%d/%m/%Y}", "impact": "First words", "version": 1}
    manager.post(address, data)
    second = manager.post(address, {**data, "impact": "Second words"})
    page = second.content.decode()
    assert (second.status_code, "First words" in page, "Second words" in page) == (409, True, True)
    manager.post(address, {**data, "version": 2, "impact": "Second words", "keep-impact": "mine"})
    assert Action.objects.get().impact == "Second words"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"impact": ""}, "Say what difference it made, or below why no difference can be shown yet"),
        ({"completed_on": f"{TODAY + timedelta(days=1):%d/%m/%Y}"}, "This day is in the future."),
        ({"completed_on": "1/1/2001"}, "Type a day from then on"),
    ],
)
def test_what_completing_refuses(changes: dict[str, Any], words: str, manager: Client) -> None:
    action = ActionFactory(raised_on=TODAY - timedelta(days=1))
    data = {"completed_on": f"{TODAY:%d/%m/%Y}", "impact": "Fewer", "version": 1, **changes}
    response = manager.post(f"/actions/{action.pk}/complete/", data)
    assert (response.status_code, words in response.content.decode()) == (200, True)
    assert Action.objects.get().status == "open"


def test_notes_reopening_and_rating_by_hand_in_the_browser(action: Action, manager: Client) -> None:
    address = f"/actions/{action.pk}"
    manager.post(f"{address}/note/", {"note": "Pilot over.", "at_risk": "on"})
    manager.post(f"{address}/rating/", {"rag_override": "red", "rag_override_reason": "No supplier.", "version": 2})
    page = page_of(manager, f"{address}/")
    assert ("Pilot over." in page, "Set by hand: No supplier." in page) == (True, True)
    manager.post(f"{address}/complete/", {"completed_on": f"{TODAY:%d/%m/%Y}", "impact": "Fewer", "version": 3})
    assert "Reopen this action" in page_of(manager, f"{address}/")
    manager.post(f"{address}/reopen/", {"reason": "Not yet.", "version": 4})
    reopened = Action.objects.get()
    assert (reopened.status, reopened.at_risk, reopened.rag_override) == ("in_progress", True, "red")


def test_what_difference_is_asked_from_the_first_day(action: Action, manager: Client) -> None:
    assert "Nothing written yet." in page_of(manager, f"/actions/{action.pk}/")
    manager.post(f"/actions/{action.pk}/impact/", {"impact": "Fewer repeat plans.", "version": 1})
    page = page_of(manager, f"/actions/{action.pk}/")
    assert ("Nothing written yet." in page, "Fewer repeat plans." in page) == (False, True)


def test_a_recommendation_is_added_and_changed_in_the_browser(manager: Client) -> None:
    agency, data = AgencyFactory(), {"plan": "LEARN", "text": "Use one tool.", "status": "open"}
    GroupFactory(reference="LEARN")
    manager.post("/recommendations/new/", {**data, "agencies": [agency.pk], "accepted": "yes"})
    row = Recommendation.objects.get()
    assert (row.number, row.accepted, list(row.agencies.all())) == (1, True, [agency])
    taken = manager.post("/recommendations/new/", {**data, "number": 1}).content.decode()
    assert "There is a recommendation 1 already." in taken
    manager.post(f"/recommendations/{row.pk}/change/", {**data, "number": 2, "status": "implemented", "version": 1})
    assert Recommendation.objects.values_list("number", "status").get() == (2, "implemented")


# --- The log ---------------------------------------------------------------------------------------------------


def listed(client: Client, query: str = "") -> list[str]:
    page = client.get(f"/actions/{query}").content.decode()
    return sorted(action.reference for action in Action.objects.all() if f">{action.reference}<" in page)


def test_the_log_begins_with_what_is_ones_own(action: Action) -> None:
    mine = ActionFactory(agency=action.agency)
    everybody = sorted([action.reference, mine.reference])
    assert listed(client_of(user_with(Role.BUSINESS_MANAGER))) == everybody
    assert listed(client_of(chair_of(action))) == [action.reference]
    SeatFactory(group=action.plan.record.child, agency=action.agency)
    theirs = ActionFactory(plan=action.plan)
    user = representative(action)
    assert listed(client_of(user)) == everybody
    assert listed(client_of(user), "?whose=group") == sorted([action.reference, theirs.reference])


def test_my_actions_are_those_under_my_name(action: Action) -> None:
    user = user_with(Role.BUSINESS_MANAGER, user__name="Ruth Adeyemi")
    mine = ActionFactory(owner="Ruth Adeyemi")
    ActionFactory(owner="Ruth")
    assert listed(client_of(user), "?whose=mine") == [mine.reference]


def test_what_to_look_at(manager: Client) -> None:
    at_risk, moved, asked = ActionFactory(at_risk=True), ActionFactory(due_on=TODAY), ActionFactory()
    moved.due_on = TODAY + timedelta(days=9)
    moved.save()
    DueDateRequestFactory(action=asked)
    silent = ActionFactory(status="complete")
    ActionFactory(status="complete", no_impact_reason="The re-audit is in May.")
    found = {look: listed(manager, f"?look_at={look}") for look in ("at_risk", "moved", "asked")}
    assert found == {"at_risk": [at_risk.reference], "moved": [moved.reference], "asked": [asked.reference]}
    assert listed(manager, "?state=no_impact") == [silent.reference]
    page = page_of(manager, "/waiting-for-impact/")
    assert (f"/actions/{silent.pk}/" in page, page.count('href="/actions/') - page.count('href="/actions/"')) == (
        True,
        1,
    )


def test_due_between_two_days_and_by_source(manager: Client) -> None:
    early, late = ActionFactory(due_on="2026-05-01"), ActionFactory(due_on="2026-07-01")
    of_risk = ActionFactory(plan=ActionPlanFactory(record=RiskFactory()), due_on="2026-09-01")
    assert listed(manager, "?due_from=1/6/2026") == sorted([late.reference, of_risk.reference])
    assert listed(manager, "?due_to=1 June 2026") == [early.reference]
    assert listed(manager, "?kind=risk") == [of_risk.reference]


def test_the_page_of_an_action_costs_the_same_whatever_its_history(action: Action, manager: Client) -> None:
    counts = []
    for note in ("One", "Two", "Three"):
        manager.post(f"/actions/{action.pk}/note/", {"note": note})
        with CaptureQueriesContext(connection) as captured:
            manager.get(f"/actions/{action.pk}/")
        counts.append(len(captured))
    assert counts[1:] == [counts[0]] * 2


def test_a_named_officer_reports_on_a_restricted_record() -> None:
    record = RiskFactory(visibility=Visibility.RESTRICTED)
    action = ActionFactory(plan=ActionPlanFactory(record=record))
    officer = user_with(Role.SUPPORT_OFFICER)
    assert statuses(officer, action, ("note",)) == [404]
    RoleGrantFactory(user=officer, role=Role.SUPPORT_OFFICER, record=record)
    assert statuses(officer, action, ("note", "change")) == [200, 200]
