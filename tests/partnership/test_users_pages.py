"""The pages of accounts and roles: who comes in, what they offer, what they say."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from partnership.models import Message, RoleGrant, User
from partnership.principals import principal_of
from tests.clients import client_of, user_with
from tests.factories.partnership import (
    AgencyFactory,
    BoardFactory,
    GroupFactory,
    PersonFactory,
    RiskFactory,
    RoleGrantFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
YEAR = {"starts_on": TODAY.isoformat(), "ends_on": (TODAY + timedelta(days=364)).isoformat(), "reason": "New in post"}


@pytest.fixture
def manager() -> User:
    return user_with("BM")


@pytest.fixture
def browser(manager: User) -> Client:
    return client_of(manager)


def addresses(user: User) -> list[str]:
    grant = user.grants.get()
    return [
        "/users/new/", "/users/new/?role=TC", f"/users/{user.pk}/change/", f"/users/{user.pk}/roles/new/?role=TC",
        f"/users/{user.pk}/records/new/", f"/users/{user.pk}/leave/", f"/users/{user.pk}/sign-in-anew/",
        f"/users/roles/{grant.pk}/end/",
        f"/users/roles/{grant.pk}/change/",
    ]  # fmt: skip


def test_the_governance_lead_reads_and_changes_nothing() -> None:
    user, lead = user_with("BSO"), client_of(user_with("IG"))
    assert {lead.get(address).status_code for address in addresses(user)} == {403}
    posts = ["leave", "return", "invite", "sign-in-anew"]
    assert {lead.post(f"/users/{user.pk}/{what}/").status_code for what in posts} == {403}
    page = lead.get(f"/users/{user.pk}/").content.decode()
    assert ("Give a role" in page, "End it" in page) == (False, False)


def test_others_find_nothing() -> None:
    user, chair = user_with("BSO"), client_of(user_with("SCR"))
    assert {chair.get(address).status_code for address in addresses(user)} == {404}
    assert {
        chair.post(f"/users/{user.pk}/{what}/").status_code for what in ("leave", "return", "invite", "sign-in-anew")
    } == {404}


def test_everything_opens_to_who_looks_after_accounts() -> None:
    user = user_with("BSO")
    for role in ("BM", "ADM"):
        assert {client_of(user_with(role)).get(address).status_code for address in addresses(user)} == {200}


def test_nobody_is_offered_or_gets_anything_for_themselves(manager: User, browser: Client) -> None:
    page = browser.get(f"/users/{manager.pk}/").content.decode()
    assert ("Give a role" in page, "has left" in page, "End it" in page) == (False, False, False)
    response = browser.post(f"/users/{manager.pk}/roles/new/?role=IG", YEAR)
    assert "Nobody changes their own account or roles" in response.content.decode()
    browser.post(f"/users/{manager.pk}/leave/")
    manager.refresh_from_db()
    assert (manager.is_active, manager.grants.count()) == (True, 1)


@pytest.mark.parametrize(
    ("role", "asked"),
    [
        ("REP", ["agency", "board"]), ("SGC", ["group"]), ("REV", ["record"]), ("AUD", ["record"]), ("BM", ["board"]),
        ("IG", []), ("ADM", []),
    ],
)  # fmt: skip
def test_a_role_asks_for_what_it_needs_and_nothing_else(role: str, asked: list[str], browser: Client) -> None:
    form = browser.get(f"/users/new/?role={role}").context["form"]
    account, span = ["name", "email", "person"], ["starts_on", "ends_on", "reason"]
    assert list(form.fields) == [*account, *asked, *span]
    assert form.initial["ends_on"] == TODAY.replace(year=TODAY.year + 1) - timedelta(days=1)


def test_somebody_is_invited(browser: Client) -> None:
    agency, person = AgencyFactory(), PersonFactory()
    typed = {"name": "Priya Nair", "email": "priya@example.org", "person": person.pk, "agency": agency.pk, **YEAR}
    response = browser.post("/users/new/?role=REP", typed)
    user = User.objects.get(email="priya@example.org")
    assert (response.status_code, response["Location"]) == (302, f"/users/{user.pk}/")
    assert (user.grants.get().agency, user.person) == (agency, person)
    assert Message.objects.filter(to=user).count() == 1
    assert browser.post(f"/users/{user.pk}/invite/").status_code == 302
    assert Message.objects.filter(to=user).count() == 2


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({}, "name", "Type their name"),
        ({"email": "nonsense"}, "email", "An e-mail address looks like name@example.org"),
        ({"email": "TAKEN@example.org"}, "email", "Ruth has an account with this address. Look under Users and roles"),
        ({}, "agency", "Choose the agency"),
        ({"agency": "999999"}, "agency", "Choose an agency from the list"),
        ({}, "reason", "Say why, in one sentence"),
        ({"starts_on": "2/1/2026", "ends_on": "1/1/2026"}, "ends_on",
         "The last day comes before the first. Change one of them"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_an_invitation_is_said(
    typed: dict[str, str], field: str, words: str, browser: Client
) -> None:
    UserFactory(email="taken@example.org", name="Ruth")
    before = User.objects.count()
    response = browser.post("/users/new/?role=REP", typed)
    assert response.context["form"].errors[field] == [words]
    assert User.objects.count() == before


def test_a_role_that_was_not_chosen_or_is_none_is_asked_for(browser: Client) -> None:
    assert "Choose a role" in browser.get("/users/new/?role=").content.decode()
    assert "Choose a role from the list" in browser.get("/users/new/?role=PUB").content.decode()
    assert browser.post("/users/new/?role=PUB", YEAR)["Location"] == "/users/new/"


def test_a_sealed_record_cannot_be_guessed(browser: Client) -> None:
    RiskFactory(reference="R-SECRET", visibility="sealed")
    typed = {"name": "A", "email": "a@example.org", **YEAR}
    for reference in ("R-SECRET", "R-NOWHERE"):
        response = browser.post("/users/new/?role=REV", {**typed, "record": reference})
        assert response.context["form"].errors["record"] == [
            "There is no record of this reference that you may see. Look at its page and copy the reference"
        ]


def test_somebody_is_named_on_a_record_in_addition_to_a_role(browser: Client) -> None:
    user, risk = user_with("BSO"), RiskFactory(reference="R-01", visibility="restricted")
    held = user.grants.get()
    browser.post(f"/users/{user.pk}/records/new/", {"held": held.pk, "record": "r-01", **YEAR})
    assert list(RoleGrant.objects.filter(user=user).exclude(pk=held.pk).values_list("role", "record")) == [
        ("BSO", risk.pk)
    ]


def test_a_role_is_ended_and_lengthened(browser: Client) -> None:
    user = user_with("SCR")
    grant = user.grants.get()
    later = TODAY + timedelta(days=99)
    typed = {"last_day": later.isoformat(), "reason": "Second term", "version": 1}
    browser.post(f"/users/roles/{grant.pk}/change/", typed)
    grant.refresh_from_db()
    assert grant.ends_on == later
    typed = {"last_day": (TODAY - timedelta(days=1)).isoformat(), "reason": "Left early", "version": 2}
    browser.post(f"/users/roles/{grant.pk}/end/", typed)
    assert principal_of(user).roles == {"PUB"}
    assert "Left early" in browser.get(f"/users/{user.pk}/").content.decode()


def test_the_administrator_is_offered_bodies_and_no_restricted_group() -> None:
    agency, group, panel = AgencyFactory(), GroupFactory(), GroupFactory(visibility="restricted")
    BoardFactory()
    browser = client_of(user_with("ADM"))
    offered: Any = browser.get("/users/new/?role=SGC").context["form"].fields["group"].queryset
    assert (list(offered), panel in offered) == ([group], False)
    assert list(browser.get("/users/new/?role=REP").context["form"].fields["agency"].queryset) == [agency]


def test_the_quarters_check_lists_what_ends_soon_or_never(browser: Client, manager: User) -> None:
    soon = RoleGrantFactory(role="TC", ends_on=TODAY + timedelta(days=30))
    never = RoleGrantFactory(role="SCR")
    RoleGrantFactory(role="SCR", ends_on=TODAY + timedelta(days=31))
    RoleGrantFactory(role="SCR", ends_on=TODAY - timedelta(days=1))
    RoleGrantFactory(role="SCR", user__is_active=False)
    table = browser.get("/users/roles/?standing=confirm").context["table"]
    assert {row.record for row in table.rows} == {soon, never, manager.grants.get()}


@pytest.mark.parametrize("address", ["/users/?account=", "/users/roles/?standing=", "/users/{}/"])
def test_each_list_costs_the_same_whatever_is_in_it(address: str, browser: Client) -> None:
    user = user_with("BSO")

    def fill() -> None:
        RoleGrantFactory(role="REP", agency=AgencyFactory())
        RoleGrantFactory(user=user, role="SGC", group=GroupFactory())
        RoleGrantFactory(user=user, role="REV", record=RiskFactory())

    def cost() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert browser.get(address.format(user.pk)).status_code == 200
        return len(captured)

    fill()
    first = cost()
    fill(), fill()
    assert cost() == first <= 12


def test_the_list_says_how_an_account_stands(browser: Client) -> None:
    UserFactory(name="Closed One", is_active=False)
    invited = UserFactory(name="Invited One")
    invited.set_unusable_password()
    invited.save()
    page = browser.get("/users/").content.decode()
    assert ("Closed One" in page, "Invited One" in page, "Invited</strong>" in page) == (False, True, True)
    assert "Closed One" in browser.get("/users/?account=closed").content.decode()


def test_a_list_without_a_match_says_what_was_asked(browser: Client) -> None:
    assert "You asked for: Name or e-mail address: zebra." in browser.get("/users/?words=zebra").content.decode()
