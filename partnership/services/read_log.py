"""The read log of restricted records."""

from partnership.models import ReadEntry, Record, User


def note_reading(*, record: Record, address: str, by: User) -> ReadEntry:
    """Write down that somebody opens a restricted record, before anything of it is sent.

    A database that cannot take the entry raises, and the caller must then refuse the page.
    """
    return ReadEntry.objects.create(record=record, user=by, address=address[:500])
