"""Writing one row that people maintain in the browser: created, changed, archived, brought back.

What needs rules of its own (completing an action, agreeing minutes) is a service of its own that ends here.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.db.models import ManyToManyField
from django.utils import timezone

from partnership.exceptions import DomainError
from partnership.models import Board, Record, User
from partnership.models.maintained import Versioned
from partnership.principals import principal_of
from partnership.selectors.references import live_references
from partnership.services.records import key_followers, save_record
from partnership.services.versions import Conflict, claim_version

__all__ = ["Conflict", "archive_row", "change_row", "create_row", "restore_row"]


@transaction.atomic
def create_row(*, row: Any, values: Mapping[str, Any], by: User) -> Any:
    """Store a new row. `values` maps attributes to values, and many-to-many names to their rows."""
    _store(row, values, by)
    return row


@transaction.atomic
def change_row(*, row: Any, values: Mapping[str, Any], version: int, by: User | None) -> Any:
    """Write `values`, and nothing else, into the row as it is stored now; gives the stored row.

    `version` is the one that the editor read; `by` is None where the portal does it itself. Raises Conflict where the
    row has moved on since then.
    """
    fresh = type(row)._base_manager.get(pk=row.pk)
    fresh.version = version
    _store(fresh, values, by)
    return fresh


def archive_row(*, row: Any, reason: str, by: User) -> Any:
    """Take a row out of every list, report and export; nothing is deleted, and what hangs on it goes with it.

    DomainError without a reason, and while other rows name it: they would name something that nobody can see.
    """
    if not reason:
        raise DomainError("Say why, so that whoever looks for it later understands.")
    needed = live_references(row, principal_of(by))
    words = [f"{count:,} {kind}" for kind, count in needed.counts.items()]
    words += ["something that is not shared with you"] if needed.unseen else []
    if words:
        raise DomainError(f"It is still named by {' and '.join(words)}. That has to be changed or archived first.")
    return change_row(
        row=row, values={"archived_at": timezone.now(), "archived_reason": reason}, version=row.version, by=by
    )


def restore_row(*, row: Any, by: User) -> Any:
    """Bring an archived row back."""
    return change_row(row=row, values={"archived_at": None, "archived_reason": ""}, version=row.version, by=by)


def _store(row: Any, values: Mapping[str, Any], by: User | None) -> None:
    row._history_user = by
    links = {name: list(value) for name, value in values.items() if _is_link(row, name)}
    for name, value in values.items():
        if name not in links:
            setattr(row, name, value)
    is_new = row.pk is None
    code_before = None if is_new else _code_of(type(row)._base_manager.get(pk=row.pk))
    if not is_new:
        row.skip_history_when_saving = True  # the links first: one row of history then shows the whole change
        _set_links(row, links)
        del row.skip_history_when_saving
    _save(row, links.get("boards"), by)
    if is_new:
        _set_links(row, links)
    elif code_before != _code_of(row):
        for follower in key_followers(row):
            save_record(record=follower, boards=_boards_of(follower, None), by=by)


def _save(row: Any, boards: list[Board] | None, by: User | None) -> None:
    if isinstance(row, Record):
        save_record(record=row, boards=_boards_of(row, boards), by=by)
        return
    if row.pk is not None and isinstance(row, Versioned):
        claim_version(row)
    row.save()


def _boards_of(record: Record, chosen: list[Board] | None) -> list[Board]:
    """What the kind inherits, else what was chosen, else what it has."""
    inherited = record.inherited_boards()
    if inherited is not None:
        return list(inherited)
    if chosen is not None:
        return sorted(chosen, key=lambda board: board.code_key)
    return list(record.boards.order_by("code_key"))


def _set_links(row: Any, links: Mapping[str, Iterable[Any]]) -> None:
    for name, related in links.items():
        if name != "boards":
            getattr(row, name).set(related)


def _is_link(row: Any, name: str) -> bool:
    return isinstance(row._meta.get_field(name), ManyToManyField)


def _code_of(row: Any) -> str | None:
    """What composed keys are made of."""
    if isinstance(row, Record):
        return row.reference
    return row.code if isinstance(row, Board) else None
