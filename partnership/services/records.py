"""Saving a record of any kind: key, boards, version and history in one place."""

from collections.abc import Sequence

from django.db import transaction

from partnership.models import Board, Record, User


@transaction.atomic
def save_record(*, record: Record, boards: Sequence[Board], by: User | None) -> Record:
    """Store a new or changed record, with who did it in its history.

    The visibility class of a new record comes from its own state; afterwards only people change it, except that
    publication opens a record (`Record.default_visibility`). `by` is None for the operator at the command line.
    """
    is_new = record.pk is None
    if is_new:
        record.visibility = record.default_visibility()
    else:
        record.version += 1
    record.key = record.natural_key(boards).casefold()
    record._history_user = by
    record.save()
    record.boards.set(boards)
    return record
