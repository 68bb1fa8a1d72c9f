"""The pages of an agency and of a group."""

from datetime import timedelta
from functools import cached_property
from typing import Any

from django.utils import timezone
from django.utils.dateformat import format as date_format

from partnership import marks
from partnership.formats import percent_words
from partnership.registers.page import DetailPage
from partnership.registers.parts import Fact
from partnership.selectors.attendance import GroupAttendance, attendance_of_agency, recent_attendance
from partnership.selectors.work import next_meetings

MEETINGS_SHOWN = 6


YEAR = timedelta(days=365)


class AgencyPage(DetailPage):
    """An agency, with how often its seats were filled lately."""

    @property
    def summary(self) -> list[Fact]:
        today = timezone.localdate()
        tally = attendance_of_agency(agency=self.row, start=today - YEAR, end=today, principal=self.principal)
        if not tally.due:
            return super().summary
        words = f"{tally.attended} of {tally.due} ({percent_words(tally.attended, tally.due)})"
        return [Fact("Attendance", words, "seats filled in the last 12 months"), *super().summary]


class GroupPage(DetailPage):
    """A group, with who came to its last meetings."""

    template = "partnership/group.html"

    @property
    def state(self) -> list[Any]:
        coming = next_meetings(self.principal, timezone.localdate()).filter(group=self.row).first()
        if coming is None:
            return super().state
        return [*super().state, f"Next meeting: {date_format(coming.held_on, 'D j F Y')}"]

    @cached_property
    def attendance(self) -> GroupAttendance | None:
        return recent_attendance(group=self.row, meetings=MEETINGS_SHOWN, principal=self.principal)

    @property
    def grid(self) -> list[dict[str, Any]]:
        """A row for each seat: {name, second, marks, tally}."""
        return [
            {
                "name": seat.label,
                "second": seat.agency if seat.agency != seat.label else "",
                "marks": [marks.attendance_letter(status) for status in seat.statuses],
                "tally": seat.tally,
            }
            for seat in (self.attendance.seats if self.attendance else ())
        ]
