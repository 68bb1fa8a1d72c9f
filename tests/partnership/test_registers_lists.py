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
