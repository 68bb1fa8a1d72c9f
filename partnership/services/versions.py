"""Counting versions, so that nobody overwrites in silence what somebody else has saved."""

from typing import Any

from partnership.exceptions import DomainError
from partnership.models import Record


class Conflict(DomainError):  # noqa: N818 (what happened, not a mistake of the program)
    """Somebody saved the row since it was read."""


def claim_version(row: Any) -> None:
    """Take the next version of a stored row for whoever read it last; raises Conflict for everybody else.

    One conditional UPDATE: of two who read the same version, on either database, only one goes on. It holds the row
    until the transaction ends.
    """
    model = Record if isinstance(row, Record) else type(row)
    taken = model._base_manager.filter(pk=row.pk, version=row.version).update(version=row.version + 1)
    if not taken:
        raise Conflict("Somebody else changed this while you were working on it. Load it again.")
    row.version += 1
