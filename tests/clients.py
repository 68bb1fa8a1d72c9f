"""Browsers of people with a role."""

import time
from typing import Any

from allauth.account.internal.flows.login import (
    _AUTHENTICATION_METHODS_USER_SESSION_KEY,
    AUTHENTICATION_METHODS_SESSION_KEY,
)
from django.test import Client

from partnership.models import User
from tests.factories.partnership import RoleGrantFactory


def user_with(role: str, **grant: Any) -> User:
    """Somebody who holds one role."""
    return RoleGrantFactory(role=role, **grant).user


def client_of(user: User, *, minutes_ago: int = 0) -> Client:
    """A browser in which this person has signed in, just now or some minutes ago."""
    client = Client()
    client.force_login(user)
    at = time.time() - 60 * minutes_ago
    session = client.session
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": one, "at": at} for one in ("password", "mfa")]
    session[_AUTHENTICATION_METHODS_USER_SESSION_KEY] = str(user.pk)
    session.save()
    return client


def page_of(client: Client, address: str) -> str:
    """What a page says, its white space made single."""
    return " ".join(client.get(address).content.decode().split())
