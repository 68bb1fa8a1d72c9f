"""The business plan in the browser: plans, priorities, objectives, years, quarterly highlights."""

from datetime import date

import pytest
from django.test import Client

from partnership.enums import Role, Visibility
from partnership.models import BusinessPlan, Objective, Priority, PriorityProgress, QuarterlyHighlight, User
from partnership.principals import OPERATOR
from partnership.selectors.highlights import Draft, draft_highlight, quarter_of
from tests.clients import client_of, page_of, user_with
from tests.factories.partnership import (
    ActionFactory,
    ActionPlanFactory,
    AgencyFactory,
    BoardFactory,
    BusinessPlanFactory,
    GroupFactory,
    IndicatorFactory,
    IndicatorValueFactory,
    ObjectiveFactory,
    PriorityFactory,
    PriorityProgressFactory,
    QuarterlyHighlightFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager() -> Client:
    return client_of(user_with(Role.BUSINESS_MANAGER))


@pytest.fixture
def priority() -> Priority:
    return PriorityFactory(plan=BusinessPlanFactory(reference="BP"), number="1", lead_group=GroupFactory())


def chair_of(priority: Priority) -> User:
    return user_with(Role.GROUP_CHAIR, group=priority.lead_group)


# --- Created and changed ---------------------------------------------------------------------------------------


def test_a_plan_with_its_priority_is_added_in_the_browser(manager: Client) -> None:
    board, group = BoardFactory(), GroupFactory()
    dates = {"starts_on": "1 April 2027", "ends_on": "31/3/2030"}
    manager.post("/business-plans/new/", {"title": "Plan", "reference": "BP-2027-30", "boards": [board.pk], **dates})
    plan = BusinessPlan.objects.get()
    assert (plan.starts_on, plan.ends_on, list(plan.boards.all())) == (date(2027, 4, 1), date(2030, 3, 31), [board])
    data = {"plan": plan.pk, "number": "1", "title": "Neglect", "lead_group": group.pk, "cross_cutting": "no"}
    manager.post("/priorities/new/", {**data, "outcomes_sought": "Seen early\nHelped early", "description": "Words"})
    priority = Priority.objects.get()
    assert (priority.reference, priority.outcomes_sought) == ("BP-2027-30/1", ["Seen early", "Helped early"])
    assert (priority.lead_group, priority.cross_cutting, list(priority.boards.all())) == (group, False, [board])
    again = manager.post("/priorities/new/", data).content.decode()
    assert "Plan has a priority 1 already. Choose another number" in again


def test_a_plan_does_not_end_before_it_starts(manager: Client) -> None:
    data = {"title": "Plan", "reference": "BP", "boards": [BoardFactory().pk], "starts_on": "2/4/2027"}
    page = manager.post("/business-plans/new/", {**data, "ends_on": "1/4/2027"}).content.decode()
    assert ("It cannot end before it starts." in page, BusinessPlan.objects.count()) == (True, 0)


def test_an_objective_keeps_all_its_columns(priority: Priority, manager: Client) -> None:
    indicator, agency = IndicatorFactory(), AgencyFactory()
    data = {
        "priority": priority.pk, "number": "1.1", "text": "Every practitioner knows the tool.",
        "success_measure": "80% use it", "lead_group": priority.lead_group_id, "lead_agency": agency.pk,
        "due_on": "31/3/2027", "rag": "amber", "progress": "Begun", "measures": [indicator.pk],
    }  # fmt: skip
    manager.post("/objectives/new/", data)
    row = Objective.objects.get()
    assert (row.number, row.lead_agency, row.due_on, row.rag) == ("1.1", agency, date(2027, 3, 31), "amber")
    assert (row.progress, row.success_measure, list(row.measures.all())) == ("Begun", "80% use it", [indicator])
    assert "This priority has an objective 1.1 already." in manager.post("/objectives/new/", data).content.decode()


def test_an_objective_shows_its_indicators_with_their_latest_figure(manager: Client) -> None:
    indicator, objective = IndicatorFactory(title="Repeat plans"), ObjectiveFactory()
    IndicatorValueFactory(indicator=indicator, period="2017-18", value=42)
    objective.measures.add(indicator)
    page = page_of(manager, f"/objectives/{objective.pk}/")
    assert ("Measures (1)" in page, "Repeat plans" in page, ">42<" in page) == (True, True, True)


def test_a_year_is_written_and_corrected(priority: Priority, manager: Client) -> None:
    data = {"priority": priority.pk, "year": "2017/18", "rag": "green", "summary": "A good year."}
    lists = {"did": "Trained 40", "learned": "Shorter is better", "difference": "Fewer plans", "next": "Schools\nGPs"}
    manager.post("/priority-years/new/", {**data, **lists})
    row = PriorityProgress.objects.get()
    assert (row.year, row.rag, row.summary, row.next) == ("2017-18", "green", "A good year.", ["Schools", "GPs"])
    assert (row.did, row.learned, row.difference) == (["Trained 40"], ["Shorter is better"], ["Fewer plans"])
    assert "has this year already." in manager.post("/priority-years/new/", data).content.decode()
    manager.post(f"/priority-years/{row.pk}/change/", {**data, "rag": "blue", "version": 1})
    assert PriorityProgress.objects.get().rag == "blue"


# --- Quarterly highlights --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "first_month", "label"),
    [
        (date(2026, 4, 1), 4, "2026-27 Q1"),
        (date(2026, 3, 31), 4, "2025-26 Q4"),
        (date(2026, 1, 15), 10, "2025-26 Q2"),
    ],
)
def test_the_quarter_of_a_day(day: date, first_month: int, label: str) -> None:
    assert quarter_of(day, first_month).label == label


def test_a_highlight_begins_with_the_actions_of_the_quarter(priority: Priority) -> None:
    plan = ActionPlanFactory(record=priority)
    done = {"plan": plan, "status": "complete"}
    ActionFactory(title="Pilot", impact="Seen earlier", completed_on=date(2026, 5, 1), **done)
    ActionFactory(title="Too early", completed_on=date(2026, 3, 31), **done)
    ActionFactory(title="Roll out", plan=plan, due_on=date(2026, 9, 1))
    ActionFactory(title="Far away", plan=plan, due_on=date(2027, 9, 1))
    PriorityProgressFactory(priority=priority, year="2026-27", rag="green", did=["Not this"])
    draft = draft_highlight(priority, today=date(2026, 7, 10), principal=OPERATOR)
    assert draft == Draft("2026-27", 1, "green", "- Pilot", "- Seen earlier", "- Roll out")


def test_a_highlight_of_a_quarter_without_actions_begins_with_the_year(priority: Priority) -> None:
    year = {"did": ["Trained 40", "Wrote it"], "difference": ["Fewer"], "next": ["Schools"]}
    PriorityProgressFactory(priority=priority, year="2026-27", **year)
    draft = draft_highlight(priority, today=date(2026, 8, 10), principal=OPERATOR)
    assert draft == Draft("2026-27", 2, "", "- Trained 40\n- Wrote it", "- Fewer", "- Schools")


def test_a_chair_writes_the_highlight_of_the_group_s_priority(priority: Priority) -> None:
    chair = chair_of(priority)
    client = client_of(chair)
    page = page_of(client, f"/priorities/{priority.pk}/")
    address = f"/quarterly-highlights/new/?priority={priority.pk}"
    assert (f'href="{address}"' in page, client.get(address).status_code) == (True, 200)
    data = {"priority": priority.pk, "year": "2026-27", "quarter": 1, "done": "The pilot is over."}
    response = client.post("/quarterly-highlights/new/", data)
    row = QuarterlyHighlight.objects.get()
    assert (response["Location"], row.history.get().history_user) == (f"/quarterly-highlights/{row.pk}/", chair)
    assert "This quarter has its highlight already." in client.post("/quarterly-highlights/new/", data).content.decode()
    assert "The pilot is over." in page_of(client, f"/priorities/{priority.pk}/")


# --- Who may ---------------------------------------------------------------------------------------------------


def test_a_chair_changes_the_priorities_of_the_group_and_no_others(priority: Priority) -> None:
    group = GroupFactory(boards=list(priority.boards.all()))
    other = PriorityFactory(plan=priority.plan, title="Of another group", lead_group=group)
    client = client_of(chair_of(priority))
    statuses = [client.get(f"/priorities/{row.pk}/change/").status_code for row in (priority, other)]
    assert statuses == [200, 403]
    page = client.get("/objectives/new/").content.decode()
    assert (priority.title in page, other.title in page) == (True, False)
    client.post("/objectives/new/", {"priority": other.pk, "number": "1", "text": "Not mine"})
    assert Objective.objects.count() == 0


@pytest.mark.parametrize("address", ["objectives", "priority-years", "quarterly-highlights", "priorities"])
def test_who_only_reads_the_plan_adds_nothing(address: str, priority: Priority) -> None:
    assert client_of(user_with(Role.SCRUTINEER)).get(f"/{address}/new/").status_code == 403
    assert client_of(user_with(Role.TECHNICAL_ADMIN)).get(f"/{address}/new/").status_code == 404


def test_another_agency_finds_nothing_of_the_plan() -> None:
    client = client_of(user_with(Role.AGENCY_REPRESENTATIVE, agency=AgencyFactory()))
    highlight, objective = QuarterlyHighlightFactory(), ObjectiveFactory()
    addresses = [f"/quarterly-highlights/{highlight.pk}/", f"/objectives/{objective.pk}/"]
    addresses += [f"{address}change/" for address in addresses]
    addresses += [f"/business-plans/{objective.priority.plan_id}/next/"]
    assert [client.get(address).status_code for address in addresses] == [404] * 5


def test_a_highlight_of_a_restricted_priority_is_listed_without_words(manager: Client) -> None:
    priority = PriorityFactory(title="CANARY", visibility=Visibility.RESTRICTED)
    QuarterlyHighlightFactory(priority=priority, done="CANARY")
    assert "CANARY" not in page_of(manager, "/quarterly-highlights/")
    officer = client_of(user_with(Role.SUPPORT_OFFICER))
    assert "CANARY" not in page_of(officer, "/quarterly-highlights/new/")
