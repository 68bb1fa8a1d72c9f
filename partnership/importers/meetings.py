"""Meetings, attendance and agenda items of the workbook."""

from partnership.models import AgendaItem, Attendance, Board, Meeting
from partnership.workbook.importer import Importer, Link
from partnership.workbook.record_importer import RecordImporter

_MEETING = Link("meetings", ("group", "date"))


class MeetingImporter(RecordImporter):
    """A meeting belongs to the boards of its group."""

    sheet = "meetings"
    model = Meeting
    attributes = {"date": "held_on"}

    def boards_of(self, record: Meeting) -> list[Board]:
        return list(record.group.boards.order_by("code_key"))


class AttendanceImporter(Importer):
    sheet = "attendance"
    model = Attendance
    links = {"meeting": _MEETING, "seat": Link("seats", ("group", "seat"))}


class AgendaItemImporter(Importer):
    sheet = "agenda_items"
    model = AgendaItem
    links = {"meeting": _MEETING}
