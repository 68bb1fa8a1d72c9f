"""The read log of restricted records: each entry is chained to the one before, and the database keeps both.

A database that cannot take an entry raises DatabaseError, and the caller then sends nothing.
"""

from collections.abc import Iterable

from django.db import OperationalError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from partnership.enums import GUARDED_CLASSES, ReadVerb, Role
from partnership.models import ReadEntry, ReadLogHead, Record, User
from partnership.principals import Principal
from partnership.read_chain import hash_of

#: The one row that says where the chain ends.
HEAD = 1


def note_reading(
    *, record: Record, address: str, by: User, verb: str = ReadVerb.OPENED, reason: str = "", role: str = ""
) -> ReadEntry:
    """Write down that somebody opens a restricted record or takes it away, before anything of it is sent."""
    return _append([record], address=address, by=by, verb=verb, reason=reason, role=role)[0]


def note_readings(
    *, records: Iterable[Record], address: str, by: User, verb: str = ReadVerb.OPENED, role: str = ""
) -> list[ReadEntry]:
    """Write down that somebody opens a page that tells of several restricted records, before anything of it is sent."""
    return _append(records, address=address, by=by, verb=verb, reason="", role=role)


def note_list_export(
    *, records: QuerySet[Record], address: str, by: User, reason: str = "", role: str = ""
) -> list[ReadEntry]:
    """Write down the restricted records of which an export of a list tells something, before anything of it is sent."""
    return _append(records, address=address, by=by, verb=ReadVerb.EXPORTED, reason=reason, role=role)


def note_export(*, principal: Principal, address: str, by: User, reason: str = "") -> list[ReadEntry]:
    """Write down every restricted record that an export of all records carries away, before anything of it is sent."""
    records = Record.objects.visible_to(principal).filter(visibility__in=GUARDED_CLASSES)
    return note_list_export(records=records, address=address, by=by, reason=reason, role=roles_in_words(principal))


def note_log_export(*, address: str, by: User, reason: str, role: str = "") -> ReadEntry:
    """Write down that somebody takes the read log itself away, before anything of it is sent."""
    return _append([None], address=address, by=by, verb=ReadVerb.EXPORTED, reason=reason, role=role)[0]


def roles_in_words(principal: Principal) -> str:
    """The codes of the roles that somebody holds: what the log calls the role used."""
    return ",".join(sorted(principal.roles - {Role.PUBLIC.value}))


@transaction.atomic
def _append(
    records: Iterable[Record | None], *, address: str, by: User, verb: str, reason: str, role: str
) -> list[ReadEntry]:
    """Add entries at the end of the chain, in a transaction that is as short as that of its caller."""
    now = timezone.now()
    entries = [
        ReadEntry(
            record=record,
            user=by,
            verb=verb,
            role=role[:100],
            visibility=record.visibility if record else "",
            address=address[:500],
            read_at=now,
            reason=" ".join(reason.split())[:300],
        )
        for record in records
    ]
    if not entries:
        return []
    # PostgreSQL waits here for another worker's entry; SQLite did where the transaction began.
    head, _ = ReadLogHead.objects.select_for_update().get_or_create(pk=HEAD)
    number, previous = head.number, head.entry_hash
    for entry in entries:
        number += 1
        entry.number, entry.previous_hash = number, previous
        entry.entry_hash = previous = hash_of(entry)
    ReadEntry.objects.bulk_create(entries)
    here = ReadLogHead.objects.filter(pk=HEAD, number=head.number, entry_hash=head.entry_hash)
    if not here.update(number=number, entry_hash=previous):
        raise OperationalError("another worker has moved the read log on")
    return entries
