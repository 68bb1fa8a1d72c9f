"""Accounts: invited, corrected, closed in one go, opened again. Nobody does any of it to themselves."""

from datetime import timedelta
from typing import Any

from allauth.account.forms import default_token_generator
from allauth.account.models import EmailAddress
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from partnership.enums import MessageKind
from partnership.exceptions import DomainError
from partnership.formats import date_words
from partnership.links import link_to
from partnership.models import CalendarLink, KeptText, Person, RoleGrant, SavedView, Tenure, User
from partnership.services.grants import end_grant, give_role, refuse_oneself
from partnership.services.messages import write_message
from partnership.services.reasons import note_reason
from partnership.services.rows import change_row, create_row
from partnership.services.seats import end_tenure

LEFT = "Left the partnership"


@transaction.atomic
def invite_user(*, name: str, email: str, person: Person | None, grant: dict[str, Any], by: User) -> User:
    """Make an account with its first role (`grant`: what `give_role` takes) and write to its owner how to sign in."""
    _check_address(email, None)
    user: User = create_row(row=User(), values={"name": name, "email": email, "password": _no_password()}, by=by)
    _link(user, person, by)
    give_role(user=user, by=by, **grant)
    send_invitation(user=user, by=by)
    return user


def send_invitation(*, user: User, by: User) -> None:
    """Send the one-time link with which somebody chooses their first password.

    DomainError where they have one: whoever forgot it asks for a link on the page of sign-in.
    """
    refuse_oneself(user=user, by=by)
    if not user.is_active:
        raise DomainError(f"The account of {user.name} is closed. Open it again first.")
    if user.has_usable_password():
        raise DomainError(f"{user.name} has chosen a password. Who forgets it asks for a link where one signs in.")
    link = link_to(
        "account_reset_password_from_key", user_pk_to_url_str(user), default_token_generator.make_token(user)
    )
    until = timezone.localdate() + timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT)
    write_message(
        to=user,
        kind=MessageKind.INVITATION,
        subject=f"Your account for {settings.PARTNERSHIP_NAME}",
        body=(
            f"{by.name} has made an account for you in the partnership portal of {settings.PARTNERSHIP_NAME}.\n\n"
            f"Choose a password here:\n{link}\n\n"
            f"The link works once, until {date_words(until)}. If it is too old, ask {by.name} for a new one."
        ),
    )


@transaction.atomic
def change_user(*, user: User, name: str, email: str, person: Person | None, version: int, by: User) -> User:
    """Correct somebody's name, address, or who they are in the directory."""
    refuse_oneself(user=user, by=by)
    _check_address(email, user)
    if email.casefold() != user.email:
        # The library keeps addresses of its own, and would go on sending links to the old one.
        EmailAddress.objects.filter(user=user).delete()
    changed: User = change_row(row=user, values={"name": name, "email": email}, version=version, by=by)
    _link(changed, person, by)
    return changed


@transaction.atomic
def close_account(*, user: User, by: User) -> None:
    """Somebody has left: from the next request on they are nobody. Their roles and seats end today.

    The password goes too, so that no session and no link outlives the account even if it is opened again.
    """
    refuse_oneself(user=user, by=by)
    today = timezone.localdate()
    if not user.is_active:
        raise DomainError(f"The account of {user.name} is closed already.")
    lasting = RoleGrant.objects.select_related("user").filter(user=user).exclude(ends_on__lte=today)
    while grant := lasting.first():  # ending one may end others with it
        end_grant(grant=grant, last_day=today, reason=LEFT, by=by)
    for tenure in Tenure.objects.filter(person__user=user).exclude(ends_on__lte=today):
        end_tenure(tenure=tenure, last_day=today, by=by)
    for own in (SavedView, KeptText, CalendarLink):
        own.objects.filter(user=user).delete()
    values = {"is_active": False, "password": _no_password()}
    change_row(row=user, values=values, version=user.version, by=by)


@transaction.atomic
def open_account(*, user: User, by: User) -> None:
    """Somebody comes back: the account is open again, without any role, and its owner chooses a new password."""
    refuse_oneself(user=user, by=by)
    if user.is_active:
        raise DomainError(f"The account of {user.name} is open.")
    opened = change_row(row=user, values={"is_active": True}, version=user.version, by=by)
    send_invitation(user=opened, by=by)


@transaction.atomic
def start_sign_in_anew(*, user: User, by: User) -> None:
    """For somebody who has lost their phone or key: the second factor and the password go, and a new link comes.

    Whoever asks for it must be known by voice or face: this is the way round every lock of the account.
    """
    refuse_oneself(user=user, by=by)
    if not user.is_active:
        raise DomainError(f"The account of {user.name} is closed. Open it again first.")
    Authenticator.objects.filter(user=user).delete()
    locked = change_row(row=user, values={"password": _no_password()}, version=user.version, by=by)
    note_reason(row=locked, reason="Sign-in started anew")
    send_invitation(user=locked, by=by)


def _check_address(email: str, user: User | None) -> None:
    taken = User.objects.filter(email=email.casefold()).first()
    if taken and taken != user:
        raise DomainError(f"{taken.name} has an account with this address already.")


def _link(user: User, person: Person | None, by: User) -> None:
    """Say who somebody is in the directory, so that their seats end with their account."""
    before = Person.objects.filter(user=user).first()
    if before == person:
        return
    if before:
        change_row(row=before, values={"user": None}, version=before.version, by=by)
    if person:
        if person.user_id:
            raise DomainError(f"{person.name} has an account already.")
        change_row(row=person, values={"user": user}, version=person.version, by=by)


def _no_password() -> str:
    nobody = User()
    nobody.set_unusable_password()
    return nobody.password
