"""The pages of an agency and of a seat."""

from functools import cached_property

from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html_join

from partnership import marks, registry
from partnership.formats import percent_words
from partnership.models import Action, Challenge, Record, Tenure
from partnership.pages.figures import Figure, plural
from partnership.policy import can
from partnership.registers.page import DetailPage
from partnership.registers.parts import Button, Chip, Fact, Link
from partnership.selectors.agencies import predecessors, successors
from partnership.selectors.agency_sheet import AgencySheet, agency_sheet


class AgencyPage(DetailPage):
    """An agency: what it is asked, how often its seats were filled lately, and whom it followed."""

    template = "partnership/agency.html"

    @property
    def buttons(self) -> list[Button]:
        if self.row.replaced_by_id or not can(self.principal, "change", self.row):
            return super().buttons
        merge = f"{reverse('partnership:agency-merge')}?old={self.row.pk}"
        return [*super().buttons, Button("Merge or replace", merge)]

    @property
    def telling(self) -> list[Record]:
        """Its open actions hang on records of every kind; those of restricted ones are told to the agency alone."""
        return [record for _, table in self.panels for record in table.telling]

    @cached_property
    def sheet(self) -> AgencySheet:
        """What it is asked before a board: the same as on its one-page summary."""
        return agency_sheet(agency=self.row, today=timezone.localdate(), principal=self.principal)

    @property
    def figures(self) -> list[Figure]:
        sheet = self.sheet
        late = f"{len(sheet.overdue)} overdue {plural('action', sheet.overdue)}"
        asked = f"{len(sheet.returns)} {plural('return', sheet.returns)} due"
        waiting = f"{len(sheet.waiting)} {plural('challenge', sheet.waiting)} waiting"
        return [
            Figure(self.came or "No attendance", "seats filled, 12 months", "#came"),
            Figure(late, f"of {sheet.open_actions} open", "#overdue"),
            Figure(asked, "not yet sent in", "#returns"),
            Figure(waiting, f"{len(sheet.answered)} answered", "#challenges"),
        ]

    @property
    def came(self) -> str:
        """Such as "69 of 75 (92%)"; empty where nothing was recorded."""
        tally = self.sheet.attendance
        return f"{tally.attended} of {tally.due} ({percent_words(tally.attended, tally.due)})" if tally.due else ""

    @property
    def challenges(self) -> list[tuple[Link, Chip]]:
        """Those that wait for an answer first."""
        return [
            *((self._challenge(row), Chip("amber", "Waiting for an answer")) for row in self.sheet.waiting),
            *((self._challenge(row), Chip("blue", "Answered")) for row in self.sheet.answered),
        ]

    @property
    def overdue(self) -> list[tuple[Link, Action, Chip]]:
        return [(Link(row.title, registry.url_of(row)), row, marks.action_mark(row)) for row in self.sheet.overdue]

    def _challenge(self, row: Challenge) -> Link:
        return Link(row.title, registry.url_of(row))

    @property
    def summary(self) -> list[Fact]:
        return [*self.line, *super().summary]

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
