"""What a principal finds by words: rows of every kind that they may see, and nothing else.

Guarded records are not searched: whoever may open one finds it by its reference alone, and sees no text of it. Every
figure is counted under the same conditions as the rows.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import Case, Count, F, IntegerField, Model, Q, QuerySet, TextField, Value, When
from django.db.models.functions import Cast, Coalesce, Concat
from django.utils.safestring import SafeString

from partnership import registry
from partnership.enums import GUARDED_CLASSES, OPEN_CLASSES, Visibility
from partnership.formats import capital
from partnership.models import Record
from partnership.principals import Principal
from partnership.registers.parts import RESTRICTION_CHIPS
from partnership.registers.rows import guarded_class, neutral_name, noun_of
from partnership.searching import Asked, Searched

_BY_REFERENCE, _BY_NAME, _BY_TEXT = range(3)  # how well a row answers
_NOTHING = Value("", output_field=TextField())


@dataclass(frozen=True)
class Hit:
    """A row that was found; `restriction` is the chip of a guarded one."""

    kind: str
    title: SafeString | str
    url: str
    second: str = ""
    snippet: SafeString | str = ""
    restriction: Any = ""


class _Row(NamedTuple):
    """What every kind is asked for, so that all come in one query. `hit_page` is the row on whose page it stands."""

    hit_rank: int
    hit_kind: str
    hit_row: int
    hit_page: int
    hit_class: str
    hit_name: str
    hit_second: str
    hit_text: str


@dataclass(frozen=True)
class Found:
    """The rows that a search finds, of one kind or of all: a page of them costs two queries, their number one."""

    principal: Principal
    asked: Asked
    kind: str
    count_of: Mapping[str, int]

    def __len__(self) -> int:
        return self.count_of.get(self.kind, 0) if self.kind else sum(self.count_of.values())

    def __getitem__(self, places: slice) -> list[Hit]:
        """Those that are called so first, then those in whose text it stands."""
        first, *others = [rows.order_by().values_list(*_Row._fields) for rows in self._sources()]
        every = first.union(*others, all=True) if others else first
        rows = [_Row(*row) for row in every.order_by("hit_rank", "hit_kind", "-hit_row")[places]]
        return _as_hits(rows, self.principal, self.asked)

    def _sources(self) -> list[QuerySet[Any, Any]]:
        chosen = next((one for one in registry.searched() if one.kind == self.kind), None)
        if chosen:
            return [_rows(chosen, self.principal, self.asked)]
        records = _records(self.principal, self.asked)
        if self.kind:
            return [records.filter(kind=self.kind)]
        return [records, *(_rows(one, self.principal, self.asked) for one in registry.searched())]


def counts_by_kind(principal: Principal, asked: Asked) -> Mapping[str, int]:
    """How many rows of each kind are found; kinds without any are left out. One query."""
    sources = [_records(principal, asked), *(_rows(one, principal, asked) for one in registry.searched())]
    first, *others = [
        rows.order_by().values("hit_kind").annotate(found=Count("pk")).values_list("hit_kind", "found")
        for rows in sources
    ]
    return {kind: count for kind, count in first.union(*others, all=True) if count}


def titles_by_kind() -> Mapping[str, str]:
    """What each kind is called, in the order of the registers."""
    titles = {
        register.model.record_kind: capital(register.plural)
        for register in registry.registers()
        if issubclass(register.model, Record)
    }
    for one in registry.searched():
        titles[one.kind] = capital(noun_of(one.model, 2))
    return titles


def _records(principal: Principal, asked: Asked) -> QuerySet[Any, Any]:
    # The searchable text begins with the reference, casefolded, on a line of its own.
    by_reference = Q(search_text__startswith=f"{asked.reference}\n")
    by_words = Q(visibility__in=OPEN_CLASSES) & asked.in_casefolded("search_text")
    found = Record.objects.visible_to(principal).filter(by_reference | by_words)
    return found.annotate(
        hit_rank=_rank(by_reference, asked.in_any_of(["title"])),
        hit_kind=Cast(F("kind"), TextField()),
        hit_row=F("pk"),
        hit_page=F("pk"),
        hit_class=_NOTHING,
        hit_name=_NOTHING,
        hit_second=_NOTHING,
        hit_text=_NOTHING,
    )


def _rows(one: Searched, principal: Principal, asked: Asked) -> QuerySet[Any, Any]:
    rows: Any = one.model._default_manager
    path = getattr(one.model, "record_path", "")
    is_open = Q(**{f"{path}visibility__in": OPEN_CLASSES}) if path else Q()
    by_words = is_open & asked.in_any_of([one.name, *one.texts, *([one.code] if one.code else [])])
    by_reference = Q(**{f"{one.code}_key": asked.reference}) if one.code else Q(pk__in=[])
    found = rows.visible_to(principal).filter(by_reference | by_words)
    if one.stands_on:
        found = found.filter(**{f"{one.stands_on}__in": Record.objects.visible_to(principal).values("pk")})
    return found.annotate(
        hit_rank=_rank(by_reference, asked.in_any_of([one.name])),
        hit_kind=Value(one.kind, output_field=TextField()),
        hit_row=F("pk"),
        hit_page=F(f"{one.stands_on}__pk") if one.stands_on else F("pk"),
        hit_class=_guarded(one.model),
        hit_name=_where_open(_words(one.name), _words(one.code)),
        hit_second=_where_open(_words(*one.second)),
        hit_text=_where_open(_words(*one.texts)),
    )


def _rank(by_reference: Q, by_name: Q) -> Case:
    return Case(
        When(by_reference, then=Value(_BY_REFERENCE)),
        When(by_name, then=Value(_BY_NAME)),
        default=Value(_BY_TEXT),
        output_field=IntegerField(),
    )


def _guarded(model: Any) -> Any:
    """The class of a guarded row; nothing for every other."""
    path = getattr(model, "record_path", "")
    if not path:
        return _NOTHING
    cases = [When(**{f"{path}visibility__in": GUARDED_CLASSES}, then=Cast(F(f"{path}visibility"), TextField()))]
    if any(field.name == "confidential" for field in model._meta.concrete_fields):
        cases.append(When(confidential=True, then=Value(Visibility.RESTRICTED.value)))
    return Case(*cases, default=_NOTHING, output_field=TextField())


def _where_open(words: Any, otherwise: Any = _NOTHING) -> Any:
    return Case(When(hit_class="", then=words), default=otherwise, output_field=TextField())


def _words(*lookups: str) -> Any:
    """These columns as one text, a line each."""
    lines = [
        part
        for lookup in lookups
        if lookup
        for part in (Coalesce(Cast(F(lookup), TextField()), _NOTHING), Value("\n", output_field=TextField()))
    ]
    return Concat(*lines, output_field=TextField()) if lines else _NOTHING


def _as_hits(rows: list[_Row], principal: Principal, asked: Asked) -> list[Hit]:
    searched = {one.kind: one for one in registry.searched()}
    kinds = [searched.get(row.hit_kind) for row in rows]
    # The keys of other rows are no keys of records.
    on_records = {row.hit_page for row, one in zip(rows, kinds, strict=True) if one is None or one.stands_on}
    records = _children(principal, on_records)
    return [
        _of_row(one, row, records[row.hit_page] if one.stands_on else None, asked)
        if one
        else _of_record(records[row.hit_page], asked)
        for row, one in zip(rows, kinds, strict=True)
    ]


def _children(principal: Principal, wanted: set[int]) -> Mapping[int, Record]:
    """These records as rows of their own kinds, in one query."""
    parents: list[Any] = [kind._meta.parents[Record] for kind in Record.__subclasses__()]
    accessors = [parent.remote_field.get_accessor_name() for parent in parents]
    records = Record.objects.visible_to(principal).filter(pk__in=wanted)
    return {record.pk: record.child for record in records.select_related(*accessors, "meeting__group")}


def _of_record(record: Record, asked: Asked) -> Hit:
    kind, url = capital(registry.register_of(record).noun), registry.url_of(record)
    if guarded := guarded_class(record):
        return Hit(kind, record.reference, url, restriction=RESTRICTION_CHIPS[guarded])
    name = neutral_name(record)
    texts = [getattr(record, field) for field in record.search_fields]
    lines = ["\n".join(text) if isinstance(text, list) else str(text or "") for text in texts]
    # A theme often says the title over again.
    snippet = asked.snippet(line for line in lines if line not in name)
    # Some kinds have a composed reference, which says the name over again.
    second = "" if name in record.reference else record.reference
    return Hit(kind, asked.marked(name), url, second, snippet)


def _of_row(one: Searched, row: _Row, record: Record | None, asked: Asked) -> Hit:
    kind = capital(noun_of(one.model))
    name = " ".join(row.hit_name.split()) or kind
    return Hit(
        kind,
        name if row.hit_class else asked.marked(name),
        registry.url_of(record) if record else _url(one.model, row.hit_page),
        neutral_name(record) if record else ", ".join(filter(None, row.hit_second.splitlines())),
        asked.snippet(row.hit_text.splitlines()),
        RESTRICTION_CHIPS[Visibility(row.hit_class)] if row.hit_class else "",
    )


def _url(model: type[Model], pk: int) -> str:
    return registry.url_of(model(pk=pk))
