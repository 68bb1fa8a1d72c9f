"""How lists are narrowed, and what they say when nothing is left."""

from datetime import date, timedelta

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from partnership.enums import ActionStatus, Role
from partnership.filters import rated
from partnership.models import Action
from partnership.rag import Rag
from partnership.selectors.actions import rating
from partnership.services.rows import archive_row
from tests.clients import user_with
from tests.factories.partnership import (
    ActionFactory,
    ActionPlanFactory,
    AgencyFactory,
    BoardFactory,
    GroupFactory,
    RiskFactory,
    SeatFactory,
)

pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 9)


@pytest.fixture
def manager(client: Client) -> Client:
    client.force_login(user_with(Role.BUSINESS_MANAGER))
    return client


def test_words_find_a_record_in_any_case(manager: Client) -> None:
    RiskFactory(title="Émigré families wait", description="Long queues")
    RiskFactory(title="Staff leave")
    page = manager.get("/risks/?words=ÉMIGRÉ+queues").content.decode()
    assert ("Émigré families" in page, "Staff leave" in page, "1 risk<" in page) == (True, False, True)


def test_a_log_begins_with_what_is_open_until_somebody_chooses(manager: Client) -> None:
    RiskFactory(title="Open risk")
    RiskFactory(title="Closed risk", status="closed")
    first = manager.get("/risks/").content.decode()
    everything = manager.get("/risks/?status=").content.decode()
    assert ("Closed risk" in first, "Status: Open" in first) == (False, True)
    assert ("Closed risk" in everything, "Status: Open" in everything) == (True, False)


def test_nothing_found_offers_to_take_each_filter_away(manager: Client) -> None:
    RiskFactory(title="Staff leave")
    page = manager.get("/risks/?words=zebra&status=open").content.decode()
    assert "No risks match" in page
    assert "You asked for: Words: zebra, Status: Open." in page
    assert 'href="?words=&amp;status=open"' in page


def test_a_list_is_cut_at_twenty_five(manager: Client) -> None:
    board = BoardFactory()
    for _ in range(26):
        RiskFactory(board=board)
    page = manager.get("/risks/").content.decode()
    assert ("26 risks" in page, "1 to 25 on this page" in page) == (True, True)


def test_filters_offer_only_what_may_be_seen(client: Client) -> None:
    own = AgencyFactory(name="Own agency")
    AgencyFactory(name="CANARY agency")
    client.force_login(user_with(Role.AGENCY_REPRESENTATIVE, agency=own))
    page = client.get("/actions/").content.decode()
    assert ("Own agency" in page, "CANARY agency" in page) == (True, False)


def test_a_forbidden_choice_says_nothing_of_what_it_would_choose(client: Client) -> None:
    secret = GroupFactory(title="CANARY panel")
    own = AgencyFactory()
    SeatFactory(agency=own)
    client.force_login(user_with(Role.AGENCY_REPRESENTATIVE, agency=own))
    forbidden = client.get(f"/risks/?group={secret.pk}")
    missing = client.get("/risks/?group=999999")
    assert (forbidden.status_code, missing.status_code) == (200, 200)
    assert "CANARY" not in forbidden.content.decode()


@pytest.mark.parametrize(
    "query", ["?page=x", "?page=999", "?sort=nothing", "?sort=-due,title", "?agency=x", "?rating=pink"]
)
def test_junk_in_the_address_is_no_error(query: str, manager: Client) -> None:
    ActionFactory()
    assert manager.get(f"/actions/{query}").status_code == 200


DAYS = st.none() | st.integers(-40, 40).map(lambda days: TODAY + timedelta(days=days))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    status=st.sampled_from(ActionStatus.values), due_on=DAYS, completed_on=DAYS, at_risk=st.booleans(),
    override=st.sampled_from(["", "red", "green"]),
)  # fmt: skip
def test_the_rating_filter_agrees_with_the_rating(
    status: str, due_on: date | None, completed_on: date | None, at_risk: bool, override: str
) -> None:
    action = ActionFactory(
        plan=ActionPlanFactory(),
        status=status,
        due_on=due_on,
        completed_on=completed_on if status == "complete" else None,
        at_risk=at_risk,
        rag_override=override,
        rag_override_reason="Asked for" if override else "",
    )
    rag = rating(action, on=TODAY)
    found = [
        colour
        for colour in (Rag.RED, Rag.AMBER, Rag.GREEN, Rag.BLUE)
        if Action.objects.filter(rated(colour, TODAY), pk=action.pk).exists()
    ]
    assert found == ([rag] if rag not in (None, Rag.GREY) else [])


@pytest.mark.parametrize("words", ["émigré", "ÉMIGRÉ WARTEN", "queues émigré", "a+b (c"])
def test_words_find_an_action_by_all_that_was_written_in_any_case(words: str, manager: Client) -> None:
    ActionFactory(title="Émigré families warten", progress="Long QUEUES, a+b (c")
    ActionFactory(title="Another")
    page = manager.get("/actions/", {"words": words}).content.decode()
    assert ("Émigré families" in page, "Another" in page, "1 action<" in page) == (True, False, True)


def test_what_is_archived_is_listed_for_those_who_may_bring_it_back(manager: Client) -> None:
    RiskFactory(title="Kept")
    gone = RiskFactory(title="Put away")
    archive_row(row=gone, reason="Twice", by=user_with(Role.BUSINESS_MANAGER))
    found = manager.get("/risks/").content.decode()
    assert ("Put away" in found, "Only what is archived" in found) == (False, True)
    page = manager.get("/risks/?status=&archived=yes").content.decode()
    assert ("Put away" in page, "Kept" in page, "Archived: Only what is archived" in page) == (True, False, True)


def test_what_is_archived_is_nobody_elses(client: Client) -> None:
    gone = RiskFactory(title="CANARY")
    archive_row(row=gone, reason="Twice", by=user_with(Role.BUSINESS_MANAGER))
    client.force_login(user_with(Role.SUPPORT_OFFICER))
    page = client.get("/risks/?status=&archived=yes").content.decode()
    assert ("CANARY" in page, "Only what is archived" in page) == (False, False)


def test_nothing_found_says_what_each_filter_leaves_out(manager: Client) -> None:
    RiskFactory(title="Staff leave")
    page = manager.get("/risks/?words=zebra&status=open").content.decode()
    assert "Take away “Words: zebra” (1)" in page
    assert "Take away “Status: Open” (0)" in page


def test_an_empty_list_offers_its_first_row(manager: Client) -> None:
    page = manager.get("/risks/?status=").content.decode()
    assert ("No risks yet" in page, "Add the first risk" in page, ">Add a risk<" in page) == (True, True, False)


@pytest.mark.parametrize("page", ["2", "last", "0", "99"])
def test_the_last_page_holds_the_rest(page: str, manager: Client) -> None:
    board = BoardFactory()
    for number in range(27):
        RiskFactory(board=board, title=f"Risk {number:02}")
    found = manager.get(f"/risks/?sort=title&page={page}").content.decode()
    last = page != "last"  # a number that there is not leads to the end, anything else to the beginning
    expected = "26 to 27 on this page" if last else "1 to 25 on this page"
    assert (expected in found, "Risk 26</a>" in found) == (True, last)
