"""How many rows a list and its tabs have, all in one query."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, IntegerField, Q, QuerySet, Value


@dataclass(frozen=True)
class Counted:
    """Rows, and how many of them meet the condition with which they were counted."""

    rows: int = 0
    meeting: int = 0


def counted(lists: Sequence[QuerySet], condition: Q | None = None) -> list[Counted]:
    """The rows of each list of one model, the first one's also under `condition`. One query."""
    parts = [_part(number, rows, condition if number == 0 else None) for number, rows in enumerate(lists)]
    found = parts[0].union(*parts[1:], all=True) if parts[1:] else parts[0]
    counts = {which: Counted(rows, meeting) for which, rows, meeting in found}
    return [counts.get(number, Counted()) for number in range(len(lists))]


def _part(number: int, rows: QuerySet, condition: Q | None) -> QuerySet:
    query: Any = rows.query
    if query.distinct or query.group_by is not None:
        rows = rows.model._base_manager.filter(pk__in=rows.order_by().values("pk"))
    nobody = Value(0, output_field=IntegerField())
    meeting: Any = nobody if condition is None else Count("pk", filter=condition)
    return (
        rows.order_by()
        .annotate(which=Value(number))
        .values("which")
        .annotate(counted=Count("pk"), meeting=meeting)
        .values_list("which", "counted", "meeting")
    )
