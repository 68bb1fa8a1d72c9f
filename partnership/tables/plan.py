"""The business plan."""

from partnership import marks
from partnership.registers.tables import (
    Date,
    Marked,
    Name,
    Plain,
    Reference,
    RegisterTable,
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
    number = Reference("number", "Number")
    text = Name("text", "Objective", second="priority")
    lead = Plain("lead_agency__name", "Lead", second="lead_group")
    due = Date("due_on", "Due")
    rating = Marked("rag", "Rating", marks.rating_mark)

    class Meta:
        order_by = "due"


class ProgressTable(RegisterTable):
    year = Name("year", "Year")
    priority = Plain("priority", "Priority", sort="priority__title")
    rating = Marked("rag", "Rating", marks.rating_mark)

    class Meta:
        order_by = "-year"
