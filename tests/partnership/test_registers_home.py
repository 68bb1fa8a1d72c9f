"""Home, the menu and its places, role by role."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.test import Client
from django.utils import timezone

from partnership.enums import Role, Visibility
from partnership.policy import allows
from partnership.principals import principal_of
from tests.clients import user_with
from tests.factories.partnership import (
    ActionFactory,
    ActionPlanFactory,
    AgencyFactory,
    GroupFactory,
    MeetingFactory,
    RiskFactory,
    RoleGrantFactory,
    SeatFactory,
)
from tests.factories.reviews import ReviewFactory

pytestmark = pytest.mark.django_db

ALL_PLACES = [
    "Home", "Meetings", "Actions", "Plan and registers", "Reviews", "Audits", "Performance", "Training", "Report",
    "Directory",
]  # fmt: skip


def home(client: Client) -> str:
    return client.get("/").content.decode()


def sentence_links(page: str) -> dict[str, str]:
    """Words and addresses of the links in the sentences on top."""
    sentences = page.split('<div class="portal-notice">')[1].split("</div>")[0]
    found = re.findall(r'<a class="govuk-link" href="([^"]+)">([^<]+)</a>', sentences)
    return {words: unescape(url) for url, words in found}


def menu(client: Client) -> list[str]:
    page = client.get("/").content.decode()
    navigation = page.split('<nav class="portal-nav"')[1].split("</nav>")[0]
    return re.findall(r'portal-nav__link"[^>]*>([^<]+)<', navigation)


def test_the_business_manager_has_every_place(client: Client) -> None:
    client.force_login(user_with(Role.BUSINESS_MANAGER))
    assert menu(client) == ALL_PLACES


def test_a_representative_has_six(client: Client) -> None:
    agency = AgencyFactory()
    SeatFactory(agency=agency)
    client.force_login(user_with(Role.AGENCY_REPRESENTATIVE, agency=agency))
    assert menu(client) == ["Home", "Meetings", "Actions", "Returns", "Training", "Report"]


@pytest.mark.parametrize("role", [Role.REVIEWER, Role.AUDITOR])
def test_a_reviewer_and_an_auditor_have_no_places(role: Role, client: Client) -> None:
    client.force_login(user_with(role, record=ReviewFactory().record_ptr))
    assert menu(client) == ["Home"]


def test_the_training_coordinator_has_training(client: Client) -> None:
    client.force_login(user_with(Role.TRAINING_COORDINATOR))
    assert menu(client) == ["Home", "Training"]


@pytest.mark.parametrize("key", ["reviews", "directory", "nothing-like-it"])
def test_a_place_of_others_is_not_there(key: str, client: Client) -> None:
    client.force_login(user_with(Role.AGENCY_REPRESENTATIVE, agency=AgencyFactory()))
    assert client.get(f"/places/{key}/").status_code == 404


def test_home_asks_a_representative_for_the_work_of_the_own_agency(client: Client) -> None:
    agency = AgencyFactory()
    group = SeatFactory(agency=agency, group=GroupFactory(title="Neglect group")).group
    yesterday = timezone.localdate() - timedelta(days=1)
    ActionFactory(agency=agency, title="Mine to do", due_on=yesterday)
    ActionFactory(agency=agency, title="Mine undated", due_on=None)
    ActionFactory(agency=agency, title="Mine next year", due_on=yesterday + timedelta(days=365))
    ActionFactory(agency=agency, title="Mine done", due_on=yesterday, status="complete")
    ActionFactory(plan=ActionPlanFactory(record=group), title="CANARY of the group", due_on=yesterday)
    ActionFactory(title="CANARY of others", due_on=yesterday)
    MeetingFactory(group=group, held_on=timezone.localdate() + timedelta(days=3), status="planned")
    client.force_login(user_with(Role.AGENCY_REPRESENTATIVE, agency=agency))
    page = client.get("/").content.decode()
    work = page.split('id="changes"')[0]
    shown = [
        words
        for words in ("Mine to do", "Mine undated", "Mine next year", "Mine done", "CANARY", agency.name)
        if words in work
    ]
    assert shown == ["Mine to do", "Mine undated", "Mine next year", agency.name]
    assert "Neglect group" in page


def test_home_counts_what_the_agency_owes_as_the_action_log_does(client: Client) -> None:
    agency = AgencyFactory(name="Northvale Police")
    yesterday = timezone.localdate() - timedelta(days=1)
    for due_on in (yesterday, None, yesterday + timedelta(days=365)):
        ActionFactory(agency=agency, due_on=due_on)
    ActionFactory(due_on=yesterday)
    client.force_login(user_with(Role.AGENCY_REPRESENTATIVE, agency=agency))
    links = sentence_links(home(client))
    assert list(links) == ["Northvale Police", "3 actions", "1 overdue"]
    assert links["Northvale Police"] == f"/agencies/{agency.pk}/"
    assert [client.get(links[words]).context["count"] for words in ("3 actions", "1 overdue")] == [
        "3 actions",
        "1 action",
    ]


def test_home_asks_a_chair_for_the_work_of_the_group(client: Client) -> None:
    group = GroupFactory()
    due_on = timezone.localdate() - timedelta(days=1)
    plan = ActionPlanFactory(record=group)
    ActionFactory(plan=plan, title="Group to do", due_on=due_on)
    ActionFactory(plan=plan, due_on=None)
    ActionFactory(title="CANARY of others", due_on=due_on)
    client.force_login(user_with(Role.GROUP_CHAIR, group=group))
    page = home(client)
    assert ("Group to do" in page, "CANARY" in page.split('id="changes"')[0]) == (True, False)
    links = sentence_links(page)
    assert list(links) == ["2 open actions", "1 overdue"]
    assert [client.get(url).context["count"] for url in links.values()] == ["2 actions", "1 action"]


@pytest.mark.parametrize("role", [Role.BUSINESS_MANAGER, Role.SUPPORT_OFFICER, Role.SCRUTINEER])
def test_home_tells_those_who_answer_for_all_what_the_lists_hold(role: Role, client: Client) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    ActionFactory(due_on=yesterday)
    ActionFactory(due_on=yesterday, status="complete")
    for _ in range(2):
        ActionFactory(due_on=None)
    ActionFactory(due_on=None, status="cancelled")
    for likelihood, impact, status in (
        (2, 5, "open"),
        (5, 5, "open"),
        (5, 4, "open"),
        (3, 3, "open"),
        (5, 5, "closed"),
    ):
        RiskFactory(likelihood=likelihood, impact=impact, status=status)
    client.force_login(user_with(role))
    links = sentence_links(home(client))
    assert list(links) == [
        "1 overdue action",
        "2 open actions without a due date",
        "3 open risks rated high or very high",
    ]
    assert [client.get(url).context["count"] for url in links.values()] == ["1 action", "2 actions", "3 risks"]


def test_home_tells_the_technical_administrator_what_the_role_is_for(client: Client) -> None:
    client.force_login(user_with(Role.TECHNICAL_ADMIN))
    page = home(client)
    assert ("and reads no records" in page, "nothing is asked" in page) == (True, False)


def test_home_tells_nothing_of_what_changed_in_restricted_records(client: Client) -> None:
    RiskFactory(title="Open change")
    RiskFactory(title="CANARY", reference="R-CANARY", visibility=Visibility.RESTRICTED)
    client.force_login(user_with(Role.BUSINESS_MANAGER))
    page = client.get("/").content.decode()
    assert ("Open change" in page, "CANARY" in page) == (True, False)


def test_a_grant_that_ended_opens_nothing_more(client: Client) -> None:
    today = timezone.localdate()
    grant = RoleGrantFactory(role=Role.BUSINESS_MANAGER)
    risk = RiskFactory()
    client.force_login(grant.user)
    assert client.get(f"/risks/{risk.pk}/").status_code == 200
    grant.ends_on = today - timedelta(days=1)
    grant.save()
    assert client.get(f"/risks/{risk.pk}/").status_code == 404
    assert menu(client) == ["Home"]


def test_a_grant_for_one_board_narrows_lists_to_it(client: Client) -> None:
    own, other = RiskFactory(title="Own board"), RiskFactory(title="Other board")
    client.force_login(user_with(Role.BUSINESS_MANAGER, board=own.boards.get()))
    page = client.get("/risks/").content.decode()
    assert ("Own board" in page, "Other board" in page) == (True, False)
    assert client.get(f"/risks/{other.pk}/").status_code == 404


@pytest.mark.parametrize("subject", ["read_log", "user", "workbook", "money"])
def test_powers_over_restricted_records_open_nothing_that_is_no_record(subject: str) -> None:
    representative = user_with(Role.AGENCY_REPRESENTATIVE, agency=AgencyFactory(), record=ReviewFactory().record_ptr)
    scrutineer = user_with(Role.SCRUTINEER)
    assert allows(principal_of(representative), "view", subject) == (subject == "money")
    assert allows(principal_of(scrutineer), "view", subject) == (subject == "money")


def test_a_reviewer_finds_the_one_record_on_home(client: Client) -> None:
    own, other = ReviewFactory(reference="NV-OWN", title="CANARY title"), ReviewFactory(reference="NV-OTHER")
    client.force_login(user_with(Role.REVIEWER, record=own.record_ptr))
    page = client.get("/").content.decode()
    shown = [words for words in ("NV-OWN</a>", f"/case-reviews/{own.pk}/", "CANARY", other.reference) if words in page]
    assert shown == ["NV-OWN</a>", f"/case-reviews/{own.pk}/"]


def test_home_says_so_where_nothing_is_asked(client: Client) -> None:
    client.force_login(user_with(Role.TRAINING_COORDINATOR))
    page = client.get("/").content.decode()
    assert ("nothing is asked of you" in page, "Overdue: 0" in page) == (True, False)
