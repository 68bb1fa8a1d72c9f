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
    if record.visibility in GUARDED_CLASSES:
        return reference_alone(record)
    return one_line(record.title) if _is_composed(record) else one_line(f"{record.reference} {record.title}")


def reference_alone(record: Record) -> str:
    """What says which record is meant and nothing about it: its reference, or its number where that holds words."""
    if _is_composed(record):
        return f"{capital(kind_words(record))} {record.pk}"
    return record.reference


def meeting_name_outside(meeting: Meeting) -> str:
    """A meeting by its own name: its reference, which holds no words, says less."""
    return meeting.reference if meeting.visibility in GUARDED_CLASSES else one_line(str(meeting))


def row_name_outside(row: Any, record: Record) -> str:
    """The same for a row with a reference and a title that hangs on a record: an action."""
    return str(row.reference) if record.visibility in GUARDED_CLASSES else one_line(f"{row.reference} {row.title}")


def kind_words(record: Record) -> str:
    """What a record's kind is called; of one without pages of its own, by the name under which it is stored."""
    try:
        return registry.register_of(record).noun
    except KeyError:
        return record.kind.replace("_", " ")


def _is_composed(record: Record) -> bool:
    return bool(record.title) and record.title[:_TELLING].casefold() in record.reference.casefold()


def one_line(text: str) -> str:
    return " ".join(text.split())
