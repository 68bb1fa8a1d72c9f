"""Saving a record of any kind: key, reference, title, boards, version and class in one place."""

from collections.abc import Sequence

from django.db import transaction

from partnership.models import Board, Record, User
from partnership.models.fields import ONE_LINE
from partnership.services.versions import claim_version


@transaction.atomic
def save_record(*, record: Record, boards: Sequence[Board], by: User | None) -> Record:
    """Store a new or changed record, with who did it in its history.

    The visibility class of a record comes from its own state, and follows it: publication opens a review. A class that
    people have set stays (`Record.default_visibility`). `by` is None for the operator at the command line and
    for the portal itself. Raises Conflict where somebody saved the record since it was read.
    """
    before = None if record.pk is None else type(record).objects.get(pk=record.pk)
    if before is None or record.visibility == before.default_visibility():
        record.visibility = record.default_visibility()
    if before is not None:
        claim_version(record)
    natural = record.natural_key(boards)
    record.key = natural.casefold()
    if record.composes_key or not record.reference:
        record.reference = natural[:ONE_LINE]
    record.title = record.made_title() or record.title
    record._history_user = by
    record.save()
    record.boards.set(boards)
    return record


def key_followers(parent: Board | Record) -> list[Record]:
    """The records whose key is composed of this row's code or reference: they are saved anew when that changes."""
    return [
        record
        for kind in Record.__subclasses__()
        for source in kind.key_sources
        if isinstance(parent, kind._meta.get_field(source).related_model)  # type: ignore[arg-type]  # a relation
        for record in kind._base_manager.filter(**{source: parent.pk})
    ]
