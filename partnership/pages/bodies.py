"""The pages of an agency and of a seat."""

from datetime import timedelta
from functools import cached_property

from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html_join

from partnership.formats import percent_words
from partnership.models import Tenure
from partnership.policy import can
from partnership.registers.page import DetailPage
from partnership.registers.parts import Button, Fact
from partnership.selectors.agencies import predecessors, successors
from partnership.selectors.attendance import attendance_of_agency

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
