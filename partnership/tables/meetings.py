"""Meetings."""

from partnership import marks
from partnership.registers.tables import (
    Date,
    Marked,
    Name,
    Plain,
    RegisterTable,
)


class MeetingTable(RegisterTable):
    title = Name("title", "Meeting", second="group")
    held = Date("held_on", "Date")
    venue = Plain("venue", "Place")
    status = Marked("status", "Status", marks.meeting_mark)
