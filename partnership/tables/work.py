"""Actions, recommendations, and what home shows of them."""

from functools import cached_property
from typing import Any

from django.utils.html import format_html

from partnership import marks
from partnership.enums import OPEN_ACTIONS
from partnership.models import DueDateRequest
from partnership.registers.tables import (
    Date,
    Marked,
    Name,
    Number,
    Plain,
    Reference,
    RegisterTable,
    Written,
)
from partnership.selectors.drift import Drift, days_words, drift_of, times_words


class DueDate(Date):
    """When an action is due; below it whether a new date is asked for, or how often the date has moved."""

    def render(self, record: Any, table: Any) -> Any:
        due = self.first(record, table)
        second = "New date asked" if record.pk in table.asked else table.drift[record.pk].words
        return format_html('{}<span class="portal-second">{}</span>', due, second) if second else due


class ActionTable(RegisterTable):
    guarded = ("title", "owner")

    reference = Reference("reference", "Reference", sort="reference_key")
    title = Name("title", "Action", second="plan__record", second_label="In the plan of")
    agency = Plain("agency__name", "Agency and owner", first_label="Agency", second="owner", neutral=True)
    due = DueDate("due_on", "Due", second_label="Date moved", neutral=True)
    rating = Marked("due_on", "Rating", marks.action_mark, orderable=False)
    raised = Date("raised_on", "Raised", neutral=True)
    completed = Date("completed_on", "Completed", neutral=True)
    progress = Written("progress", "Progress notes", orderable=False)
    impact = Written("impact", "Difference made", orderable=False)

    extra = ("raised", "completed", "progress", "impact")

    class Meta:
        order_by = "due"

    @cached_property
    def shown_keys(self) -> list[int]:
        return [row.pk for row in self._shown()]

    @cached_property
    def drift(self) -> dict[int, Drift]:
        """How the dates on this page moved. One query."""
        return drift_of(self.shown_keys)

    @cached_property
    def asked(self) -> frozenset[int]:
        """The actions on this page for which a new date is asked. One query."""
        visible = DueDateRequest.objects.visible_to(self.principal)
        waiting = visible.filter(answer="", action__in=self.shown_keys, action__status__in=OPEN_ACTIONS)
        return frozenset(waiting.values_list("action", flat=True))


class MovedBy(Number):
    """By how many days a date has moved, and how often."""

    def first(self, record: Any, table: Any) -> Any:
        days = record.moved_by.days if record.moved_by is not None else None
        words = "" if days is None else days_words(days)
        return format_html('{}<span class="portal-second">{}</span>', words, times_words(record.moves))


class MovedTable(RegisterTable):
    """Actions whose dates moved; its rows have gone through `with_drift`."""

    guarded = ("title", "owner")

    reference = Reference("reference", "Reference", sort="reference_key")
    title = Name("title", "Action", second="plan__record")
    agency = Plain("agency__name", "Agency and owner", first_label="Agency", second="owner", neutral=True)
    first = Date("first_due_on", "First due", neutral=True)
    due = Date("due_on", "Due now", neutral=True)
    moved_by = MovedBy("moved_by", "Moved by", neutral=True)

    class Meta:
        order_by = "-moved_by"


class DueDateRequestTable(RegisterTable):
    """Who asks for which date, and what was answered."""

    action = Name("action__reference", "Action", second="action__agency")
    due = Date("due_on", "New date", second=lambda row: marks.was_due(row), neutral=True)
    reason = Written("reason", "Why", orderable=False)
    asked = Plain("asked_at", "Asked", second="asked_by__name")
    answer = Marked("answer", "Answer", marks.request_mark)

    class Meta:
        order_by = "asked"


class RecommendationTable(RegisterTable):
    guarded = ("text",)

    number = Reference("number", "Number")
    text = Name("text", "Recommendation", second="plan__record")
    agencies = Plain("agencies", "To", neutral=True, orderable=False)
    status = Marked("status", "Status", marks.recommendation_mark)

    class Meta:
        order_by = "number"
