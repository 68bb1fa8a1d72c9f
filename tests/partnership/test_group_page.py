"""The page of a group: what its chair has to do, and nothing of what others may not see."""

from datetime import date, timedelta
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from partnership.enums import Role, Visibility
from partnership.models import Group
from partnership.pages import GroupPage
from partnership.principals import principal_of
from partnership.registry import register_for
from tests.clients import user_with
from tests.factories.partnership import (
    ActionFactory,
    ActionPlanFactory,
    AgencyFactory,
    GroupFactory,
    MeetingFactory,
    ObjectiveFactory,
    PriorityFactory,
    RiskFactory,
    SeatFactory,
)
from tests.factories.reporting import GroupReportFactory

pytestmark = pytest.mark.django_db


def page_of(row: Any, role: str = Role.BUSINESS_MANAGER, **grant: Any) -> GroupPage:
    register = register_for(Group)
    assert register
    return GroupPage(register, row, principal_of(user_with(role, **grant)))


def days(number: int) -> date:
    return timezone.localdate() + timedelta(days=number)


def rows(page: GroupPage) -> dict[str, list[str]]:
    """The tables on top, each with what its rows are called."""
    return {
        title: [getattr(row.record, "title", "") or str(row.record) for row in table.rows] for title, table in page.work
    }


def figures(page: GroupPage) -> list[tuple[str, str]]:
    return [(figure.words, figure.second) for figure in page.figures]


def test_a_group_shows_its_work_from_every_plan_the_late_first() -> None:
    group, other = GroupFactory(), GroupFactory()
    priority = PriorityFactory(lead_group=group)
    for own, title in ((group, ""), (other, "CANARY ")):
        plan = ActionPlanFactory(record=own)
        ActionFactory(plan=plan, title=f"{title}Undated")
        ActionFactory(plan=plan, title=f"{title}Late", due_on=days(-3))
        ActionFactory(plan=plan, title="CANARY done", status="complete")
        risk = RiskFactory(group=own, title=f"{title}Risk")
        ActionFactory(plan=ActionPlanFactory(record=risk), title=f"{title}Soon", due_on=days(3))
        RiskFactory(group=own, title="CANARY closed", status="closed")
    ObjectiveFactory(priority=priority, number="1.1", text="Of the priority")
    ObjectiveFactory(number="2.1", text="Its own", lead_group=group, due_on=days(9))
    ObjectiveFactory(priority=priority, number="3.1", text="CANARY led by another", lead_group=other)
    GroupReportFactory(group=group, heading="Our year")
    GroupReportFactory(group=other, heading="CANARY")
    page = page_of(group)
    found = rows(page)
    assert found["Open actions"] == ["Late", "Soon", "Undated"]
    assert found["Objectives"] == ["2.1: Its own", "1.1: Of the priority"]
    assert found["Open risks"] == ["Risk"]
    assert list(found) == ["Open actions", "Objectives", "Open risks", "What the group reported"]
    assert len(found["What the group reported"]) == 1


def test_figures_count_what_the_tables_hold() -> None:
    group = GroupFactory()
    plan = ActionPlanFactory(record=group)
    ActionFactory(plan=plan, due_on=days(-1))
    ActionFactory(plan=plan)
    RiskFactory(group=group, likelihood=5, impact=5)
    ObjectiveFactory(lead_group=group, rag="red")
    ObjectiveFactory(lead_group=group, rag="green")
    MeetingFactory(group=group, held_on=days(1), status="planned")
    MeetingFactory(group=group, held_on=days(0), status="cancelled")
    assert figures(page_of(group)) == [
        (f"{days(1):%-d %B}", "next meeting, tomorrow"),
        ("2 open actions", "1 overdue"),
        ("2 objectives", "1 off course"),
        ("1 open risk", "1 high or very high"),
    ]


def test_a_group_without_anything_says_so(client: Client) -> None:
    group = GroupFactory()
    client.force_login(user_with(Role.BUSINESS_MANAGER))
    page = client.get(f"/groups/{group.pk}/").content.decode()
    assert ("No meeting planned" in page, "Nothing is open: no action" in page) == (True, True)


def buttons(page: GroupPage) -> dict[str, str]:
    return {button.title: unescape(button.url) for button in page.buttons}


def test_a_chair_is_offered_what_can_be_done_next_in_the_own_group_alone() -> None:
    own, other = GroupFactory(), GroupFactory()
    offered = buttons(page_of(own, Role.GROUP_CHAIR, group=own))
    assert {title: url for title, url in offered.items() if title.startswith(("Plan", "Add"))} == {
        "Plan a meeting": f"/meetings/new/?group={own.pk}",
        "Add an action": f"/actions/new/?record={own.pk}",
        "Add a risk": f"/risks/new/?group={own.pk}",
    }
    assert buttons(page_of(other, Role.GROUP_CHAIR, group=own)) == {}


def test_what_is_offered_opens(client: Client) -> None:
    group = GroupFactory()
    client.force_login(user_with(Role.GROUP_CHAIR, group=group))
    page = page_of(group, Role.GROUP_CHAIR, group=group)
    assert [client.get(url).status_code for url in buttons(page).values()] == [200] * len(buttons(page))


def test_a_representative_is_offered_nothing_and_sees_no_guarded_work() -> None:
    agency = AgencyFactory()
    group = SeatFactory(agency=agency).group
    RiskFactory(group=group, title="CANARY", visibility=Visibility.RESTRICTED)
    RiskFactory(group=group, title="Open risk")
    page = page_of(group, Role.AGENCY_REPRESENTATIVE, agency=agency)
    assert (buttons(page), rows(page)) == ({}, {"Open risks": ["Open risk"]})


def test_the_page_costs_the_same_however_much_is_on_it(client: Client) -> None:
    group = GroupFactory()
    client.force_login(user_with(Role.GROUP_CHAIR, group=group))
    plan, priority, costs = ActionPlanFactory(record=group), PriorityFactory(lead_group=group), []
    for more in (1, 2, 27):
        for _ in range(more):
            ActionFactory(plan=plan)
            RiskFactory(group=group)
            ObjectiveFactory(priority=priority)
            SeatFactory(group=group)
        client.get("/your-pages/")  # on a slow machine the session is due to be carried on
        with CaptureQueriesContext(connection) as captured:
            assert client.get(f"/groups/{group.pk}/").status_code == 200
        costs.append(len(captured))
    assert costs == [costs[0]] * 3
