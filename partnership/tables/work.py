"""Actions, recommendations, and what home shows of them."""

from partnership import marks, registry
from partnership.registers.parts import Kind
from partnership.registers.tables import (
    Date,
    Day,
    Marked,
    Name,
    Plain,
    Reference,
    RegisterTable,
)


class ActionTable(RegisterTable):
    reference = Reference("reference", "Reference", sort="reference_key")
    title = Name("title", "Action", second="plan__record")
    agency = Plain("agency__name", "Agency and owner", second="owner", neutral=True)
    due = Date("due_on", "Due", neutral=True)
    rating = Marked("due_on", "Rating", marks.action_mark, orderable=False)

    class Meta:
        order_by = "due"


class RecommendationTable(RegisterTable):
    number = Reference("number", "Number")
    text = Name("text", "Recommendation", second="plan__record")
    agencies = Plain("agencies", "To", neutral=True, orderable=False)
    status = Marked("status", "Status", marks.recommendation_mark)

    class Meta:
        order_by = "number"


class WorkTable(RegisterTable):
    """What is asked of somebody, on the home page."""

    due = Day("due_on", "Due", neutral=True)
    title = Name("title", "What is asked")
    agency = Plain("agency__name", "Agency and owner", second="owner", neutral=True)
    source = Plain("plan__record", "Part of")
    rating = Marked("due_on", "Where it stands", marks.action_mark)


class ChangeTable(RegisterTable):
    """Records of any kind by their last change."""

    changed = Plain("changed_at", "When")
    title = Name("title", "What", second="reference")
    kind = Marked("kind", "Kind", lambda row: Kind(registry.register_of(row).noun))
