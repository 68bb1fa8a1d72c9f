"""What is asked of agencies about recommendations: of restricted records on home, of others among their returns."""

from collections.abc import Iterator
from datetime import date

from django.db.models import F

from partnership import registry
from partnership.enums import GUARDED_CLASSES
from partnership.formats import date_words
from partnership.models import Agency
from partnership.principals import Principal
from partnership.registers.parts import Link
from partnership.registry import ReturnDue, WorkItem
from partnership.selectors.asked import MOST
from partnership.selectors.recommendation_answers import answers_due, answers_owed
from partnership.work_items.parts import late_or, restriction_of


def answers_asked(principal: Principal, today: date) -> Iterator[WorkItem]:
    """Recommendations of restricted records to answer; the others stand among the returns of the agency."""
    owed = answers_owed(principal, today).filter(recommendation__plan__record__visibility__in=GUARDED_CLASSES)
    for answer in owed.order_by(F("due_on").asc(nulls_last=True), "pk")[:MOST]:
        yield WorkItem(
            due_on=answer.due_on,
            title=Link(f"Answer: {answer.recommendation}", registry.url_of(answer)),
            kind="Return",
            second=answer.agency.name,
            mark=late_or(answer.due_on, today, "Waiting"),
            restriction=restriction_of(answer),
        )


def answers_returned(agency: Agency, principal: Principal) -> Iterator[ReturnDue]:
    """What an agency has to answer and may be told on a sheet that is handed round."""
    for answer in answers_due(agency, principal).order_by(F("due_on").asc(nulls_last=True), "pk"):
        words = f"Answer by {date_words(answer.due_on)}" if answer.due_on else "Not answered yet"
        yield ReturnDue(str(answer.recommendation), words, registry.url_of(answer))
