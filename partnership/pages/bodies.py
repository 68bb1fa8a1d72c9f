"""The pages of an agency and of a group."""

from datetime import timedelta
from functools import cached_property
from typing import Any

from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from django.utils.dateformat import format as date_format
from django.utils.html import format_html_join

from partnership import marks
from partnership.formats import percent_words
from partnership.models import Tenure
from partnership.policy import can
from partnership.registers.page import DetailPage
from partnership.registers.parts import Button, Fact
from partnership.selectors.agencies import predecessors, successors
from partnership.selectors.attendance import GroupAttendance, attendance_of_agency, recent_attendance
from partnership.selectors.work import next_meetings

MEETINGS_SHOWN = 6


YEAR = timedelta(days=365)


class AgencyPage(DetailPage):
    """An agency, with how often its seats were filled lately, and whom it followed."""

    @property
    def buttons(self) -> list[Button]:
        if self.row.replaced_by_id or not can(self.principal, "change", self.row):
            return super().buttons
        merge = f"{reverse('partnership:agency-merge')}?old={self.row.pk}"
        return [*super().buttons, Button("Merge or replace", merge)]

    @property
    def summary(self) -> list[Fact]:
        today = timezone.localdate()
        tally = attendance_of_agency(agency=self.row, start=today - YEAR, end=today, principal=self.principal)
        facts = [*self.line, *super().summary]
        if not tally.due:
            return facts
        words = f"{tally.attended} of {tally.due} ({percent_words(tally.attended, tally.due)})"
        return [Fact("Attendance", words, "seats filled in the last 12 months"), *facts]

    @property
    def line(self) -> list[Fact]:
        """Which agencies came before it, and which comes after its successor."""
        before = [self.link(agency) for agency in predecessors(self.row)]
        after = [self.link(agency) for agency in successors(self.row)[1:]]
        facts = [Fact("Replaces", format_html_join(", ", "{}", ((one,) for one in before)))] if before else []
        return facts + ([Fact("Today", after[-1], "which replaced its successor")] if after else [])


class GroupPage(DetailPage):
    """A group, with who came to its last meetings."""

    template = "partnership/group.html"

    @property
    def buttons(self) -> list[Button]:
        if not can(self.principal, "change", self.row):
            return super().buttons
        return [*super().buttons, Button("Add a seat", f"{reverse('partnership:seat-create')}?group={self.row.pk}")]

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


class SeatPage(DetailPage):
    """A seat, with who holds it and who held it before."""

    template = "partnership/governance/seat.html"

    @cached_property
    def may_change(self) -> bool:
        return not self.archived and can(self.principal, "change", self.row)

    @property
    def buttons(self) -> list[Button]:
        if not self.may_change:
            return super().buttons
        holder = reverse("partnership:seat-holder", args=[self.row.pk])
        return [Button("Choose who holds it", holder, primary=True), *super().buttons]

    @cached_property
    def holders(self) -> list[Tenure]:
        """The present one first, then those before, the last first."""
        tenures = Tenure.objects.visible_to(self.principal).filter(seat=self.row).select_related("person")
        return list(tenures.order_by(F("ends_on").desc(nulls_first=True), F("starts_on").desc(nulls_last=True), "-pk"))
