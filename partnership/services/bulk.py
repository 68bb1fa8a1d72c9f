"""One change for many rows, each with its own version and its own history."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from partnership.models import User
from partnership.services.rows import Conflict

#: Rows that may be changed at once.
MOST_ROWS = 500


@dataclass(frozen=True)
class Changed:
    """The rows that were changed, and those that somebody else had changed since they were confirmed."""

    rows: list[Any]
    overtaken: list[Any]


@transaction.atomic
def change_rows(
    *, rows: Iterable[tuple[Any, int]], values: dict[str, Any], change: Callable[..., Any], by: User
) -> Changed:
    """Write `values` into each row that still has the version with which it comes, by the register's service `change`.

    A row that has moved on is left as it is. Any other refusal is a DomainError, and then none is changed.
    """
    done, overtaken = [], []
    for row, version in rows:
        try:
            done.append(change(row=row, values=values, version=version, by=by))
        except Conflict:
            overtaken.append(row)
    return Changed(done, overtaken)
