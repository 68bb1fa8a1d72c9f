"""How often and by how far due dates moved."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from partnership.enums import Role, Visibility
from partnership.models import Action
from partnership.selectors.drift import (
    AgencyDrift,
    Drift,
    days_words,
    drift_by_agency,
    drift_of,
    that_moved,
    with_drift,
)
from tests.clients import client_of, page_of, user_with
from tests.factories.partnership import ActionFactory, ActionPlanFactory, AgencyFactory, GroupFactory

pytestmark = pytest.mark.django_db
FIRST = date(2026, 3, 31)


def moved(*days: int | None, **fields: Any) -> Action:
    """An action whose due date was so many days after the first one at each saving; None for no date."""
    action = ActionFactory(due_on=_day(days[0]), **fields)
    for one in days[1:]:
        action.due_on = _day(one)
        action.save()
    return action


def _day(days: int | None) -> date | None:
    return None if days is None else FIRST + timedelta(days=days)


@pytest.mark.parametrize(
    ("days", "drift"),
    [
        ((0,), Drift(0, FIRST, 0)),
        ((0, 0, 0), Drift(0, FIRST, 0)),
        ((None, 0), Drift(0, FIRST, 0)),
        ((0, 30, 30, 58), Drift(2, FIRST, 58)),
        ((0, 30, 0), Drift(2, FIRST, 0)),
        ((0, -5), Drift(1, FIRST, -5)),
        ((0, None, 10), Drift(1, FIRST, 10)),
        ((0, 10, None), Drift(1, FIRST, None)),
        ((None,), Drift(0, None, None)),
    ],
)
def test_drift_of_an_action(days: tuple[int | None, ...], drift: Drift) -> None:
    moved(0, 7)
    action = moved(*days)
    assert drift_of([action.pk]) == {action.pk: drift}
    assert that_moved(Action.objects.filter(pk=action.pk)).exists() == bool(drift.moves)


@pytest.mark.parametrize(
    ("drift", "words"),
    [
        (Drift(0, FIRST, 0), ""),
        (Drift(1, FIRST, 1), "Moved once, 1 day"),
        (Drift(2, FIRST, 58), "Moved twice, 58 days"),
        (Drift(3, FIRST, -12), "Moved 3 times, 12 days earlier"),
        (Drift(1, FIRST, None), "Moved once"),
    ],
)
def test_drift_in_words(drift: Drift, words: str) -> None:
    assert drift.words == words


def test_totals_by_agency_begin_with_the_longest_way() -> None:
    health, police = AgencyFactory(name="Health"), AgencyFactory(name="Police")
    moved(0, 10, agency=health)
    moved(0, 10, 30, agency=police)
    moved(0, 5, agency=police)
    moved(0, agency=police)
    moved(0, 1)
    rows = with_drift(that_moved(Action.objects.all()))
    with CaptureQueriesContext(connection) as captured:
        found = drift_by_agency(rows)
    assert found == [AgencyDrift("Police", 2, 3, 35), AgencyDrift("Health", 1, 1, 10), AgencyDrift("", 1, 1, 1)]
    assert (len(captured), days_words(found[0].days)) == (1, "35 days")


# --- Pages -----------------------------------------------------------------------------------------------------


@pytest.fixture
def manager() -> Client:
    return client_of(user_with(Role.BUSINESS_MANAGER))


def test_the_log_says_how_far_a_date_moved(manager: Client) -> None:
    moved(0, 30, 58)
    assert "Moved twice, 58 days" in page_of(manager, "/actions/")


def test_the_list_of_moved_dates_holds_only_those_that_moved(manager: Client) -> None:
    still, far = moved(0), moved(0, 94, agency=AgencyFactory(name="Health"))
    page = page_of(manager, "/moved-dates/")
    assert (f"/actions/{far.pk}/" in page, f"/actions/{still.pk}/" in page) == (True, False)
    assert '94 days<span class="portal-second">once</span>' in page
    assert '<th scope="row">Health</th>' in page
    assert f"/actions/{far.pk}/" not in page_of(manager, "/moved-dates/?words=zebra")


def test_moved_dates_of_a_restricted_record_name_nothing_of_it(manager: Client) -> None:
    record = GroupFactory(title="CANARY", visibility=Visibility.RESTRICTED)
    moved(0, 5, plan=ActionPlanFactory(record=record))
    assert "CANARY" not in page_of(manager, "/moved-dates/")


def test_another_agency_sees_none_of_it() -> None:
    moved(0, 5, agency=AgencyFactory(name="Health"))
    stranger = client_of(user_with(Role.AGENCY_REPRESENTATIVE, agency=AgencyFactory()))
    page = page_of(stranger, "/moved-dates/?whose=")
    assert ("Health" in page, "No actions with moved dates" in page) == (False, True)


def test_the_list_costs_the_same_at_one_three_and_thirty_rows(manager: Client) -> None:
    counts = []
    for more in (1, 2, 27):
        for _ in range(more):
            moved(0, 3, agency=AgencyFactory())
        with CaptureQueriesContext(connection) as captured:
            assert manager.get("/moved-dates/").status_code == 200
        counts.append(len(captured))
    assert counts == [counts[0]] * 3
    assert counts[0] <= 12


def test_sorting_by_days_puts_the_longest_way_first(manager: Client) -> None:
    near, far = moved(0, 5), moved(0, 50)
    page = page_of(manager, "/moved-dates/")
    assert page.index(f"/actions/{far.pk}/") < page.index(f"/actions/{near.pk}/")
    page = page_of(manager, "/moved-dates/?sort=moved_by")
    assert page.index(f"/actions/{near.pk}/") < page.index(f"/actions/{far.pk}/")
