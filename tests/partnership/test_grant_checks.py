"""The quarterly check of who has access: what it lists, who may confirm what, when home asks for it."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from partnership.exceptions import DomainError
from partnership.models import RoleGrant, User
from partnership.principals import principal_of
from partnership.selectors.grant_checks import confirmable, to_confirm
from partnership.selectors.record_access_history import access_history
from partnership.services import grant_checks
from partnership.services.grant_checks import NOT_YOURS, confirm_grant
from partnership.services.versions import Conflict
from partnership.views.users.history import account_history
from partnership.work_items.grant_checks import grants_to_confirm
from tests.clients import client_of, page_of, user_with
from tests.factories.partnership import (
    AgencyFactory,
    BoardFactory,
    RiskFactory,
    RoleGrantFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
OLD = date(2020, 1, 1)
LIST = "/users/roles/check/"


@pytest.fixture
def manager() -> User:
    return user_with("BM", user=UserFactory(name="Ruth Adeyemi"))


@pytest.fixture
def browser(manager: User) -> Client:
    return client_of(manager)


def grant_of(role: str = "TC", **fields: Any) -> RoleGrant:
    grant: RoleGrant = RoleGrantFactory(role=role, **{"starts_on": OLD, **fields})
    return grant


def naming(visibility: str, reference: str = "R-77", **fields: Any) -> RoleGrant:
    """An officer who is named on a record, whose role itself is young."""
    user = user_with("BSO", starts_on=TODAY)
    record = RiskFactory(visibility=visibility, reference=reference, title="Canarytitle")
    return grant_of("BSO", user=user, record=record, **fields)


def listed(browser: Client, show: str = "all") -> list[Any]:
    return [line.grant for line in browser.get(LIST, {"show": show}).context["lines"]]


def confirm(browser: Client, grant: RoleGrant, **more: Any) -> Any:
    url = reverse("partnership:grant-confirm", args=[grant.pk])
    return browser.post(url, {"version": grant.version, **more}, follow=True)


def asked_of(user: User, today: date = TODAY) -> list[Any]:
    return list(grants_to_confirm(principal_of(user), today))


# --- What is listed ----------------------------------------------------------------------------------------------


def test_the_list_holds_what_counts_today_by_person(manager: User, browser: Client) -> None:
    zoe, adam = UserFactory(name="Zoe Hall"), UserFactory(name="Adam Lee")
    first, second = grant_of(user=zoe), grant_of("TR", user=zoe)
    other = grant_of(user=adam)
    grant_of(ends_on=date(2021, 1, 1))
    grant_of(starts_on=TODAY + timedelta(days=1))
    grant_of(user=UserFactory(is_active=False))
    assert listed(browser) == [other, manager.grants.get(), first, second]


def test_each_row_says_what_it_gives_and_who_confirmed_it(manager: User, browser: Client) -> None:
    agency = AgencyFactory(name="Northvale Police")
    user = UserFactory(name="Priya Nair")
    grant_of("REP", user=user, agency=agency, confirmed_on=date(2026, 6, 1), confirmed_by=manager)
    page = page_of(browser, f"{LIST}?show=all")
    words = ("Priya Nair", "Agency representative", "Northvale Police", "1 January 2020", "No end", "1 June 2026")
    assert [one for one in words if one not in page] == []
    assert '1 June 2026<span class="portal-second">Ruth Adeyemi</span>' in page


def test_due_is_what_nobody_looked_at_for_three_months() -> None:
    today = date(2026, 5, 31)
    days = {date(2026, 2, 28): True, date(2026, 3, 1): False}
    for day, due in days.items():
        fresh, seen = grant_of(starts_on=day), grant_of(confirmed_on=day, confirmed_by=UserFactory())
        found = RoleGrant.objects.filter(to_confirm(today), pk__in=[fresh.pk, seen.pk])
        assert found.count() == (2 if due else 0)


def test_what_is_open_in_an_emergency_is_listed_and_never_due(browser: Client) -> None:
    grant = naming("restricted", expires_at=timezone.now() + timedelta(hours=4), starts_on=TODAY, ends_on=TODAY)
    assert (grant in listed(browser), grant in listed(browser, "due")) == (True, False)
    assert not RoleGrant.objects.filter(to_confirm(TODAY + timedelta(days=365)), pk=grant.pk).exists()


@pytest.mark.parametrize(
    ("visibility", "named", "is_known"),
    [("restricted", False, True), ("sealed", False, False), ("sealed", True, True)],
)
def test_of_a_record_that_one_may_not_know_of_nothing_is_shown(
    manager: User, browser: Client, visibility: str, named: bool, is_known: bool
) -> None:
    grant = naming(visibility)
    if named:
        RoleGrantFactory(user=manager, role="BM", record=grant.record)
    (line,) = [one for one in browser.get(LIST, {"show": "all"}).context["lines"] if one.grant == grant]
    page = page_of(browser, f"{LIST}?show=all")
    assert (line.record, line.may_confirm) == (("R-77", True) if is_known else ("", False))
    assert ("R-77" in page, f"/records/{grant.record_id}/" in page) == (is_known, is_known)
    assert ("a record that you may not see" in page, "sealed" in page.lower()) == (not is_known, False)
    assert "Canary" not in page


def test_the_governance_lead_reads_and_changes_nothing(manager: User) -> None:
    grant = naming("sealed")
    lead = client_of(user_with("IG"))
    page = page_of(lead, f"{LIST}?show=all")
    assert ("R-77" in page, "Canary" in page, "Still right" in page, "/end/" in page) == (True, False, False, False)
    assert confirm(lead, grant).status_code == 403


@pytest.mark.parametrize("role", ["BSO", "SCR", "TC"])
def test_nobody_else_finds_the_list(role: str) -> None:
    grant, browser = grant_of(), client_of(user_with(role))
    assert (browser.get(LIST).status_code, confirm(browser, grant).status_code) == (404, 404)


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_asks_as_often_for_three_as_for_one(
    browser: Client, django_assert_num_queries: Any, number: int
) -> None:
    for one in range(number):
        naming("restricted", f"R-{one}")
    browser.get(LIST)
    with django_assert_num_queries(11):
        browser.get(LIST, {"show": "all"})


# --- Confirming --------------------------------------------------------------------------------------------------


def test_a_grant_is_confirmed_with_who_and_when(manager: User, browser: Client) -> None:
    grant = grant_of(user=UserFactory(name="Priya Nair"))
    response = confirm(browser, grant, show="due", page=1)
    stored = RoleGrant.objects.get(pk=grant.pk)
    newest = stored.history.first()
    assert "Confirmed: Priya Nair, training coordinator." in response.content.decode()
    assert response.redirect_chain == [(f"{LIST}?show=due&page=1", 302)]
    assert (stored.confirmed_on, stored.confirmed_by) == (TODAY, manager)
    assert (newest.history_user, newest.history_change_reason) == (manager, "Still right")
    assert (grant in listed(browser), grant in listed(browser, "due")) == (True, False)


def test_the_account_and_the_record_tell_of_it(manager: User) -> None:
    grant = naming("restricted")
    confirm_grant(grant=grant, version=grant.version, by=manager)
    of_account = account_history(grant.user, principal_of(manager))[0]
    of_record = access_history(grant.record)[0]
    assert of_account["verb"].startswith("Role confirmed: Business support officer (R-77)")
    assert (of_record["verb"], of_record["reason"]) == (
        f"Confirmed: {grant.user.name}, business support officer",
        "Still right",
    )


def test_nobody_confirms_their_own(manager: User, browser: Client) -> None:
    own = manager.grants.get()
    with pytest.raises(DomainError, match="Nobody changes their own"):
        confirm_grant(grant=own, version=own.version, by=manager)
    page = page_of(browser, LIST)
    told = ("Somebody else confirms it" in page, reverse("partnership:grant-confirm", args=[own.pk]) in page)
    assert told == (True, False)


def test_what_one_may_not_know_of_is_not_confirmed(manager: User, browser: Client) -> None:
    grant = naming("sealed")
    response = confirm(browser, grant)
    assert NOT_YOURS in response.content.decode()
    assert RoleGrant.objects.get(pk=grant.pk).confirmed_on is None


def test_who_runs_one_partnership_confirms_its_grants_alone() -> None:
    mine, other = BoardFactory(), BoardFactory()
    by = user_with("BM", board=mine)
    ours, theirs = grant_of(board=mine), grant_of(board=other)
    assert list(confirmable(principal_of(by), TODAY)) == [ours]
    with pytest.raises(DomainError):
        confirm_grant(grant=theirs, version=theirs.version, by=by)


def test_what_was_changed_meanwhile_is_not_confirmed(manager: User) -> None:
    grant = grant_of()
    confirm_grant(grant=grant, version=grant.version, by=manager)
    with pytest.raises(Conflict):
        confirm_grant(grant=grant, version=grant.version, by=manager)


def test_a_post_without_its_version_changes_nothing(browser: Client) -> None:
    grant = grant_of()
    response = browser.post(reverse("partnership:grant-confirm", args=[grant.pk]), {}, follow=True)
    assert "That could not be read." in response.content.decode()
    assert RoleGrant.objects.get(pk=grant.pk).confirmed_on is None


def test_a_grant_that_is_ended_leaves_the_list(browser: Client) -> None:
    grant = grant_of()
    assert reverse("partnership:grant-end", args=[grant.pk]) in page_of(browser, LIST)
    yesterday = TODAY - timedelta(days=1)
    posted = {"last_day": f"{yesterday:%d/%m/%Y}", "reason": "Moved on", "version": grant.version}
    browser.post(reverse("partnership:grant-end", args=[grant.pk]), posted)
    assert grant not in listed(browser)


def test_the_mutant_that_knows_every_record_is_seen(manager: User, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the look at who may know of a record off, somebody would confirm what they cannot judge."""
    grant = naming("sealed")
    monkeypatch.setattr(grant_checks, "confirmable", lambda principal, today: RoleGrant.objects.all())
    assert confirm_grant(grant=grant, version=grant.version, by=manager).confirmed_by == manager


# --- Home --------------------------------------------------------------------------------------------------------


def test_home_asks_until_everything_is_confirmed(manager: User) -> None:
    first, second = grant_of(), grant_of()
    titles = [str(item.title.title) for item in asked_of(manager)]
    for grant in (first, second):
        confirm_grant(grant=grant, version=grant.version, by=manager)
    assert (titles, asked_of(manager)) == (["Confirm who has access: 2 grants"], [])
    in_a_quarter = TODAY + timedelta(days=93)
    assert len(asked_of(manager, in_a_quarter)) == 1


@pytest.mark.parametrize(
    ("today", "due_on"),
    [
        (date(2026, 1, 1), date(2026, 3, 31)),
        (date(2026, 6, 30), date(2026, 6, 30)),
        (date(2026, 11, 20), date(2026, 12, 31)),
    ],
)
def test_it_is_due_by_the_end_of_the_quarter(manager: User, today: date, due_on: date) -> None:
    grant_of()
    (item,) = asked_of(manager, today)
    assert (item.due_on, item.title.url) == (due_on, LIST)


def test_home_does_not_ask_for_what_somebody_else_confirms(manager: User) -> None:
    naming("sealed")
    assert asked_of(manager) == []


@pytest.mark.parametrize("role", ["IG", "ADM", "SCR", "BSO"])
def test_home_asks_nobody_else(role: str) -> None:
    grant_of()
    assert asked_of(user_with(role)) == []


def test_home_shows_it(browser: Client) -> None:
    grant_of()
    assert f'href="{LIST}"' in page_of(browser, "/")
