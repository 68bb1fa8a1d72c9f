"""Accounts: invited, corrected, closed in one go, opened again."""

from datetime import timedelta
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.test import Client
from django.utils import timezone

from partnership.exceptions import DomainError
from partnership.models import CalendarLink, KeptText, Message, RoleGrant, SavedView, Tenure, User
from partnership.principals import principal_of
from partnership.selectors.users import leaving_of
from partnership.services.users import (
    change_user,
    close_account,
    invite_user,
    open_account,
    send_invitation,
    start_sign_in_anew,
)
from tests.clients import client_of, user_with
from tests.factories.partnership import ActionFactory, PersonFactory, RoleGrantFactory, TenureFactory, UserFactory

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
GRANT = {"role": "TC", "starts_on": TODAY, "ends_on": TODAY + timedelta(days=364), "reason": "New in post"}


@pytest.fixture
def manager() -> User:
    return user_with("BM")


def invite(by: User, **account: Any) -> User:
    usual = {"name": "Nadia Cole", "email": "Nadia.Cole@example.org", "person": None, "grant": GRANT}
    return invite_user(by=by, **{**usual, **account})


def link_in(message: Message) -> str:
    line = next(line for line in message.body.splitlines() if line.startswith("http"))
    return "/" + line.split("/", 3)[3]


def test_an_invited_person_chooses_a_password_by_the_link_and_signs_in(manager: User, client: Client) -> None:
    person = PersonFactory()
    user = invite(manager, person=person)
    person.refresh_from_db()
    assert (user.email, user.has_usable_password(), person.user) == ("nadia.cole@example.org", False, user)
    assert principal_of(user).roles == {"PUB", "TC"}
    message = Message.objects.get(to=user)
    assert message.kind == "invitation"
    page = client.get(link_in(message), follow=True)
    secret = "three words unrelated"
    client.post(page.request["PATH_INFO"], {"password1": secret, "password2": secret})
    user.refresh_from_db()
    assert user.check_password(secret)
    assert client.get(link_in(message), follow=True).context["token_fail"]


def test_an_address_has_one_account(manager: User) -> None:
    UserFactory(email="nadia.cole@example.org", name="Nadia Cole")
    with pytest.raises(DomainError, match="Nadia Cole has an account with this address already"):
        invite(manager)
    assert not RoleGrant.objects.exclude(user=manager).exists()


def test_a_person_with_an_account_gets_no_second_one(manager: User) -> None:
    taken = PersonFactory(user=UserFactory())
    with pytest.raises(DomainError, match="has an account already"):
        invite(manager, person=taken)
    assert not User.objects.filter(email="nadia.cole@example.org").exists()


def test_an_invitation_is_sent_again_only_before_a_password_is_chosen(manager: User) -> None:
    user = invite(manager)
    send_invitation(user=user, by=manager)
    assert Message.objects.filter(to=user).count() == 2
    user.set_password("three words unrelated")
    user.save()
    with pytest.raises(DomainError, match="has chosen a password"):
        send_invitation(user=user, by=manager)


def test_another_address_replaces_the_old_one_everywhere(manager: User) -> None:
    user = UserFactory(email="old@example.org")
    EmailAddress.objects.create(user=user, email="old@example.org", verified=True, primary=True)
    changed = change_user(
        user=user, name="New Name", email="New@example.org", person=None, version=user.version, by=manager
    )
    assert (changed.email, changed.name) == ("new@example.org", "New Name")
    assert not EmailAddress.objects.filter(email="old@example.org").exists()


def test_nobody_changes_or_closes_their_own_account(manager: User) -> None:
    with pytest.raises(DomainError, match="own account"):
        close_account(user=manager, by=manager)
    with pytest.raises(DomainError, match="own account"):
        change_user(user=manager, name="x", email="x@example.org", person=None, version=1, by=manager)
    manager.refresh_from_db()
    assert manager.is_active


def test_a_leaver_is_nobody_from_the_next_request_on(manager: User) -> None:
    user = user_with("SCR")
    browser = client_of(user)
    assert browser.get("/risks/").status_code == 200
    close_account(user=user, by=manager)
    response = browser.get("/risks/")
    assert (response.status_code, response["Location"]) == (302, "/accounts/login/?next=/risks/")
    assert principal_of(User.objects.get(pk=user.pk)).roles == {"PUB"}


def test_what_a_leaver_held_ends_today(manager: User) -> None:
    user = user_with("SCR")
    coming = RoleGrantFactory(user=user, role="TC", starts_on=TODAY + timedelta(days=9))
    person = PersonFactory(user=user)
    held = TenureFactory(person=person)
    over = TenureFactory(person=person, ends_on=TODAY - timedelta(days=9))
    not_begun = TenureFactory(person=person, starts_on=TODAY + timedelta(days=9))
    SavedView.objects.create(user=user, list_name="x", name="x")
    KeptText.objects.create(user=user, address="/", title="x")
    CalendarLink.objects.create(user=user, token_hash="x")
    close_account(user=user, by=manager)
    assert list(user.grants.values_list("role", "ends_on")) == [("SCR", TODAY)]
    assert not RoleGrant.objects.filter(pk=coming.pk).exists()
    assert dict(Tenure.objects.values_list("pk", "ends_on")) == {held.pk: TODAY, over.pk: over.ends_on}
    assert not Tenure.objects.filter(pk=not_begun.pk).exists()
    assert not any(own.objects.filter(user=user).exists() for own in (SavedView, KeptText, CalendarLink))
    assert held.history.first().history_user == manager


def test_what_a_leaver_leaves_is_told_first_as_far_as_the_reader_may_see_it(manager: User) -> None:
    user = user_with("SCR")
    action = ActionFactory(owner=user.name.upper())
    ActionFactory(owner=user.name, status="complete")
    ActionFactory(owner="Somebody else")
    tenure = TenureFactory(person=PersonFactory(user=user))
    seen = leaving_of(user=user, today=TODAY, principal=principal_of(manager))
    assert (seen.actions, seen.tenures, seen.other_seats) == ((action,), (tenure,), 0)
    blind = leaving_of(user=user, today=TODAY, principal=principal_of(user_with("ADM")))
    assert (blind.actions, blind.tenures, blind.other_seats) == ((), (), 1)


def test_who_comes_back_has_an_account_without_roles_and_a_new_link(manager: User) -> None:
    user = user_with("SCR", starts_on=TODAY - timedelta(days=9))
    user.set_password("three words unrelated")
    user.save()
    old = client_of(user)
    close_account(user=user, by=manager)
    closed = User.objects.get(pk=user.pk)
    open_account(user=closed, by=manager)
    assert old.get("/").status_code == 302
    assert Message.objects.filter(to=user, kind="invitation").count() == 1
    assert User.objects.get(pk=user.pk).has_usable_password() is False
    with pytest.raises(DomainError, match="is open"):
        open_account(user=User.objects.get(pk=user.pk), by=manager)


def test_who_has_lost_the_phone_starts_anew(manager: User) -> None:
    user = user_with("SCR")
    user.set_password("three words unrelated")
    user.save()
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={})
    other = Authenticator.objects.create(user=manager, type=Authenticator.Type.TOTP, data={})
    browser = client_of(user)
    start_sign_in_anew(user=user, by=manager)
    assert list(Authenticator.objects.all()) == [other]
    assert (browser.get("/risks/").status_code, User.objects.get(pk=user.pk).has_usable_password()) == (302, False)
    assert Message.objects.filter(to=user, kind="invitation").count() == 1
    with pytest.raises(DomainError, match="own account"):
        start_sign_in_anew(user=manager, by=manager)
