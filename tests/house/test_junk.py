"""Whatever is sent to a page, it answers: with itself, with what is wrong, or that there is nothing."""

import logging
from collections.abc import Iterator

import pytest

from partnership import registry
from partnership.enums import Role
from partnership.models import User
from tests.clients import client_of, user_with
from tests.factories.partnership import AgencyFactory, RoleGrantFactory
from tests.house.rows import make
from tests.junk import JunkBrowser
from tests.reviews.publishing import restricted_review

pytestmark = pytest.mark.django_db
REQUESTS = 300


@pytest.fixture(autouse=True)
def quiet() -> Iterator[None]:
    """Thousands of refusals, each with its line in the log."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


def somebody(role: str) -> User:
    """Of a partnership with a row of every register, and named on a review."""
    for register in registry.registers():
        make(register.model)
    scope = {"agency": AgencyFactory()} if role == Role.AGENCY_REPRESENTATIVE else {}
    user = user_with(role, **scope)
    RoleGrantFactory(user=user, role=role, record=restricted_review(), **scope)
    return user


@pytest.mark.parametrize(
    ("role", "begin"),
    [
        (Role.BUSINESS_MANAGER, "/"),
        (Role.BUSINESS_MANAGER, "/case-reviews/"),
        (Role.AGENCY_REPRESENTATIVE, "/"),
    ],
)
def test_junk_breaks_no_page(role: Role, begin: str) -> None:
    browser = JunkBrowser(client_of(somebody(role)), seed=17)
    browser.walk(begin, REQUESTS)
    assert (browser.faults, browser.asked >= REQUESTS) == ({}, True)


@pytest.mark.once  # PostgreSQL compares with numbers of any size
def test_a_page_that_breaks_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """The mutant: numbers that no row can have reach the database again."""
    monkeypatch.setattr("partnership.views.scoped.is_beyond_keys", lambda value: False)
    browser = JunkBrowser(client_of(somebody(Role.BUSINESS_MANAGER)), seed=17)
    browser.walk("/case-reviews/", REQUESTS // 2)
    assert {"9" * 20 in address for address in browser.faults} == {True}
