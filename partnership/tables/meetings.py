"""Meetings and decisions."""

from typing import Any

from partnership import marks
from partnership.enums import MeetingStatus
from partnership.registers.rows import guarded_class
from partnership.registers.tables import (
    Date,
    Marked,
    Name,
    Plain,
    RegisterTable,
    Written,
)

HELD = MeetingStatus.HELD


class MeetingTable(RegisterTable):
    title = Name("title", "Meeting", second="group")
    held = Date("held_on", "Date")
    venue = Plain("venue", "Place")
    status = Marked("status", "Status", marks.meeting_mark)
    minutes = Marked("minutes_state", "Minutes", lambda row: marks.minutes_mark(row) if row.status == HELD else "")


class ItemName(Name):
    """The title of an agenda item; of a confidential one its number alone."""

    def first(self, record: Any, table: RegisterTable) -> Any:
        return f"Item {record.number}" if guarded_class(record) else record.title


class DecisionTable(RegisterTable):
    title = ItemName("title", "Item", second=lambda row: f"Item {row.number}" if not guarded_class(row) else "")
    decision = Written("decision", "Decision")
    group = Plain("meeting__group", "Group")
    held = Date("meeting__held_on", "Date", neutral=True)
