"""Browsers of people with a role."""

from typing import Any

from django.test import Client

from partnership.models import User
from tests.factories.partnership import RoleGrantFactory


def user_with(role: str, **grant: Any) -> User:
    """Somebody who holds one role."""
    return RoleGrantFactory(role=role, **grant).user


def client_of(user: User) -> Client:
    """A browser in which this person has signed in."""
    client = Client()
    client.force_login(user)
    return client


def page_of(client: Client, address: str) -> str:
    """What a page says, its white space made single."""
    return " ".join(client.get(address).content.decode().split())
