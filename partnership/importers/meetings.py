"""Meetings, attendance and agenda items of the workbook."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django.db.models import QuerySet

from partnership.enums import MinutesState
from partnership.models import AgendaItem, Attendance, Meeting, User
from partnership.principals import Principal
from partnership.workbook.importer import Importer, Link
from partnership.workbook.record_importer import RecordImporter
from partnership.workbook.saving import Refusal

_MEETING = Link("meetings", ("group", "date"))


class OfDraft(Importer):
    """What belongs to a meeting whose minutes are agreed or locked changes by no way at all."""

    meeting_field: ClassVar[str] = "meeting_id"
    told_at: ClassVar[str] = "meeting"

    def save(self, rows: Sequence[Any], by: User | None, *, is_new: bool) -> list[tuple[Any, Refusal]]:
        ids = {getattr(row, self.meeting_field) for row, _ in rows}
        agreed = Meeting.objects.filter(pk__in=ids).exclude(minutes_state=MinutesState.DRAFT)
        closed = set(agreed.values_list("pk", flat=True))
        refusal = (self.told_at, "a meeting whose minutes are still a draft")
        refused = [(row, refusal) for row, _ in rows if getattr(row, self.meeting_field) in closed]
        open_rows = [pair for pair in rows if getattr(pair[0], self.meeting_field) not in closed]
        return [*refused, *super().save(open_rows, by, is_new=is_new)]


class MeetingImporter(OfDraft, RecordImporter):
    sheet = "meetings"
    model = Meeting
    attributes = {"date": "held_on"}
    meeting_field = "pk"
    told_at = "held_on"


class AttendanceImporter(OfDraft):
    sheet = "attendance"
    model = Attendance
    links = {"meeting": _MEETING, "seat": Link("seats", ("group", "seat"))}


class AgendaItemImporter(OfDraft):
    """Confidential items stay in the portal: a workbook has no way to keep them so."""

    sheet = "agenda_items"
    model = AgendaItem
    links = {"meeting": _MEETING}

    def visible_to(self, principal: Principal) -> QuerySet[AgendaItem]:
        return super().visible_to(principal).filter(confidential=False)
