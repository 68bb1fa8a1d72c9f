"""References that the portal makes where people leave them blank."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.db.models import Count, Model, Q, QuerySet
from django.utils import timezone

from partnership.models import Board, User
from partnership.services.rows import create_row

_NUMBERED = re.compile(r"(.*?)(\d+)")
_YEAR_BEFORE_NUMBER = re.compile(r"\b20\d\d(?=\W$)")


@transaction.atomic
def create_referenced(*, row: Any, values: Mapping[str, Any], by: User) -> Any:
    """`create_row` for rows with a reference: one that was left blank is made."""
    boards = values.get("boards") or ()
    reference = values.get("reference") or row.reference or next_reference(type(row), boards)
    return create_row(row=row, values={**values, "reference": reference}, by=by)


def next_reference(model: type[Model], boards: Iterable[Board] = ()) -> str:
    """The reference after the last one, spelled like it: `R-08` after `R-07`, `CH-2026-01` after `CH-2025-09`.

    The last one of the same boards, for each may have a series of its own; of all rows where these have none yet. The
    first of all is `R-01`, for a risk. To be called in the transaction that stores the row: whoever else asks
    waits until it has ended.
    """
    rows: Any = model._base_manager
    rows.select_for_update(of=("self",)).order_by("pk").first()  # one at a time, on PostgreSQL too
    references = rows.order_by("-pk").values_list("reference", flat=True)
    keys = [board.pk for board in boards]
    last = (_last_numbered(_of_boards(references, keys)) if keys else None) or _last_numbered(references)
    if last is None:
        return f"{str(model._meta.verbose_name)[:1].upper()}-01"
    start, width = _YEAR_BEFORE_NUMBER.sub(str(timezone.localdate().year), last[1]), len(last[2])
    same = map(_NUMBERED.fullmatch, references.filter(reference__startswith=start))
    number = 1 + max((int(found[2]) for found in same if found and found[1] == start), default=0)
    return f"{start}{number:0{width}}"


def _of_boards(rows: QuerySet[Any, Any], keys: list[int]) -> QuerySet[Any, Any]:
    """The records of exactly these boards."""
    shared = Count("boards", filter=Q(boards__in=keys), distinct=True)
    held = rows.annotate(held=Count("boards", distinct=True), shared=shared)
    return held.filter(held=len(keys), shared=len(keys))


def _last_numbered(references: QuerySet[Any, str]) -> re.Match[str] | None:
    return next(filter(None, map(_NUMBERED.fullmatch, references.iterator())), None)
