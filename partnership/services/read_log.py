"""The read log of restricted records."""

from django.db.models import QuerySet

from partnership.enums import GUARDED_CLASSES
from partnership.models import ReadEntry, Record, User
from partnership.principals import Principal


def note_reading(*, record: Record, address: str, by: User) -> ReadEntry:
    """Write down that somebody opens a restricted record, before anything of it is sent.

    A database that cannot take the entry raises, and the caller must then refuse the page.
    """
    return ReadEntry.objects.create(record=record, user=by, address=address[:500])


def note_list_export(*, records: QuerySet, address: str, by: User) -> list[ReadEntry]:
    """Write down the restricted records of which an export of a list tells something, before anything of it is sent."""
    return ReadEntry.objects.bulk_create(ReadEntry(record=one, user=by, address=address[:500]) for one in records)


def note_export(*, principal: Principal, address: str, by: User) -> list[ReadEntry]:
    """Write down every restricted record that an export of all records carries away, before anything of it is sent."""
    records = Record.objects.visible_to(principal).filter(visibility__in=GUARDED_CLASSES)
    return note_list_export(records=records, address=address, by=by)
