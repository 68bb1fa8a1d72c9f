"""The private address of somebody's calendar: shown once, kept as a hash, replaced and removed at will."""

import hashlib
import secrets

from django.db import transaction

from partnership.models import CalendarLink, User

_BYTES = 32


@transaction.atomic
def make_calendar_link(*, by: User) -> str:
    """Make one's link anew and return its token; an older one stops working. Nobody can read it again later."""
    token = secrets.token_urlsafe(_BYTES)
    CalendarLink.objects.filter(user=by).delete()
    CalendarLink.objects.create(user=by, token_hash=hash_of(token))
    return token


@transaction.atomic
def remove_calendar_link(*, by: User) -> None:
    """Let one's link stop working."""
    CalendarLink.objects.filter(user=by).delete()


def hash_of(token: str) -> str:
    """What is kept of a token. It is random and long, so a plain hash cannot be guessed back."""
    return hashlib.sha256(token.encode()).hexdigest()
