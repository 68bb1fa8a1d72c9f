"""Why somebody may open a record or a page, or why not: looked up by reference or by address."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlparse

from django.db.models import Model
from django.urls import Resolver404, ResolverMatch, resolve

from partnership import registry
from partnership.links import absolute
from partnership.policy import VERBS, subject_of
from partnership.principals import Principal
from partnership.registers.parts import Link
from partnership.registers.rows import neutral_name
from partnership.registers.views import RegisterDetail
from partnership.selectors.access import Answer, Names, explain, explain_list, name_of_subject, rows_called
from partnership.views.scoped import ScopedView, SignedInView

NO_RECORD = "There is no record of this reference that you may see."
NO_PAGE = "There is no page at this address, or it is about a record that you may not see."
FOR_ALL = "This page is open to everybody who is signed in. It shows each of them what they may see."
PUBLIC = "This page is public."


@dataclass(frozen=True)
class Way:
    """How somebody comes to a page: the entries of their menu that lead there, or else the whole address."""

    kind: str
    menu: str
    url: str


@dataclass(frozen=True)
class Found:
    """One thing that was asked about, and the answer for each verb; the first is the one that the page needs."""

    title: Any
    answers: tuple[Answer, ...]
    way: Way


@dataclass(frozen=True)
class Lookup:
    """What came of a question: a sentence, or answers."""

    said: str = ""
    found: tuple[Found, ...] = ()


def look_up(asked: str, principal: Principal, reader: Principal, names: Names) -> Lookup:
    """Answer for `principal`; what `reader` may not see is not there."""
    if asked.startswith(("/", "http://", "https://")):
        return _of_address(urlparse(asked).path, principal, reader, names)
    rows = rows_called(asked, reader)
    if not rows:
        return Lookup(NO_RECORD)
    return Lookup(found=tuple(_of_row(row, "view", principal, names) for row in rows))


def _of_address(path: str, principal: Principal, reader: Principal, names: Names) -> Lookup:
    match = _match(path)
    if match is None:
        return Lookup(NO_PAGE)
    view = getattr(match.func, "view_class", None)
    if view is None or not issubclass(view, ScopedView):
        return Lookup(FOR_ALL if view and issubclass(view, SignedInView) else PUBLIC)
    page = view(**match.func.view_initkwargs)  # type: ignore[attr-defined]  # a class-based view's
    about = _row_in(path)
    if about is None:
        return Lookup(found=(_of_list(page, match, path, principal, names),))
    row = _seen(about, reader)
    if row is None:
        return Lookup(NO_PAGE)
    of_row = _of_row(row, page.verb if page.subject == subject_of(row) else "view", principal, names)
    if page.subject == subject_of(row):
        return Lookup(found=(of_row,))
    return Lookup(found=(of_row, _of_list(page, match, path, principal, names)))


def _of_row(row: Model, verb: str, principal: Principal, names: Names) -> Found:
    verbs = [verb, *(other for other in VERBS.values() if other not in (verb, "create"))]
    title = Link(neutral_name(row), registry.url_of(row))
    register = registry.register_of(row)
    way = _way(principal, register.plural, register.list_name, registry.url_of(row))
    return Found(title, tuple(explain(principal, one, row, names) for one in verbs), way)


def _of_list(page: ScopedView, match: ResolverMatch, path: str, principal: Principal, names: Names) -> Found:
    name = name_of_subject(page.subject)
    answer = explain_list(principal, page.verb, page.subject, names)
    return Found(name, (answer,), _way(principal, name.lower(), match.view_name, path))


def _way(principal: Principal, kind: str, url_name: str, path: str) -> Way:
    """From the menu as that person has it: the same entries that draw it."""
    menu = [
        f"{place.title}, {entry.title}"
        for place, _ in registry.places_for(principal)
        for entry in registry.entries_under(place.key, principal)
        if entry.url_name == url_name
    ]
    menu += [f"their name, {entry.title}" for entry in registry.own_pages(principal) if entry.url_name == url_name]
    return Way(kind, " or ".join(menu), absolute(path))


def _match(path: str) -> ResolverMatch | None:
    try:
        return resolve(path)
    except Resolver404:
        return None


def _row_in(path: str) -> tuple[Any, int] | None:
    """The register and key of the row that an address is about: `/meetings/12/attendance/` is about meeting 12."""
    parts = path.strip("/").split("/")
    while parts:
        match = _match(f"/{'/'.join(parts)}/")
        if match and getattr(match.func, "view_class", None) is RegisterDetail:
            return match.func.view_initkwargs["register"], match.kwargs["pk"]  # type: ignore[attr-defined]
        parts.pop()
    return None


def _seen(about: tuple[Any, int], reader: Principal) -> Model | None:
    register, key = about
    rows = register.model._default_manager
    for verb in ("view", "archive"):
        row: Model | None = rows.visible_to(reader, verb).filter(pk=key).first()
        if row is not None:
            return row
    return None
