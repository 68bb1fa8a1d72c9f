"""Meetings."""

from partnership import filters, marks, models, panel_tables, tables
from partnership.catalogue.panels import WORK
from partnership.registers import Panel, Register

MEETINGS = Register(
    model=models.Meeting,
    noun="meeting",
    plural="meetings",
    place="meetings",
    about="Every meeting of a group: agenda, minutes, decisions and attendance.",
    table=tables.MeetingTable,
    filterset=filters.MeetingFilter,
    related=("group",),
    state=lambda meeting: [marks.meeting_mark(meeting)],
    facts=("group", ("held_on", "Date"), ("venue", "Place"), "guests"),
    panels=(
        Panel("Agenda and minutes", panel_tables.AgendaTable, lambda row: row.agenda_items.select_related("meeting")),
        Panel(
            "Attendance",
            panel_tables.AttendanceTable,
            lambda row: row.attendance.select_related("meeting", "seat__agency").order_by("seat__pk"),
        ),
        *WORK,
    ),
)

REGISTERS = (MEETINGS,)
