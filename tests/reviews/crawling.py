"""Asking a portal for everything it has: worlds that stand for a whole module, every address, all bytes that leave."""

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.db import transaction
from django.http import HttpResponseBase
from django.test import override_settings
from django.urls import NoReverseMatch, URLPattern, reverse
from django.urls.converters import IntConverter

from partnership.enums import Role
from partnership.models import User
from partnership.policy import allows, subject_of
from partnership.principals import Principal, principal_of
from partnership.views.scoped import ScopedView
from tests.clients import client_of, user_with
from tests.factories.partnership import AgencyFactory, GroupFactory, RoleGrantFactory
from tests.house.test_routes import own_routes
from tests.reviews.leaking import Worlds, unpacked

OTHERS = (Role.GROUP_CHAIR, Role.AGENCY_REPRESENTATIVE, Role.TRAINING_COORDINATOR, Role.SUPPORT_OFFICER)


@contextmanager
def kept_back() -> Iterator[None]:
    """What is written within is gone afterwards; within another one, what was there before stays."""
    within = transaction.atomic()
    within._from_testcase = True  # type: ignore[attr-defined]
    with within:
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def worlds(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Worlds, Path]]:
    """Built once for a module; what one of its tests writes is taken back when that test ends."""
    media = tmp_path_factory.mktemp("leaking")
    with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=media), kept_back():
        yield Worlds(), media


@pytest.fixture
def world(worlds: tuple[Worlds, Path], settings: Any, db: None) -> Iterator[Worlds]:
    built, settings.MEDIA_ROOT = worlds
    logging.disable(logging.ERROR)  # thousands of pages that are not there, each with its traceback
    yield built
    logging.disable(logging.NOTSET)


def somebody_else(*roles: Role) -> User:
    """Of the same partnership, and with as much as these roles can hold there, but named on nothing."""
    scope: dict[Role, dict[str, Any]] = {
        Role.GROUP_CHAIR: {"group": GroupFactory()},
        Role.AGENCY_REPRESENTATIVE: {"agency": AgencyFactory()},
    }
    user = user_with(roles[0], **scope.get(roles[0], {}))
    for role in roles[1:]:
        RoleGrantFactory(user=user, role=role, **scope.get(role, {}))
    return user


def pages(numbered: bool, user: User, world: Worlds, rows: Iterable[Any] = ()) -> Iterator[str]:
    """Every address with a number or a key in it, or every other one.

    Those about a subject of the worlds are filled with the number of each row; one number is enough for the rest, and
    where the page as a whole is refused before any row is looked for.
    """
    rows, principal = list(rows) or world.rows, principal_of(user)
    subjects = {subject_of(row) for row in rows if has_subject(row)}
    numbers = sorted({int(row.pk) for row in rows})
    keys = [row.public_id for row in rows if isinstance(getattr(row, "public_id", None), UUID)]
    for name, pattern in own_routes():
        if bool(pattern.pattern.converters) == numbered:
            is_near = not is_scoped(pattern) or _asks_for_rows(pattern, subjects, principal)
            yield from _filled(name, pattern, numbers if is_near else numbers[-1:], keys)


def has_subject(row: Any) -> bool:
    return bool(getattr(row, "record_kind", "") or getattr(row, "policy_subject", ""))


def is_scoped(pattern: URLPattern) -> bool:
    return issubclass(getattr(pattern.callback, "view_class", object), ScopedView)


def _asks_for_rows(pattern: URLPattern, subjects: set[str], principal: Principal) -> bool:
    page: Any = pattern.callback.view_class(**pattern.callback.view_initkwargs)  # type: ignore[attr-defined]
    own_check = (type(page).check, type(page).answer) != (ScopedView.check, ScopedView.answer)
    return page.subject in subjects and (own_check or allows(principal, page.verb, page.subject))


def _filled(name: str, pattern: URLPattern, numbers: list[int], keys: list[UUID]) -> Iterator[str]:
    converters = pattern.pattern.converters
    if not converters:
        yield reverse(name)
        return
    is_numbered = any(isinstance(one, IntConverter) for one in converters.values())
    for value in numbers if is_numbered else [*keys, "report"]:
        given = {
            word: value if isinstance(one, IntConverter) or not is_numbered else "report"
            for word, one in converters.items()
        }
        try:
            yield reverse(name, kwargs=given)
        except NoReverseMatch:
            continue


def bytes_of(response: HttpResponseBase) -> list[bytes]:
    body = b"".join(response.streaming_content) if response.streaming else response.content  # type: ignore[attr-defined]
    return [*unpacked(body), repr(sorted(response.headers.items())).encode()]


def leaks(
    user: User, world: Worlds, *, numbered: bool, rows: Iterable[Any] = (), may_read: frozenset[str] = frozenset()
) -> dict[tuple[str, str], dict[str, str]]:
    """What of these worlds leaves for somebody from the addresses, read and sent to, beyond what they may read."""
    found: dict[tuple[str, str], dict[str, str]] = {}
    client = client_of(user)
    for address in pages(numbered, user, world, rows):
        for method in ("get", "post"):
            with kept_back():
                response: Any = getattr(client, method)(address)
                words = world.found_in(*bytes_of(response))
            assert response.status_code < 500, (address, method)
            if more := {word: place for word, place in words.items() if word not in may_read}:
                found[address, method] = more
    return found
