"""What somebody keeps of a list for themselves: views as tabs, and columns."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from partnership.enums import Role
from partnership.models import ColumnChoice, SavedView, User
from partnership.services.own_lists import MOST_VIEWS, save_view
from tests.clients import client_of, user_with
from tests.factories.partnership import ActionFactory, AgencyFactory, RiskFactory

pytestmark = pytest.mark.django_db
LIST = "partnership:risk-list"


@pytest.fixture
def user() -> User:
    return user_with(Role.BUSINESS_MANAGER)


@pytest.fixture
def manager(user: User) -> Client:
    return client_of(user)


def tabs(page: str) -> list[tuple[str, str]]:
    """Each tab with its address, the current one marked."""
    strip = re.search(r'<nav class="portal-tabs".*?</nav>', page, re.DOTALL)
    assert strip
    found = re.findall(r'portal-tabs__tab" href="([^"]*)"( aria-current="page")?>([^<]+)<', strip.group())
    return [(words + ("*" if current else ""), address) for address, current, words in found]


def columns(page: str) -> list[str]:
    return [head.strip() for head in re.findall(r'<th scope="col"[^>]*>\s*(?:<a[^>]*>)?([^<]*)', page)]


def test_the_first_tab_is_the_list_as_everybody_finds_it(manager: Client) -> None:
    RiskFactory()
    RiskFactory(status="closed")
    page = manager.get("/risks/").content.decode()
    assert tabs(page) == [
        ("All open (1)*", "/risks/"),
        ("Save this view", "/risks/views/new/?status=open"),
    ]


def test_a_view_is_saved_under_a_name_and_becomes_a_tab_with_its_count(manager: Client) -> None:
    RiskFactory()
    RiskFactory(status="closed")
    RiskFactory(status="closed")
    answer = manager.post("/risks/views/new/", {"name": "Done with", "query": "status=closed&sort=title"})
    assert (answer.status_code, answer["Location"]) == (302, "/risks/?status=closed&sort=title")
    page = manager.get("/risks/?status=closed&sort=title").content.decode()
    assert tabs(page)[:2] == [("All open (1)", "/risks/"), ("Done with (2)*", "?status=closed&amp;sort=title")]


def test_a_view_of_everything_does_not_fall_back_to_what_is_open(manager: Client) -> None:
    RiskFactory(status="closed")
    manager.post("/risks/views/new/", {"name": "All of them", "query": "words=&status="})
    assert SavedView.objects.get().query == "words="
    assert tabs(manager.get("/risks/").content.decode())[1] == ("All of them (1)", "?words=")


def test_a_view_is_renamed_and_removed_by_its_owner_alone(user: User, manager: Client) -> None:
    view = save_view(list_name=LIST, name="Mine", query="status=closed", by=user)
    other = client_of(user_with(Role.BUSINESS_MANAGER))
    address = f"/risks/views/{view.pk}/"
    assert [other.get(address).status_code, other.post(address, {"name": "Theirs"}).status_code] == [404, 404]
    assert other.post(f"{address}remove/").status_code == 404
    assert manager.get(f"/actions/views/{view.pk}/").status_code == 404
    manager.post(address, {"name": "Still mine"})
    assert SavedView.objects.get().name == "Still mine"
    manager.post(f"{address}remove/")
    assert SavedView.objects.count() == 0


@pytest.mark.parametrize(("name", "said"), [("", "Type a name for the view"), ("MINE", "You have a view called MINE")])
def test_a_name_that_cannot_be_is_said_at_the_field(name: str, said: str, user: User, manager: Client) -> None:
    save_view(list_name=LIST, name="Mine", query="status=closed", by=user)
    page = manager.post("/risks/views/new/", {"name": name, "query": "status=open"}).content.decode()
    assert (said in page, "<title>Error: " in " ".join(page.split())) == (True, True)
    assert SavedView.objects.count() == 1


def test_nobody_has_more_views_than_are_counted(user: User, manager: Client) -> None:
    for number in range(MOST_VIEWS):
        save_view(list_name=LIST, name=f"View {number}", query="status=closed", by=user)
    page = manager.post("/risks/views/new/", {"name": "One more", "query": "status=open"}).content.decode()
    assert ("Remove one of them first" in page, SavedView.objects.count()) == (True, MOST_VIEWS)


def test_views_cost_no_query_each(user: User, manager: Client) -> None:
    agency = AgencyFactory()
    ActionFactory(agency=agency)
    counts = []
    for more in (0, MOST_VIEWS):
        for number in range(more):
            query = f"agency={agency.pk}&words=word{number}"
            save_view(list_name="partnership:action-list", name=f"View {number}", query=query, by=user)
        with CaptureQueriesContext(connection) as captured:
            assert manager.get("/actions/").status_code == 200
        counts.append(len(captured))
    assert counts[0] == counts[1] <= 12


def test_the_list_of_a_representative_takes_twelve_queries_at_most() -> None:
    agency = AgencyFactory()
    AgencyFactory(replaced_by=agency)
    ActionFactory(agency=agency)
    client = client_of(user_with(Role.AGENCY_REPRESENTATIVE, agency=agency))
    with CaptureQueriesContext(connection) as captured:
        assert client.get("/actions/?state=").status_code == 200
    assert len(captured) <= 12


def test_a_view_with_somebody_elses_agency_counts_only_what_its_owner_may_see() -> None:
    own, other = AgencyFactory(), AgencyFactory()
    ActionFactory(agency=own)
    ActionFactory(agency=other)
    user = user_with(Role.AGENCY_REPRESENTATIVE, agency=own)
    save_view(list_name="partnership:action-list", name="Theirs", query=f"agency={other.pk}", by=user)
    save_view(list_name="partnership:action-list", name="Ours", query=f"agency={own.pk}", by=user)
    found = [words for words, _ in tabs(client_of(user).get("/actions/?state=").content.decode())]
    assert "Ours (1)" in [words.rstrip("*") for words in found]
    assert not any("(2)" in words for words in found)


def test_columns_are_chosen_by_each_person_and_the_name_stays(user: User, manager: Client) -> None:
    RiskFactory()
    manager.post("/risks/columns/?status=open", {"columns": ["review"]})
    assert ColumnChoice.objects.get().columns == ["review"]
    chosen = columns(manager.get("/risks/").content.decode())
    assert [head for head in chosen if head in {"Reference", "Risk", "Owner", "Next review"}] == ["Risk", "Next review"]
    others = columns(client_of(user_with(Role.BUSINESS_MANAGER)).get("/risks/").content.decode())
    assert {"Reference", "Risk", "Owner", "Next review"} <= set(others)


def test_more_columns_than_are_shown_at_first_can_be_chosen_and_given_back(manager: Client) -> None:
    ActionFactory(progress="Written down")
    assert "Written down" not in manager.get("/actions/").content.decode()
    assert manager.post("/actions/columns/", {"columns": ["due", "progress"]}).status_code == 302
    assert "Written down" in manager.get("/actions/").content.decode()
    manager.post("/actions/columns/", {"usual": "yes"})
    assert "Written down" not in manager.get("/actions/").content.decode()


def test_a_list_stays_sorted_by_a_column_that_is_not_shown(manager: Client) -> None:
    ActionFactory(title="Later", due_on="2026-12-24")
    ActionFactory(title="Sooner", due_on="2026-12-01")
    manager.post("/actions/columns/", {"columns": ["reference"]})
    page = manager.get("/actions/").content.decode()
    assert page.index("Sooner") < page.index("Later")


def test_an_unknown_column_is_refused(manager: Client) -> None:
    assert manager.post("/actions/columns/", {"columns": ["secret"]}).status_code == 200
    assert ColumnChoice.objects.count() == 0
