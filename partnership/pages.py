"""The ground floor's special pages."""

from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from typing import Any

from django.utils import timezone
from django.utils.dateformat import format as date_format
from django.utils.safestring import SafeString, mark_safe

from partnership import marks
from partnership.charts import SCREEN, LineChart, Series, render
from partnership.formats import percent_words
from partnership.models import Recommendation
from partnership.panel_tables import IndicatorValueTable
from partnership.period import period_words
from partnership.policy import can
from partnership.registers.page import DetailPage
from partnership.registers.parts import Fact
from partnership.registers.rows import guarded_class
from partnership.registers.tables import RegisterTable
from partnership.selectors.attendance import GroupAttendance, attendance_of_agency, recent_attendance
from partnership.selectors.indicator_figures import Trail
from partnership.selectors.indicators import is_protected, latest_trail
from partnership.selectors.work import next_meetings

NOT_SHARED = "Not shared with you"
MEETINGS_SHOWN = 6
YEAR = timedelta(days=365)


@dataclass(frozen=True)
class Step:
    """One link of the chain from a finding to its proof. `name` is a link, or words where there is nothing to open."""

    kind: str
    name: Any
    mark: Any = ""
    here: bool = False
    second: str = ""


class ChainPage(DetailPage):
    """A page that begins with where the row comes from and what proves it."""

    template = "partnership/chain.html"

    def source(self) -> Step:
        """The record whose plan it is; those who may not open it learn neither its name nor its kind."""
        record = self.row.plan.record
        if record.pk not in self.readable:
            return Step("Comes from", NOT_SHARED)
        child = record.child
        return Step(child._meta.verbose_name.capitalize(), self.link(child))

    def recommended(self, recommendation: Recommendation) -> Step:
        if not can(self.principal, "view", recommendation):
            return Step("Recommendation", NOT_SHARED)
        return Step("Recommendation", self.link(recommendation), marks.recommendation_mark(recommendation))


#: What people write about an action of a restricted plan tells of the case; its title and dates do not.
_CASE_NOTES = frozenset({"progress", "impact", "rag_override_reason", "recommendation", "plan"})


class ActionPage(ChainPage):
    """An action: finding, recommendation, the action itself, its proof.

    Whoever sees it for an agency, and not the restricted record that it belongs to, reads only what is to be done.
    """

    @cached_property
    def of_hidden_case(self) -> bool:
        return guarded_class(self.row) is not None and self.row.plan.record_id not in self.readable

    @cached_property
    def hidden(self) -> frozenset[str]:
        return super().hidden | (_CASE_NOTES if self.of_hidden_case else frozenset())

    @property
    def chain(self) -> list[Step]:
        action = self.row
        steps = [self.source()]
        if action.recommendation and not self.of_hidden_case:
            steps.append(self.recommended(action.recommendation))
        steps.append(Step("Action", action.reference, marks.action_mark(action), here=True))
        if self.of_hidden_case:
            return steps
        proof = "What difference it has made is written below" if action.impact else "No proof yet"
        return [*steps, Step("Proof", proof)]


class RecommendationPage(ChainPage):
    """A recommendation: the finding, and the recommendation itself."""

    @property
    def heading(self) -> str:
        return f"Recommendation {self.row.number}"

    @property
    def caption(self) -> str:
        return ""

    @property
    def chain(self) -> list[Step]:
        row = self.row
        return [
            self.source(),
            Step("Recommendation", f"Number {row.number}", marks.recommendation_mark(row), here=True),
        ]


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


class IndicatorPage(DetailPage):
    """An indicator: its course as a chart, then its values.

    Whoever may not change an indicator of small numbers sees its figures as a report would print them.
    """

    template = "partnership/indicator.html"

    @cached_property
    def trail(self) -> Trail | None:
        """The figures up to the latest period, disclosure control applied."""
        return latest_trail(self.row, self.principal)

    @property
    def period_labels(self) -> tuple[str, ...]:
        return tuple(period_words(period.label) for period in self.trail.periods) if self.trail else ()

    @property
    def chart(self) -> SafeString:
        """A line from two periods on; the table beneath says the same."""
        trail = self.trail
        lines = [line for line in (trail.whole, *trail.comparators) if line] if trail else []
        if not trail or len(trail.periods) < 2 or not lines:
            return SafeString()
        drawn = LineChart(
            self.row.title,
            self.period_labels,
            tuple(Series(line.area, tuple(figure.value for figure in line.figures)) for line in lines),
            self.row.unit,
        )
        return mark_safe(render(drawn, SCREEN, 640, 240))  # noqa: S308 (our own drawing, texts escaped)

    @property
    def as_stored(self) -> bool:
        return not is_protected(self.row) or can(self.principal, "change", self.row)

    @property
    def panels(self) -> list[tuple[str, RegisterTable]]:
        if not self.as_stored:
            return super().panels
        values = self.row.values.visible_to(self.principal).select_related("indicator").order_by("-period", "pk")
        table = IndicatorValueTable(values, principal=self.principal, orderable=False)
        return [*([("Values", table)] if len(table.rows) else []), *super().panels]

    @property
    def protected(self) -> list[dict[str, Any]]:
        """Rows of the protected table: a line, and a cell for each period."""
        if self.as_stored or not self.trail:
            return []
        return [
            {"name": line.breakdown or line.area, "cells": [figure.words(self.row.unit) for figure in line.figures]}
            for line in self.trail.lines
        ]
