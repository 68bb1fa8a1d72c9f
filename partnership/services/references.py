"""References that the portal makes where people leave them blank."""

import re
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from partnership.models import User
from partnership.services.rows import create_row

_NUMBERED = re.compile(r"(.*?)(\d+)")
_YEAR_BEFORE_NUMBER = re.compile(r"\b20\d\d(?=\W$)")


@transaction.atomic
def create_referenced(*, row: Any, values: Mapping[str, Any], by: User) -> Any:
    """`create_row` for rows with a reference: one that was left blank is made."""
    reference = values.get("reference") or row.reference or next_reference(type(row))
    return create_row(row=row, values={**values, "reference": reference}, by=by)


def next_reference(model: type[Model]) -> str:
    """The reference after the last one, spelled like it: `R-08` after `R-07`, `CH-2026-01` after `CH-2025-09`.

    The first of all is `R-01`, for a risk. To be called in the transaction that stores the row: whoever else asks
    waits until it has ended.
    """
    rows: Any = model._base_manager
    rows.select_for_update(of=("self",)).order_by("pk").first()  # one at a time, on PostgreSQL too
    references = rows.order_by("-pk").values_list("reference", flat=True)
    last = next(filter(None, map(_NUMBERED.fullmatch, references.iterator())), None)
    if last is None:
        return f"{str(model._meta.verbose_name)[:1].upper()}-01"
    start, width = _YEAR_BEFORE_NUMBER.sub(str(timezone.localdate().year), last[1]), len(last[2])
    same = map(_NUMBERED.fullmatch, references.filter(reference__startswith=start))
    number = 1 + max((int(found[2]) for found in same if found and found[1] == start), default=0)
    return f"{start}{number:0{width}}"
