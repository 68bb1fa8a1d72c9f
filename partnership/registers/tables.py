"""Tables of a register: a column says what it reads; how it is written, sorted and held back is decided here."""

from collections.abc import Callable, Collection, Iterator
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property
from typing import Any, ClassVar

import django_tables2 as tables
from django.db.models import F, Manager, Model, QuerySet
from django.db.models.expressions import Combinable
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from partnership import registry
from partnership.models import Record
from partnership.principals import Principal
from partnership.registers.drawn import lines_of, plain_text
from partnership.registers.parts import RESTRICTION_CHIPS
from partnership.registers.rows import guarded_class, neutral_name, readable
from partnership.registers.telling import Telling
from partnership.registers.values import may_end_at, resolve, words_of
from partnership.text import to_html

Second = str | Callable[[Any], str]


class Column(tables.Column):
    """One value of a row, with an optional grey second line: an accessor, or a function of the row.

    Of a guarded record only `neutral` columns are filled: a list shows its reference and state, nothing else.
    Where the second line goes out as a column of its own, `first_label` and `second_label` head the two.
    """

    css: ClassVar[str] = ""
    #: Writes its cells in a manner of its own, so that an export reads them from what is drawn.
    drawn: ClassVar[bool] = False

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        if "exported" in vars(cls):
            cls.drawn = False
        elif {"render", "first"} & set(vars(cls)):
            cls.drawn = True

    def __init__(
        self,
        reads: str,
        label: str,
        *,
        second: Second = "",
        first_label: str = "",
        second_label: str = "",
        sort: str | Combinable = "",
        neutral: bool = False,
        **kwargs: Any,
    ) -> None:
        attrs = {"td": {"class": self.css}, "th": {"class": self.css}} if self.css else {}
        super().__init__(accessor=reads, verbose_name=label, attrs=attrs, empty_values=(), **kwargs)
        self.sort = sort or reads
        self.second = second
        self.first_label = first_label
        self.second_label = second_label
        self.neutral = neutral

    @property
    def has_second(self) -> bool:
        return bool(self.second or self.second_label)

    def order(self, queryset: QuerySet, is_descending: bool) -> tuple[QuerySet, bool]:
        """What is unknown stands last in both directions, on every database; equal rows keep one order."""
        by: Any = F(self.sort) if isinstance(self.sort, str) else self.sort
        return queryset.order_by(by.desc(nulls_last=True) if is_descending else by.asc(nulls_last=True), "pk"), True

    def render(self, record: Any, table: "RegisterTable") -> Any:
        if not self.neutral and guarded_class(record):
            return ""
        first = self.first(record, table)
        second = table.second_words(record, self.second)
        return format_html('{}<span class="portal-second">{}</span>', first, second) if second else first

    def first(self, record: Any, table: "RegisterTable") -> Any:
        return table.words(record, str(self.accessor))

    def exported(self, record: Any, table: "RegisterTable") -> tuple[Any, Any]:
        """Both lines of the cell as values, so that a day stays a day. What is held back here is held back there."""
        if not self.neutral and guarded_class(record):
            return None, None
        path = str(self.accessor)
        if not self.drawn:
            return table.value(record, path), table.value(record, self.second)
        first, second = lines_of(str(self.render(record=record, table=table)))
        shown_as_stored = first == str(table.words(record, path))
        return (table.value(record, path) if shown_as_stored else first), second


class Name(Column):
    """The name of the row, its one link."""

    css = "portal-name"

    def __init__(self, reads: str, label: str, **kwargs: Any) -> None:
        super().__init__(reads, label, neutral=True, **kwargs)

    def render(self, record: Any, table: "RegisterTable") -> Any:
        guarded = guarded_class(record)
        name = neutral_name(record) if isinstance(record, Record) else self.first(record, table) or neutral_name(record)
        first = format_html('<a class="govuk-link" href="{}">{}</a>', registry.url_of(record), name)
        second = "" if guarded and isinstance(record, Record) else table.second_words(record, self.second)
        second = "" if guarded and second == name else second
        return format_html(
            "{} {}{}",
            first,
            RESTRICTION_CHIPS[guarded] if guarded else "",
            format_html('<span class="portal-second">{}</span>', second) if second else "",
        )

    def exported(self, record: Any, table: "RegisterTable") -> tuple[Any, Any]:
        if isinstance(record, Record):
            return neutral_name(record), None if guarded_class(record) else table.value(record, self.second)
        return table.value(record, str(self.accessor)) or neutral_name(record), table.value(record, self.second)


class Written(Column):
    """A text that somebody wrote (markdown)."""

    css = "portal-written"

    def first(self, record: Any, table: "RegisterTable") -> Any:
        return mark_safe(to_html(super().first(record, table)))  # noqa: S308 (cleaned by to_html)

    def exported(self, record: Any, table: "RegisterTable") -> tuple[Any, Any]:
        if not self.neutral and guarded_class(record):
            return None, None
        return table.value(record, str(self.accessor)), table.value(record, self.second)


class Date(Column):
    """A day, never broken over two lines."""

    css = "portal-date"


class Plain(Column):
    """A value that explains itself: without a label on a card."""

    css = "portal-plain"


class Reference(Column):
    """What a row is called by in minutes and letters, also where it is guarded; never broken over two lines."""

    css = "portal-plain portal-reference"

    def __init__(self, reads: str, label: str, **kwargs: Any) -> None:
        super().__init__(reads, label, neutral=True, **kwargs)


class Number(Column):
    """A number: right-aligned."""

    css = "portal-number"


class Marked(Column):
    """A chip or a score, made from the whole row. `reads` is what it is sorted by."""

    css = "portal-plain"

    def __init__(self, reads: str, label: str, mark: Callable[[Any], Any], **kwargs: Any) -> None:
        super().__init__(reads, label, **{"neutral": True, **kwargs})
        self.mark = mark

    def first(self, record: Any, table: "RegisterTable") -> Any:
        return self.mark(record)


class Labelled(Marked):
    """A chip or a score beside another one, told apart on a card by its label."""

    css = ""


class Tick(tables.Column):
    """A box before each row that may be changed together with others."""

    def __init__(self) -> None:
        css = {"class": "portal-tick portal-plain"}
        super().__init__(verbose_name="Select", orderable=False, empty_values=(), attrs={"td": css, "th": css})

    def render(self, record: Any) -> Any:
        if not record.may_change:
            return ""
        box = '<input class="portal-tick__box" type="checkbox" name="row" value="{}" aria-label="Select {}">'
        return format_html(box, record.pk, neutral_name(record))


class RegisterTable(Telling, tables.Table):
    """Rows of one kind for one principal; records that a row refers to are named only if they may be opened.

    `without` are columns, and second lines by what they read, that would repeat what the page says already. `extra` are
    columns that a list shows only to those who chose them; `chosen` are what somebody wants to see instead of the rest.
    """

    extra: ClassVar[tuple[str, ...]] = ()

    def __init__(
        self,
        data: Any,
        *,
        principal: Principal,
        without: tuple[str, ...] = (),
        chosen: Collection[str] | None = None,
        told: Collection[int] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(data, exclude=without, **kwargs)
        self.told = frozenset(told)
        self.principal = principal
        self.without = without
        self._referring_by_model: dict[type[Model], list[str]] = {}
        for name in hidden_columns(type(self), chosen) - set(without):
            self.columns.hide(name)  # hidden, not left out: a list stays sorted by what somebody does not look at

    def words(self, row: Model, reads: Second) -> Any:
        """What a column says of a row: choices and dates in words, related rows by their names."""
        if reads in self.guarded and not self.tells(row):
            return ""
        if not reads or callable(reads):
            return reads(row) if reads else ""
        value, field = resolve(row, reads)
        if isinstance(value, Record):
            return neutral_name(value) if value.pk in self.readable else ""
        if isinstance(value, Manager):
            return ", ".join(str(one) for one in value.all())
        return words_of(field, value)

    def value(self, row: Model, reads: Second) -> Any:
        """The same for a spreadsheet: a day or a number as itself, everything else in words."""
        if reads in self.guarded and not self.tells(row):
            return None
        if not reads or callable(reads):
            return plain_text(reads(row)) if reads else None
        value, field = resolve(row, reads)
        if isinstance(value, Record | Manager):
            return self.words(row, reads)
        if isinstance(value, list):
            return "\n".join(map(str, value))
        plain = isinstance(value, date | int | Decimal) and not isinstance(value, datetime | bool)
        if isinstance(value, str | None) or plain:
            return words_of(field, value) if getattr(field, "choices", None) else value
        return plain_text(words_of(field, value))

    def second_words(self, row: Model, reads: Second) -> Any:
        """The words of a second line; nothing where it would repeat the page."""
        return "" if reads in self.without else self.words(row, reads)

    @cached_property
    def readable(self) -> frozenset[int]:
        """One query for all records that this page's rows refer to."""
        referred = {value.pk for row in self._shown() for value in self._referred(row) if isinstance(value, Record)}
        return readable(self.principal, referred) if referred else frozenset()

    def _shown(self) -> Iterator[Any]:
        rows = self.paginated_rows if hasattr(self, "paginator") else self.rows
        return (row.record for row in rows)

    def _referred(self, row: Model) -> Iterator[Any]:
        for path in self._referring(type(row)):
            yield resolve(row, path)[0]

    def _referring(self, model: type[Model]) -> list[str]:
        """What is read of a row that may be a record."""
        if model not in self._referring_by_model:
            read = [one.column for one in self.columns if isinstance(one.column, Column)]
            paths = [path for column in read for path in (str(column.accessor), column.second)]
            self._referring_by_model[model] = [
                path for path in paths if isinstance(path, str) and path and may_end_at(model, path, Record)
            ]
        return self._referring_by_model[model]


def hidden_columns(table: type[RegisterTable], chosen: Collection[str] | None) -> set[str]:
    """The columns of a table that are not shown; the name of the row always is."""
    columns = table.base_columns
    shown = set(columns) - set(table.extra) if chosen is None else set(chosen)
    return {name for name, column in columns.items() if name not in shown and not isinstance(column, Name)}
