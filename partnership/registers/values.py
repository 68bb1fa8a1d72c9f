"""How a value of a row is written, on lists, pages and in history alike."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Field, Model, URLField
from django.utils import timezone

from partnership.formats import capital, date_words, money_words, number_words
from partnership.models.fields import MoneyField, PeriodField, TextListField, YearField
from partnership.period import period_words
from partnership.registers.parts import Link, bullets

#: The labels of fields that hold codes without being choices of their model, such as a list of them.
_LABELS: dict[Field, Mapping[Any, str]] = {}


def label_codes(model: type[Model], name: str, labels: Mapping[Any, str]) -> None:
    """Have the codes of a field written by their labels."""
    _LABELS[model._meta.get_field(name)] = labels  # type: ignore[index]  # a field with a column


def field_of(model: type[Model], name: str) -> Any:
    """A model's field by name; None for a property, which is shown the same way."""
    try:
        return model._meta.get_field(name)
    except FieldDoesNotExist:
        return None


def label_of(model: type[Model], name: str) -> str:
    """A field's name as people read it."""
    field = field_of(model, name)
    return capital(str(field.verbose_name) if field else name.replace("_", " "))


def resolve(row: Any, path: str) -> tuple[Any, Any]:
    """The value at the end of a lookup and its field; nothing where a step leads nowhere."""
    *way, last = path.split("__")
    for step in way:
        row = getattr(row, step, None)
    if row is None:
        return None, None
    return getattr(row, last), field_of(type(row), last)


def may_end_at(model: Any, path: str, kind: type[Model]) -> bool:
    """Whether a lookup may lead to a row of a kind: by its last field, or by a property, of which nobody knows."""
    for step in path.split("__"):
        field = field_of(model, step) if model else None
        if field is None:
            return True
        model = field.related_model
    return bool(model) and issubclass(model, kind)


def words_of(field: Any, value: Any) -> Any:
    """A stored value as people read it; nothing is an empty text. Related rows are left as they are."""
    if value is None or value == "" or value == []:
        return ""
    if getattr(field, "choices", None):
        return dict(field.flatchoices).get(value, value)
    if labels := _LABELS.get(field):
        return ", ".join(labels.get(one, one) for one in (value if isinstance(value, list) else [value]))
    for kind, write in _WRITERS.items():
        if isinstance(field, kind):
            return write(value)
    return plain_words(value)


def plain_words(value: Any) -> Any:
    """The same for a value without a field, such as a property's."""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, datetime):
        return date_words(timezone.localtime(value).date())
    if isinstance(value, date):
        return date_words(value)
    return number_words(value) if isinstance(value, int | Decimal) else value


_WRITERS: dict[type[Field], Callable[[Any], Any]] = {
    MoneyField: lambda amount: money_words(amount, pence=True),
    YearField: lambda year: year.replace("-", "–"),
    PeriodField: period_words,
    TextListField: bullets,
    URLField: lambda url: Link(url, url),
}
