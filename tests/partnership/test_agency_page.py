"""The mirror that an agency is shown: the same figures as on its one-page summary."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from partnership.enums import Role, Visibility
from partnership.models import Agency
from partnership.pages import AgencyPage
from partnership.principals import principal_of
from partnership.registry import register_for
from tests.clients import user_with
from tests.factories.partnership import (
    ActionFactory,
    ActionPlanFactory,
    AgencyFactory,
    AttendanceFactory,
    ChallengeFactory,
    MeetingFactory,
    RiskFactory,
    SeatFactory,
)

pytestmark = pytest.mark.django_db


def days(number: int) -> date:
    return timezone.localdate() + timedelta(days=number)


def page_of(row: Any, role: str = Role.BUSINESS_MANAGER, **grant: Any) -> AgencyPage:
    register = register_for(Agency)
    assert register
    return AgencyPage(register, row, principal_of(user_with(role, **grant)))


def challenge(agency: Any, title: str, **fields: Any) -> None:
    row = ChallengeFactory(**fields)
    row.title = title
    row.save()
    row.agencies.add(agency)


def test_the_figures_are_of_this_agency_alone() -> None:
    agency = AgencyFactory(statutory_partner=False)
    for one, title in ((agency, "Own"), (AgencyFactory(), "CANARY")):
        ActionFactory(agency=one, title=f"{title} late", due_on=days(-2))
        ActionFactory(agency=one, title=f"{title} open")
        challenge(one, f"{title} waiting", progress="")
        challenge(one, f"{title} answered", progress="We did it.")
        seat = SeatFactory(agency=one)
        for back, status in ((20, "present"), (10, "absent")):
            meeting = MeetingFactory(group=seat.group, held_on=days(-back))
            AttendanceFactory(meeting=meeting, seat=seat, status=status)
    page = page_of(agency)
    assert [(figure.words, figure.second) for figure in page.figures] == [
        ("1 of 2 (50%)", "seats filled, 12 months"),
        ("1 overdue action", "of 2 open"),
        ("0 returns due", "not yet sent in"),
        ("1 challenge waiting", "1 answered"),
    ]
    assert [(link.title, mark.words) for link, mark in page.challenges] == [
        ("Own waiting", "Waiting for an answer"),
        ("Own answered", "Answered"),
    ]
    assert [(link.title, mark.words) for link, _, mark in page.overdue] == [("Own late", "2 days late")]


def test_nothing_guarded_stands_on_it() -> None:
    agency = AgencyFactory()
    risk = RiskFactory(visibility=Visibility.RESTRICTED)
    ActionFactory(agency=agency, title="CANARY", due_on=days(-2), plan=ActionPlanFactory(record=risk))
    challenge(agency, "CANARY", visibility=Visibility.RESTRICTED)
    page = page_of(agency)
    assert (page.overdue, page.challenges) == ([], [])


def test_a_representative_comes_from_home_to_the_own_page_in_one_step(client: Client) -> None:
    own, other = AgencyFactory(), AgencyFactory()
    client.force_login(user_with(Role.AGENCY_REPRESENTATIVE, agency=own))
    assert f'href="/agencies/{own.pk}/"' in client.get("/").content.decode()
    assert [client.get(f"/agencies/{agency.pk}/").status_code for agency in (own, other)] == [200, 404]


def test_an_agency_with_nothing_to_answer_says_so(client: Client) -> None:
    agency = AgencyFactory(statutory_partner=False)
    client.force_login(user_with(Role.BUSINESS_MANAGER))
    page = client.get(f"/agencies/{agency.pk}/").content.decode()
    words = ("Nothing is overdue.", "No return is due.", "No challenge is open", "No attendance was recorded")
    assert [part in page for part in words] == [True] * 4


def test_the_page_costs_the_same_however_much_is_on_it(client: Client) -> None:
    agency = AgencyFactory()
    client.force_login(user_with(Role.AGENCY_REPRESENTATIVE, agency=agency))
    costs = []
    for more in (1, 2, 27):
        for _ in range(more):
            ActionFactory(agency=agency, due_on=days(-1))
            challenge(agency, "Challenge")
            SeatFactory(agency=agency)
        client.get("/your-pages/")  # on a slow machine the session is due to be carried on
        with CaptureQueriesContext(connection) as captured:
            assert client.get(f"/agencies/{agency.pk}/").status_code == 200
        costs.append(len(captured))
    assert costs == [costs[0]] * 3
