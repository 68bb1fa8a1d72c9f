"""What a record is called in mail and calendars, which go through hands that the policy cannot see."""

from typing import Any

from partnership import registry
from partnership.enums import GUARDED_CLASSES
from partnership.formats import capital
from partnership.models import Meeting, Record

_TELLING = 40  # characters of a title that would tell what it is


def name_outside(record: Record) -> str:
    """Reference and title; of a restricted or sealed record the reference alone, or its number where that holds words.

    Some kinds have no reference of their own: theirs is made of the title.
    """
    composed = bool(record.title) and record.title[:_TELLING].casefold() in record.reference.casefold()
    if record.visibility in GUARDED_CLASSES:
        return f"{capital(registry.register_of(record).noun)} {record.pk}" if composed else record.reference
    return one_line(record.title) if composed else one_line(f"{record.reference} {record.title}")


def meeting_name_outside(meeting: Meeting) -> str:
    """A meeting by its own name: its reference, which holds no words, says less."""
    return meeting.reference if meeting.visibility in GUARDED_CLASSES else one_line(str(meeting))


def row_name_outside(row: Any, record: Record) -> str:
    """The same for a row with a reference and a title that hangs on a record: an action."""
    return str(row.reference) if record.visibility in GUARDED_CLASSES else one_line(f"{row.reference} {row.title}")


def one_line(text: str) -> str:
    return " ".join(text.split())
