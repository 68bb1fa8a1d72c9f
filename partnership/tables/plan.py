"""The business plan."""

from typing import Any

from django.db.models import CharField
from django.db.models.functions import Cast, Concat

from partnership import marks
from partnership.registers.tables import (
    Date,
    Marked,
    Name,
    Plain,
    Reference,
    RegisterTable,
    Written,
)


class BusinessPlanTable(RegisterTable):
    reference = Reference("reference", "Reference")
    title = Name("title", "Plan")
    starts = Date("starts_on", "From")
    ends = Date("ends_on", "To")

    class Meta:
        order_by = "-starts"


class PriorityTable(RegisterTable):
    number = Reference("number", "Number")
    title = Name("title", "Priority", second="lead_group")
    plan = Plain("plan", "Plan", sort="plan__starts_on")

    class Meta:
        order_by = "-plan"


class ObjectiveTable(RegisterTable):
    guarded = ("text",)

    number = Reference("number", "Number")
    text = Name("text", "Objective", second="priority")
    lead = Plain("lead_agency__name", "Lead", second="lead_group")
    due = Date("due_on", "Due")
    rating = Marked("rag", "Rating", marks.rating_mark)

    class Meta:
        order_by = "due"


class QuarterName(Name):
    """The quarter of a year, such as 2026–27 Q1."""

    def first(self, record: Any, table: Any) -> Any:
        return f"{table.words(record, 'year')} {table.words(record, 'quarter')}"


class HighlightTable(RegisterTable):
    quarter = QuarterName("quarter", "Quarter", sort=Concat("year", Cast("quarter", CharField())))
    priority = Plain("priority", "Priority", sort="priority__title")
    done = Written("done", "What was done", orderable=False)
    rating = Marked("rag", "Rating", marks.rating_mark)

    class Meta:
        order_by = "-quarter"


class ProgressTable(RegisterTable):
    year = Name("year", "Year")
    priority = Plain("priority", "Priority", sort="priority__title")
    rating = Marked("rag", "Rating", marks.rating_mark)

    class Meta:
        order_by = "-year"
