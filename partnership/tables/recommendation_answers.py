"""What agencies answered to recommendations."""

from partnership.learning_marks import answer_mark
from partnership.registers.tables import Date, Marked, Name, Plain, RegisterTable, Written


class AnswerTable(RegisterTable):
    """The list: of a restricted record the number alone, and nothing of where it comes from."""

    recommendation = Name(
        "recommendation", "Recommendation", second="recommendation__plan__record", sort="recommendation__number"
    )
    agency = Plain("agency__name", "Agency", neutral=True)
    asked = Date("asked_on", "Asked", neutral=True)
    due = Date("due_on", "Answer by", neutral=True)
    answer = Marked("answered_at", "Answer", answer_mark)

    class Meta:
        order_by = "due"


class AnswersGivenTable(RegisterTable):
    """On the page of the recommendation itself, which only those open who may read all of it."""

    agency = Name("agency__name", "Agency")
    answer = Marked("answered_at", "Answer", answer_mark)
    reason = Written("reason", "What it will do, or why it declines", neutral=True)
    due = Date("due_on", "Answer by", neutral=True)
