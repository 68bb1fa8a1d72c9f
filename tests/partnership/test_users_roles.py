"""What the page of an account says of its roles: their history, and chairs whose seat is another's."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from partnership.enums import Role
from partnership.models import Group, Risk, User
from partnership.principals import principal_of
from partnership.selectors.agencies import NewName, merger_of
from partnership.services.agencies import Moving, merge_agencies
from partnership.services.grants import change_grant_end, end_grant
from partnership.views.users.history import account_history
from tests.clients import client_of, user_with
from tests.factories.partnership import (
    AgencyFactory,
    GroupFactory,
    PersonFactory,
    RiskFactory,
    RoleGrantFactory,
    SeatFactory,
    TenureFactory,
)

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture
def manager() -> User:
    return user_with("BM")


@pytest.fixture
def browser(manager: User) -> Client:
    return client_of(manager)


@pytest.fixture
def group() -> Group:
    return GroupFactory(title="Learning")


def said_on(browser: Client, user: User) -> list[str]:
    return [f"{sentence}: {link.title} {link.url}" for sentence, link in page_of(browser, user)]


def page_of(browser: Client, user: User) -> list[tuple[str, object]]:
    return browser.get(f"/users/{user.pk}/").context["chairs"]


def test_a_role_that_a_merger_moved_stands_in_the_history_of_its_holder(manager: User, browser: Client) -> None:
    old, new = AgencyFactory(name="Northvale CCG"), AgencyFactory(name="Northvale ICB")
    user = user_with("REP", agency=old)
    grant = user.grants.get()
    plan = merger_of(old=[old], new=NewName(new.name, new.code, new.pk), on=TODAY, principal=principal_of(manager))
    merge_agencies(old=[old], new=new, on=TODAY, moving=Moving(), confirmed=plan.fingerprint, by=manager)
    entry = account_history(user, principal_of(manager))[0]
    (change,) = entry["changes"]
    assert (entry["verb"], entry["by"]) == ("Role changed", manager)
    assert [words.split(",")[0] for words in (change["old"], change["new"])] == [
        "Agency representative (Northvale CCG)",
        "Agency representative (Northvale ICB)",
    ]
    assert f"{change['new']}</strong>" in browser.get(f"/users/{user.pk}/").content.decode()
    assert grant.pk == user.grants.get().pk


def test_a_role_that_was_given_ended_or_taken_back_stands_there_too(manager: User) -> None:
    user = user_with("SCR")
    coming = RoleGrantFactory(user=user, role="TC", starts_on=TODAY + timedelta(days=9), reason="Cover")
    end_grant(grant=coming, last_day=TODAY, reason="Not needed", by=manager)
    entries = account_history(user, principal_of(manager))
    assert [(entry["verb"].split(",")[0], entry["reason"]) for entry in entries[:2]] == [
        ("Role taken back: Training coordinator", "Not needed"),
        ("Role given: Training coordinator", "Cover"),
    ]


def test_history_names_no_record_that_the_reader_may_not_open() -> None:
    risk = RiskFactory(reference="R-SECRET", visibility="sealed")
    user = user_with("SCR")
    RoleGrantFactory(user=user, role="SCR", record=risk)
    reader = user_with("ADM")
    words = [entry["verb"] for entry in account_history(user, principal_of(reader))]
    assert (any("R-SECRET" in one for one in words), any("a sealed record" in one for one in words)) == (False, True)


def test_a_chair_hears_who_holds_the_chairs_seat(group: Group, browser: Client) -> None:
    seat = SeatFactory(group=group, role="chair")
    TenureFactory(seat=seat, person=PersonFactory(name="Ash Malik"), starts_on=date(2020, 1, 1))
    user = user_with(Role.GROUP_CHAIR, group=group)
    assert said_on(browser, user) == [
        f"The chair’s seat of Learning is held by Ash Malik: choose who holds it /seats/{seat.pk}/"
    ]
    assert (
        f'<a class="govuk-link" href="/seats/{seat.pk}/">choose who holds it</a>'
        in browser.get(f"/users/{user.pk}/").content.decode()
    )


def test_an_invited_chair_without_any_seat_hears_it_at_once(group: Group, browser: Client) -> None:
    typed = {"name": "Kemi", "email": "kemi@example.org", "group": group.pk, "starts_on": TODAY.isoformat(),
             "ends_on": (TODAY + timedelta(days=30)).isoformat(), "reason": "New chair"}  # fmt: skip
    shown = browser.post("/users/new/?role=SGC", typed, follow=True).content.decode()
    assert "Learning has no chair’s seat, and Kemi holds no seat there" in shown
    seat = SeatFactory(group=group, role="chair")
    user = User.objects.get(email="kemi@example.org")
    assert said_on(browser, user) == [
        f"The chair’s seat of Learning is held by nobody: choose who holds it /seats/{seat.pk}/"
    ]


def test_a_chair_in_the_chairs_seat_hears_nothing(group: Group, browser: Client) -> None:
    user = user_with(Role.GROUP_CHAIR, group=group)
    seat = SeatFactory(group=group, role="chair")
    TenureFactory(seat=seat, person=PersonFactory(user=user), starts_on=date(2020, 1, 1))
    assert said_on(browser, user) == []
    other = user_with(Role.GROUP_CHAIR, group=GroupFactory())
    TenureFactory(seat=SeatFactory(group=other.grants.get().group, role="member"), person=PersonFactory(user=other))
    assert said_on(browser, other) == []


def test_a_reader_who_sees_no_seats_hears_nothing_of_them(group: Group) -> None:
    TenureFactory(seat=SeatFactory(group=group, role="chair"), starts_on=date(2020, 1, 1))
    user = user_with(Role.GROUP_CHAIR, group=group)
    assert said_on(client_of(user_with("ADM")), user) == []


@pytest.mark.parametrize("visibility", ["restricted", "sealed"])
@pytest.mark.parametrize("role", ["ADM", "BM", "IG"])
def test_why_somebody_is_named_on_a_guarded_record_stands_on_no_page_of_accounts(role: str, visibility: str) -> None:
    user, told = user_with("SCR"), "Knows the mother of the baby"
    grant = RoleGrantFactory(user=user, role="SCR", record=RiskFactory(), reason=told)
    change_grant_end(grant=grant, ends_on=TODAY + timedelta(days=9), reason="The baby died", by=user_with("BM"))
    Risk.objects.update(visibility=visibility)
    reader = client_of(user_with(role))
    for address in (f"/users/{user.pk}/", "/users/roles/", "/users/roles/check/"):
        page = reader.get(address).content.decode()
        assert (told in page, "The baby died" in page) == (False, False), address


def test_why_somebody_is_named_on_an_open_record_stands_there(browser: Client) -> None:
    user = user_with("SCR")
    RoleGrantFactory(user=user, role="SCR", record=RiskFactory(), reason="Looks after it")
    assert "Looks after it" in browser.get(f"/users/{user.pk}/").content.decode()
    assert "Looks after it" in browser.get("/users/roles/").content.decode()
