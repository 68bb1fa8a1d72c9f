"""What the apps plug into the ground floor's pages, filled from their registrations: registers, menu, home."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Model
from django.urls import reverse

from partnership.policy import allows
from partnership.principals import Principal

if TYPE_CHECKING:
    from partnership.models import Agency, Record
    from partnership.registers.declaration import Panel, Register
    from partnership.registers.parts import Link
    from partnership.searching import Searched


@dataclass(frozen=True)
class Place:
    """A top level of the navigation, for the roles that have it."""

    key: str
    title: str
    order: int
    roles: frozenset[str]


@dataclass(frozen=True)
class Entry:
    """A page under a place. `model` is what it counts, where it is a list; without a subject it is everybody's."""

    place: str
    title: str
    url_name: str
    subject: str
    verb: str = "view"
    about: str = ""
    model: type[Model] | None = None


@dataclass(frozen=True)
class Tile:
    """A card at the right of the home page: `content` answers with its template's context, or None for nothing."""

    order: int
    template: str
    content: Callable[[Principal], dict[str, Any] | None]


@dataclass(frozen=True)
class WorkItem:
    """One thing that is asked of somebody: by when, what, of which part of the portal, and how it stands.

    `is_own`: it waits for their own word as the chair, so it stands before all other work. `told` is the restricted
    record of which its words tell something, whose reading is noted before they are shown.
    """

    due_on: date | None
    title: "Link"
    kind: str
    second: str = ""
    mark: Any = ""
    restriction: Any = ""
    is_own: bool = False
    told: "Record | None" = None


@dataclass(frozen=True)
class ReturnDue:
    """A return that an agency owes: what it is, how far it is, and where it stands."""

    title: str
    words: str
    url: str


#: The returns of one kind that an agency owes, as the principal may see them.
ReturnSource = Callable[["Agency", Principal], Iterable[ReturnDue]]


#: Titles and addresses of what can be drawn from a row for a principal who may see it.
DocumentSource = Callable[[Any, Principal], list[tuple[str, str]]]


#: Everything of one kind that is asked of a principal as things stand on a day.
WorkSource = Callable[[Principal, date], Iterable[WorkItem]]

#: A sentence for whoever leads on what is most worth challenging, with where to look; None on most days.
ReadFirst = Callable[[Principal, date], "Link | None"]

#: Where an entry stands that is reached by the person's name, not by the menu.
OWN_PAGES = "account"

_registers: dict[type[Model], "Register"] = {}
_places: dict[str, Place] = {}
_entries: list[Entry] = []
_tiles: list[Tile] = []
_work_sources: list[tuple[int, WorkSource]] = []
_read_first: list[ReadFirst] = []
_panels: dict[type[Model], "list[Panel]"] = {}
_return_sources: list[ReturnSource] = []
_documents: dict[type[Model], DocumentSource] = {}
_searched: "list[Searched]" = []


def add_register(*registers: "Register") -> None:
    """Each register is also an entry under its place."""
    for register in registers:
        if register.model in _registers:
            raise ValueError(f"{register.model.__name__} has a register already")
        _registers[register.model] = register
        add_entry(
            Entry(
                place=register.place,
                title=register.title,
                url_name=register.list_name,
                subject=register.subject,
                about=register.about,
                model=register.model,
            )
        )


def add_place(*places: Place) -> None:
    for place in places:
        _places[place.key] = place


def add_entry(*entries: Entry) -> None:
    _entries.extend(entries)


def add_tile(*tiles: Tile) -> None:
    _tiles.extend(tiles)


def add_work_source(order: int, source: WorkSource) -> None:
    """What stands on the home page of those of whom it is asked; equal dates stand in the order of their sources."""
    _work_sources.append((order, source))


def add_read_first(sentence: ReadFirst) -> None:
    """What stands before the ground floor's own sentences on the home page of the scrutineer."""
    _read_first.append(sentence)


def add_panel(model: type[Model], *panels: "Panel") -> None:
    """Tables for the page of a row of a lower floor."""
    _panels.setdefault(model, []).extend(panels)


def add_searched(*kinds: "Searched") -> None:
    """Rows that are no records and yet are found by their words."""
    _searched.extend(kinds)


def add_returns(source: ReturnSource) -> None:
    """What stands among the returns due of an agency."""
    _return_sources.append(source)


def add_documents(model: type[Model], source: DocumentSource) -> None:
    """Documents that are drawn from the rows of a model."""
    _documents[model] = source


def registers(app_label: str | None = None) -> "list[Register]":
    """All registers, or those of one app."""
    return [one for one in _registers.values() if app_label in (None, one.model._meta.app_label)]


def register_for(model: type[Model]) -> "Register | None":
    """The register of a model, where it has one."""
    return _registers.get(model)


def register_of(row: Model) -> "Register":
    """The register of a row; of a bare record by its kind. Raises KeyError for rows that have no page."""
    if type(row) in _registers:
        return _registers[type(row)]
    kinds = {getattr(model, "record_kind", ""): register for model, register in _registers.items()}
    return kinds[getattr(row, "kind", None)]


def url_of(row: Model) -> str:
    """The page of a row."""
    return reverse(register_of(row).detail_name, args=[row.pk])


def tiles() -> list[Tile]:
    return sorted(_tiles, key=lambda tile: tile.order)


def work_sources() -> list[WorkSource]:
    return [source for _, source in sorted(_work_sources, key=lambda pair: pair[0])]


def read_first() -> list[ReadFirst]:
    return list(_read_first)


def returns_of(agency: "Agency", principal: Principal) -> list[ReturnDue]:
    """What an agency owes, kind by kind."""
    return [due for source in _return_sources for due in source(agency, principal)]


def documents_for(row: Model, principal: Principal) -> list[tuple[str, str]]:
    """Titles and addresses of the documents of a row that the principal may have."""
    source = _documents.get(type(row))
    return source(row, principal) if source else []


def panels_on(model: type[Model]) -> "list[Panel]":
    """The panels that other floors put on a page of this model."""
    return _panels.get(model, [])


def searched() -> "list[Searched]":
    return list(_searched)


def place_of(key: str) -> Place:
    """Raises KeyError for a place that nobody added."""
    return _places[key]


def entries_under(key: str, principal: Principal) -> list[Entry]:
    """What the principal finds under a place; nothing where the place is unknown, or for none of their roles."""
    place = _places.get(key)
    if place is None or not place.roles & principal.roles:
        return []
    return [one for one in _entries if one.place == key and _is_open(one, principal)]


def own_pages(principal: Principal) -> list[Entry]:
    """What the principal finds behind their own name."""
    return [one for one in _entries if one.place == OWN_PAGES and _is_open(one, principal)]


def _is_open(entry: Entry, principal: Principal) -> bool:
    return not entry.subject or allows(principal, entry.verb, entry.subject)


def places_for(principal: Principal) -> list[tuple[Place, str]]:
    """The places of a principal with their addresses: the only page of a place, or else the list of its pages."""
    found = []
    for place in sorted(_places.values(), key=lambda place: place.order):
        entries = entries_under(place.key, principal)
        if entries:
            alone = len(entries) == 1
            found.append(
                (place, reverse(entries[0].url_name) if alone else reverse("partnership:place", args=[place.key]))
            )
    return found
