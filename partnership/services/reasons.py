"""The reason for a change stands in the history beside what changed."""

from typing import Any

from partnership.exceptions import DomainError

LONGEST_REASON = 100  # of simple-history's column


def note_reason(*, row: Any, reason: str) -> None:
    """Write into the newest entry of a row's history why it was made; in the transaction that made it."""
    if not reason:
        raise DomainError("Say why, so that whoever reads the history understands.")
    entry = row.history.order_by("-history_date", "-history_id").first()
    entry.history_change_reason = reason[:LONGEST_REASON]
    entry.save()
