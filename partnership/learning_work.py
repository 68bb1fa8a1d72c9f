"""What is asked of agencies about recommendations, on home and among their returns; and where it is plugged in."""

from collections.abc import Iterator
from datetime import date

from django.db.models import F

from partnership import registry
from partnership.catalogue.learning import CAME_FROM, DEADLINES, OF_ACTION, OF_RECOMMENDATION
from partnership.deadlines import add_deadline_source
from partnership.enums import GUARDED_CLASSES
from partnership.formats import date_words
from partnership.models import Action, Agency, Policy, Recommendation
from partnership.principals import Principal
from partnership.registers.parts import Link
from partnership.registry import ReturnDue, WorkItem
from partnership.selectors.asked import MOST
from partnership.selectors.inspection_themes import INSPECTIONS
from partnership.selectors.recommendation_answers import answers_due, answers_owed
from partnership.themes import add_theme_source
from partnership.work_items import late_or, restriction_of


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


def plug_in_learning() -> None:
    """What the way from a recommendation to proven change adds to home, digests, calendars and other pages."""
    add_deadline_source(*DEADLINES)
    registry.add_panel(Recommendation, *OF_RECOMMENDATION)
    registry.add_panel(Action, OF_ACTION)
    registry.add_panel(Policy, CAME_FROM)
    registry.add_returns(answers_returned)
    registry.add_work_source(15, answers_asked)
    add_theme_source(INSPECTIONS)
