"""What an action led to: a changed policy, a changed course, a re-audit, or something else in words."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from partnership.exceptions import DomainError
from partnership.models import Action, ActionResult, Record, User
from partnership.selectors.results import RECORD_KINDS
from partnership.services.rows import change_row, create_row


@transaction.atomic
def create_result(*, row: ActionResult, values: Mapping[str, Any], by: User) -> ActionResult:
    """Record what an action led to. DomainError for a record of another kind than the result."""
    _check(values.get("kind", row.kind), values.get("record"))
    result: ActionResult = create_row(row=row, values=values, by=by)
    return result


@transaction.atomic
def change_result(*, row: ActionResult, values: Mapping[str, Any], version: int, by: User) -> ActionResult:
    """Change it. DomainError for a record of another kind, or to give it to another action."""
    _check(values.get("kind", row.kind), values.get("record", row.record))
    action: Action = values.get("action", row.action)
    if action.pk != row.action_id:
        raise DomainError("A result stays with its action. Archive this one and add it there.")
    result: ActionResult = change_row(row=row, values=values, version=version, by=by)
    return result


def _check(kind: str, record: Record | None) -> None:
    if record is not None and RECORD_KINDS.get(kind) != record.kind:
        raise DomainError("The record is of another kind than what it led to. Change one of the two.")
