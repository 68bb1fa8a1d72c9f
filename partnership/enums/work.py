"""Actions, registers, the plan and money."""

from django.db.models import IntegerChoices, TextChoices


class Rag(TextChoices):
    """The rating of an objective, a priority's year, or a hand-set action."""

    RED = "red", "Red"
    AMBER = "amber", "Amber"
    GREEN = "green", "Green"
    BLUE = "blue", "Blue"


class ActionStatus(TextChoices):
    OPEN = "open", "Open"
    IN_PROGRESS = "in_progress", "In progress"
    COMPLETE = "complete", "Complete"
    CANCELLED = "cancelled", "Cancelled"


OPEN_ACTIONS = (ActionStatus.OPEN, ActionStatus.IN_PROGRESS)


class RecommendationStatus(TextChoices):
    OPEN = "open", "Open"
    IN_PROGRESS = "in_progress", "In progress"
    IMPLEMENTED = "implemented", "Implemented"
    CLOSED_NOT_IMPLEMENTED = "closed_not_implemented", "Closed, not implemented"


class OpenStatus(TextChoices):
    """Risks and challenges."""

    OPEN = "open", "Open"
    CLOSED = "closed", "Closed"


class BudgetKind(TextChoices):
    INCOME = "income", "Income"
    EXPENDITURE = "expenditure", "Expenditure"


class Participants(TextChoices):
    CHILDREN = "children", "Children"
    PARENTS = "parents", "Parents"
    PRACTITIONERS = "practitioners", "Practitioners"
    PUBLIC = "public", "Public"
    MIXED = "mixed", "Mixed"


class EscalationStage(IntegerChoices):
    """Stages of the professional disagreement policy."""

    ONE = 1, "Stage 1"
    TWO = 2, "Stage 2"
    THREE = 3, "Stage 3"
    FOUR = 4, "Stage 4"


class RequestAnswer(TextChoices):
    """What becomes of a request for a new due date."""

    AGREED = "agreed", "Agreed"
    REFUSED = "refused", "Refused"


class InvoiceState(TextChoices):
    """How far the asking for a contribution has come; what came in stands in its own field."""

    NOT_RAISED = "not_raised", "No invoice yet"
    RAISED = "raised", "Invoice sent"
    PAID = "paid", "Invoice paid"
    NOT_NEEDED = "not_needed", "No invoice needed"


class Quarter(IntegerChoices):
    """Quarters of a board's reporting year."""

    ONE = 1, "Q1"
    TWO = 2, "Q2"
    THREE = 3, "Q3"
    FOUR = 4, "Q4"
