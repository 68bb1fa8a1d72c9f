"""Many rows that were typed on one page: stored together or not at all."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from partnership.faults import Rule
from partnership.models import User
from partnership.models.maintained import Maintained
from partnership.services.rows import archive_row, restore_row
from partnership.services.ruled import Ruled

TAKEN_OUT = "Taken out where its rows are typed together"


@dataclass(frozen=True)
class Typed:
    """One row as it was typed: stored or new, the values that were touched, and the version that was read.

    `same` are the lookups of what may exist only once, so that a row that was archived comes back.
    """

    row: Any
    values: Mapping[str, Any]
    version: int = 0
    taken_out: bool = False
    same: Mapping[str, Any] = field(default_factory=dict)


@transaction.atomic
def save_grid(*, typed: Iterable[Typed], rule: Rule, by: User) -> int:
    """Store what was typed; gives the number of rows that were written. Raises Conflict if any of them moved on."""
    rows, written = Ruled(rule), 0
    for one in typed:
        if one.taken_out:
            _take_out(one, by)
        elif one.row.pk is not None:
            rows.change(row=one.row, values=one.values, version=one.version, by=by)
        elif archived := _archived(one):
            back = restore_row(row=archived, by=by)
            rows.change(row=back, values=one.values, version=back.version, by=by)
        else:
            rows.create(row=one.row, values=one.values, by=by)
        written += 1
    return written


def _archived(one: Typed) -> Any:
    """The archived row that stands where the new one would."""
    if not isinstance(one.row, Maintained):
        return None
    return type(one.row)._base_manager.filter(archived_at__isnull=False, **one.same).first()


def _take_out(one: Typed, by: User) -> None:
    """Archive a row; a share, which cannot be archived, goes and leaves its history."""
    if isinstance(one.row, Maintained):
        one.row.version = one.version
        archive_row(row=one.row, reason=TAKEN_OUT, by=by)
    else:
        one.row._history_user = by
        one.row.delete()
