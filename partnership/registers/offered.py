"""What filters offer, read once a request however many filters and saved views ask for it."""

from collections.abc import Callable, Hashable, Iterable
from typing import Any

from django.db.models import Case, F, Q, QuerySet, Value, When

from partnership.enums import GUARDED_CLASSES
from partnership.models import Record
from partnership.on_behalf import principal_for

Choices = list[tuple[str, str]]


def remembered(request: Any, key: Hashable, read: Callable[[], Any]) -> Any:
    """What `read` gave when it was first asked for within this request."""
    if not hasattr(request, "offered"):
        request.offered = {}
    if key not in request.offered:
        request.offered[key] = read()
    return request.offered[key]


def offered_rows(request: Any, models: Iterable[Any]) -> dict[Any, Choices]:
    """Key and name of the rows of each model that the principal may see, by name.

    One query for all models that were not asked for before. A guarded record goes by its reference, as on lists.
    Rows that are no records have a `name`.
    """
    known = remembered(request, "rows", dict)
    missing = [model for model in dict.fromkeys(models) if model not in known]
    if missing:
        parts = [_part(request, number, model) for number, model in enumerate(missing)]
        found: dict[Any, Choices] = {model: [] for model in missing}
        for number, pk, name in parts[0].union(*parts[1:], all=True) if parts[1:] else parts[0]:
            found[missing[number]].append((str(pk), name))
        known |= {model: sorted(rows, key=lambda row: row[1].casefold()) for model, rows in found.items()}
    return known


def _part(request: Any, number: int, model: Any) -> QuerySet:
    rows = model._default_manager.visible_to(principal_for(request)).order_by()
    name: Any = _record_name() if issubclass(model, Record) else F("name")
    return rows.annotate(which=Value(number), called=name).values_list("which", "pk", "called")


def _record_name() -> Case:
    in_title = When(~Q(visibility__in=GUARDED_CLASSES) & ~Q(title=""), then=F("title"))
    return Case(in_title, default=F("reference"))
