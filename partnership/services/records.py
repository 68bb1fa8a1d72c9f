"""Saving a record of any kind: key, boards, version and history in one place."""

from collections.abc import Sequence

from django.db import transaction

from partnership.models import Board, Record, User


@transaction.atomic
def save_record(*, record: Record, boards: Sequence[Board], by: User | None) -> Record:
    """Store a new or changed record, with who did it in its history.

    The visibility class of a record comes from its own state, and follows it: publication opens a review. A class that
    people have set stays (`Record.default_visibility`). `by` is None for the operator at the command line.
    """
    before = None if record.pk is None else type(record).objects.get(pk=record.pk)
    if before is None or record.visibility == before.default_visibility():
        record.visibility = record.default_visibility()
    if before is not None:
        record.version += 1
    record.key = record.natural_key(boards).casefold()
    record._history_user = by
    record.save()
    record.boards.set(boards)
    return record
