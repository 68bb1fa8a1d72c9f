"""How one sheet stands in the database: declared once, read in both directions.

An app declares a small `Importer` for each of its sheets and registers it. The engine brings rows in by the same
declaration by which the writer takes them out, so that no column can come in without going out again.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, cached_property
from itertools import islice
from typing import Any, ClassVar

from django.db import models
from django.utils.module_loading import autodiscover_modules

from partnership.models import User
from partnership.principals import Principal
from partnership.workbook.cells import Value, trimmed
from partnership.workbook.columns import Column, Sheet, sheets
from partnership.workbook.saving import Refusal, create_rows, save_row, unfit_value

CHUNK = 500  # rows that are read or written together
Stored = Value | None
_PART = "\x1f"  # parts the texts of a key; no cell can hold it


@dataclass(frozen=True)
class Link:
    """A foreign key, found by the key columns of another sheet: these columns hold them, in that sheet's order."""

    sheet: str
    columns: tuple[str, ...]


class Importer:
    """One sheet and its model. Columns are attributes of the same name unless declared otherwise.

    `attributes` maps a column to the attribute that holds it; `links` maps a foreign key to the columns that name its
    row, needed only where more than one does. `caseless` columns are compared like codes. `computed` columns are
    stored by `after_save` alone and read by the annotation of the same name.
    """

    sheet: ClassVar[str]
    model: ClassVar[Any]
    attributes: ClassVar[Mapping[str, str]] = {}
    links: ClassVar[Mapping[str, Link]] = {}
    caseless: ClassVar[frozenset[str]] = frozenset()
    computed: ClassVar[frozenset[str]] = frozenset()

    @cached_property
    def definition(self) -> Sheet:
        return sheets()[self.sheet]

    @cached_property
    def references(self) -> dict[str, str]:
        """Columns that name one row, or a list of rows, of another sheet by its only key: column to sheet."""
        return {
            column.name: column.refers_to[0]
            for column in self.definition.columns
            if column.refers_to and len(sheets()[column.refers_to[0]].keys) == 1
        }

    @cached_property
    def lists(self) -> dict[str, str]:
        """Columns held by a many-to-many relation: column to attribute."""
        return {
            name: self.attributes.get(name, name)
            for name in self.references
            if self.definition.by_name[name].kind == "list"
        }

    @cached_property
    def all_links(self) -> dict[str, Link]:
        """Every foreign key that the sheet fills: attribute to link."""
        covered = {column for link in self.links.values() for column in link.columns}
        plain = {
            self.attributes.get(name, name): Link(target, (name,))
            for name, target in self.references.items()
            if name not in self.lists and name not in covered
        }
        return plain | dict(self.links)

    @cached_property
    def linked(self) -> set[str]:
        """Columns that stand in the database as a foreign key, not as a value of the row."""
        return {column for link in self.all_links.values() for column in link.columns}

    @cached_property
    def paths(self) -> dict[str, str]:
        """Where the value of each column that is no list of rows is read: column to lookup."""
        return {name: self.path(name) for name in self.definition.by_name if name not in self.lists}

    def path(self, name: str) -> str:
        if name in self.computed:
            return self.attributes.get(name, name)
        for attribute, link in self.all_links.items():
            if name in link.columns:
                key = sheets()[link.sheet].keys[link.columns.index(name)].name
                return f"{attribute}__{importer_of(link.sheet).path(key)}"
        return self.attributes.get(name, name)

    @property
    def needs(self) -> set[str]:
        """Sheets whose rows must be stored before this one's."""
        return set(self.references.values()) | {link.sheet for link in self.links.values()}

    def key_of(self, values: Mapping[str, Any]) -> str:
        return key_text(values.get(column.name) for column in self.definition.keys)

    def load_index(self) -> dict[str, int]:
        """Return the primary key of every stored row by its key."""
        names = [column.name for column in self.definition.keys]
        rows = self.annotated(self.model._default_manager.all()).values_list(
            "pk", *(self.paths[name] for name in names)
        )
        return {key_text(values): pk for pk, *values in rows.iterator()}

    def annotated(self, queryset: models.QuerySet[Any]) -> models.QuerySet[Any]:
        """Add what `computed` columns are read from."""
        return queryset

    def visible_to(self, principal: Principal) -> models.QuerySet[Any]:
        return self.model._default_manager.visible_to(principal)

    def hidden_from(self, principal: Principal, pk: int) -> frozenset[str]:
        """Columns of a visible row that this principal neither reads in a workbook nor writes by one."""
        return frozenset()

    def instead(self, column: Column, values: Mapping[str, Any]) -> Stored:
        """What stands in a cell that is held back: nothing, or in a required one what lists call the row by."""
        return str(values[self.definition.keys[-1].name]) if column.required else None

    def rows(self, queryset: models.QuerySet[Any]) -> Iterator[tuple[int, dict[str, Stored]]]:
        """Yield primary key and values by column, in the order in which the rows were stored."""
        found = self.annotated(queryset).order_by("pk").values_list("pk", *self.paths.values())
        for chunk in chunks(found.iterator(chunk_size=CHUNK), CHUNK):
            pks = [pk for pk, *_ in chunk]
            listed = {name: self._listed(attribute, pks) for name, attribute in self.lists.items()}
            for pk, *values in chunk:
                row: dict[str, Stored] = dict(zip(self.paths, map(_plain, values), strict=True))
                for name, texts in listed.items():
                    row[name] = self._of_list(self.definition.by_name[name], texts.get(pk, []))
                yield pk, row

    def _of_list(self, column: Column, texts: list[str]) -> Stored:
        """A record may have come to serve several boards where its sheet has room for one."""
        if column.kind == "list":
            return texts
        return texts[0] if texts else None

    def _listed(self, attribute: str, pks: Sequence[int]) -> dict[int, list[str]]:
        relation: Any = self.model._meta.get_field(attribute)
        owner, target = f"{relation.m2m_field_name()}_id", relation.m2m_reverse_field_name()
        pairs = relation.remote_field.through._default_manager.filter(**{f"{owner}__in": pks})
        found: dict[int, list[str]] = {}
        for pk, code in pairs.values_list(owner, f"{target}__code"):
            found.setdefault(pk, []).append(code)
        return {pk: sorted(codes, key=str.casefold) for pk, codes in found.items()}

    def apply(self, row: Any, values: Mapping[str, Stored]) -> None:
        """Set the plain attributes of a new or changed row; None empties."""
        for name, value in values.items():
            if name not in self.lists and name not in self.linked and name not in self.computed:
                attribute = self.attributes.get(name, name)
                field = self.model._meta.get_field(attribute)
                setattr(row, attribute, _empty(field) if value is None else value)

    def column_of(self, attribute: str) -> str:
        """Return the column in which a value of this attribute stands."""
        if attribute in self.all_links:
            return self.all_links[attribute].columns[-1]
        return next((name for name, held in self.attributes.items() if held == attribute), attribute)

    def is_same(self, name: str, old: Stored, new: Stored) -> bool:
        """Whether a cell holds what is stored; codes are compared without case."""
        if name in self.lists or name in self.linked or name in self.caseless:
            return _folded(old) == _folded(new)
        return (old or None) == (new or None) if isinstance(old or new, str | list) else old == new

    def resolve_more(self, references: Any) -> None:
        """Find what no `Link` can express; `references` is the row's (resolver.References)."""

    def unfit(self, row: Any, names: Iterable[str]) -> Iterator[tuple[str, str]]:
        """Yield (column, what was expected) where a value does not suit the field that holds it."""
        for name in names:
            if name not in self.lists and name not in self.linked and name not in self.computed:
                for expected in unfit_value(row, self.attributes.get(name, name)):
                    yield name, expected

    def save(self, rows: Sequence[Any], by: User | None, *, is_new: bool) -> list[tuple[Any, Refusal]]:
        """Store new or changed rows with their history; return those that the database refuses."""
        if is_new and rows:
            return create_rows([row for row, _ in rows], by)
        return [(row, refusal) for row, _ in rows if (refusal := save_row(row, by))]

    def complete(self, row: Any) -> None:
        """Fill what a row needs and its sheet has no column for, before it is saved."""

    def after_save(self, row: Any, values: Mapping[str, Stored], by: User | None) -> None:
        """Store what hangs on a row that was created or changed."""

    def check(self, values: Mapping[str, Stored]) -> Iterator[tuple[str, str]]:
        """Yield (column, what was expected) for what is wrong between the cells of one row."""
        yield from ()


_registered: dict[str, Importer] = {}


def register(*kinds: type[Importer]) -> None:
    """Give the workbook its importers; a second one for a sheet is a mistake."""
    for kind in kinds:
        if kind.sheet in _registered or kind.sheet not in sheets():
            raise ValueError(f"the sheet {kind.sheet} is registered twice or not defined")
        _registered[kind.sheet] = kind()


def importer_of(sheet: str) -> Importer:
    return _all()[sheet]


def importers() -> list[Importer]:
    """Return all importers in the order of the definition."""
    return [_all()[sheet] for sheet in sheets()]


@cache
def _all() -> dict[str, Importer]:
    autodiscover_modules("importers")  # each app's importers.py registers its own
    return _registered


def key_text(values: Iterable[Any]) -> str:
    """Return a row's key for comparison: without case, a blank like an empty text."""
    return _PART.join("" if value is None else str(value).casefold() for value in values)


def chunks(rows: Iterable[Any], size: int) -> Iterator[list[Any]]:
    rows = iter(rows)
    while chunk := list(islice(rows, size)):
        yield chunk


def _plain(value: Any) -> Stored:
    return trimmed(value) if isinstance(value, Decimal) else value


def _folded(value: Stored) -> list[str]:
    texts = value if isinstance(value, list) else [] if value is None else [str(value)]
    return sorted(text.casefold() for text in texts)


def _empty(field: Any) -> Any:
    if field.null:
        return None
    return [] if isinstance(field, models.JSONField) else ""
