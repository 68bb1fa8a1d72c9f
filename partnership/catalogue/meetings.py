"""Meetings, and what was decided in them."""

from partnership import filters, marks, models, panel_tables, tables
from partnership.catalogue.panels import WORK
from partnership.forms.meetings import MeetingForm
from partnership.pages.meetings import MeetingPage
from partnership.registers import Panel, Register
from partnership.services.meetings import change_meeting, create_meeting

MEETINGS = Register(
    model=models.Meeting,
    noun="meeting",
    plural="meetings",
    heading="Calendar of meetings",
    place="meetings",
    about="Every meeting of a group: agenda, minutes, decisions and attendance.",
    table=tables.MeetingTable,
    filterset=filters.MeetingFilter,
    related=("group", "agreed_by"),
    state=lambda meeting: [marks.meeting_mark(meeting)],
    facts=("group", ("held_on", "Date"), ("venue", "Place"), "guests"),
    panels=(
        Panel(
            "Attendance",
            panel_tables.AttendanceTable,
            lambda row: row.attendance.select_related("meeting", "seat__agency").order_by("seat__pk"),
        ),
        *WORK,
    ),
    page=MeetingPage,
    form=MeetingForm,
    create=create_meeting,
    change=change_meeting,
)

DECISIONS = Register(
    model=models.Decision,
    noun="decision",
    plural="decisions",
    place="meetings",
    about="Everything that a group decided, with the minute in which it stands.",
    table=tables.DecisionTable,
    filterset=filters.DecisionFilter,
    related=("meeting__group",),
    facts=(("meeting", "Meeting"), ("meeting__group", "Group"), ("meeting__held_on", "Date"), ("number", "Item")),
    texts=("decision", "minute", ("public_summary", "Summary for everybody")),
    panels=(
        Panel(
            "Actions raised in it",
            panel_tables.PlanActionTable,
            lambda row: row.actions.select_related("plan__record", "agency").order_by("due_on", "pk"),
        ),
    ),
)

REGISTERS = (MEETINGS, DECISIONS)
