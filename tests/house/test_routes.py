"""Every address is in the policy, or on the short list of those that need no row there."""

from collections.abc import Iterator
from uuid import UUID

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, path, reverse
from django.urls.converters import IntConverter, UUIDConverter

from partnership.policy import subjects
from partnership.views.scoped import ScopedView

#: Pages for everybody who is signed in, made of parts that are narrowed one by one.
SIGNED_IN = {
    f"partnership:{name}"
    for name in (
        "home",
        "own-pages",
        "own-visits",
        "search",
        "place",
        "showing",
        "job-status",
        "account-address",
        "kept-detail",
        "session-stay",
    )
}
SIGNED_IN |= {f"partnership:{name}" for name in ("message-choice", "calendar-link", "calendar-link-remove")}
#: What a browser may ask for before anybody has signed in.
PUBLIC = {f"partnership:{name}" for name in ("brand", "help", "accessibility", "privacy", "contact")}
#: Addresses that are secrets themselves: a calendar program and a reader of mail cannot sign in.
PUBLIC |= {"partnership:calendar-feed", "partnership:message-stop"}
#: What the public reads of reviews, judged at the minute in which it is asked for.
PUBLIC |= {f"reviews:published-{name}" for name in ("list", "detail", "pdf")}
#: A briefing that is cleared for the public; any other one is for nobody there.
PUBLIC |= {"reviews:briefing-page", "reporting:briefing-pdf"}
#: Signing in and out, and one's own keys: the library's, which guards them itself.
DOOR = "allauth."
#: What stands in an address for a number and for a random key; for anything else an "x".
VALUES: dict[type, int | UUID] = {IntConverter: 1, UUIDConverter: UUID(int=1)}


def routes(patterns: list, namespace: str = "") -> Iterator[tuple[str, URLPattern]]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from routes(pattern.url_patterns, inner)
        else:
            yield f"{namespace}{pattern.name}", pattern


def unguarded(patterns: list) -> list[str]:
    """Names of the addresses that neither the policy nor the short list knows."""
    found = []
    for name, pattern in routes(patterns):
        view = getattr(pattern.callback, "view_class", None)
        scoped = isinstance(view, type) and issubclass(view, ScopedView)
        if not scoped and name not in SIGNED_IN | PUBLIC and not pattern.callback.__module__.startswith(DOOR):
            found.append(name)
    return found


def own_routes() -> list[tuple[str, URLPattern]]:
    found = routes(get_resolver().url_patterns)
    return [(name, pattern) for name, pattern in found if not pattern.callback.__module__.startswith(DOOR)]


def test_every_address_is_in_the_policy_or_listed() -> None:
    assert unguarded(get_resolver().url_patterns) == []


def test_an_unlisted_address_is_found() -> None:
    assert unguarded([path("leak/", lambda request: HttpResponse(), name="leak")]) == ["leak"]


def test_a_listed_address_exists() -> None:
    assert (SIGNED_IN | PUBLIC) - {name for name, _ in own_routes()} == set()


def test_scoped_views_name_a_declared_subject() -> None:
    named = set()
    for _, pattern in own_routes():
        view = getattr(pattern.callback, "view_class", object)
        if issubclass(view, ScopedView):
            named.add(view(**pattern.callback.view_initkwargs).subject)
    assert named - set(subjects()) == set()


def test_a_view_without_a_row_in_the_policy_cannot_be_routed() -> None:
    class Forgotten(ScopedView):
        subject = "nobody-declared-this"

    with pytest.raises(ImproperlyConfigured, match="nobody-declared-this"):
        Forgotten.as_view()


@pytest.mark.django_db
def test_a_stranger_is_sent_to_sign_in(client: Client) -> None:
    entered = {}
    for name, pattern in own_routes():
        values = {key: VALUES.get(type(converter), "x") for key, converter in pattern.pattern.converters.items()}
        address = reverse(name, kwargs=values)
        response = client.get(address) if name not in PUBLIC else None
        sent_to = (302, f"{reverse('account_login')}?next={address}")
        if response and (response.status_code, response.get("Location")) != sent_to:
            entered[name] = response.status_code
    assert entered == {}
