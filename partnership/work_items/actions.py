"""Open actions, and requests for new due dates."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from partnership import marks, registry
from partnership.formats import date_words
from partnership.principals import Principal
from partnership.registers.parts import Chip, Link
from partnership.registers.rows import guarded_class, is_addressed, neutral_name
from partnership.registry import WorkItem
from partnership.selectors.asked import ACTION
from partnership.selectors.deadlines import open_actions, requests_to_answer
from partnership.work_items.parts import restriction_of, soonest


def actions_asked(principal: Principal, today: date) -> Iterator[WorkItem]:
    """Open actions, those due first first; one whose new date waits for an answer stands there as that request.

    An action of a restricted record is called by its reference, but for those who have to do it.
    """
    asked = requests_to_answer(principal, today).order_by().values("action")
    rows = open_actions(principal, today).exclude(pk__in=asked).select_related("plan__record", "agency")
    for action in soonest(rows, "due_on"):
        guarded, addressed = guarded_class(action), is_addressed(action, principal)
        tells = addressed or not guarded
        owner = action.owner if tells else ""
        yield WorkItem(
            due_on=action.due_on,
            title=Link(action.title if tells else neutral_name(action), registry.url_of(action)),
            kind=ACTION,
            second=", ".join(filter(None, (action.agency.name if action.agency else "", owner))),
            mark=marks.action_mark(action),
            restriction=restriction_of(action),
            told=action.plan.record if guarded and addressed else None,
        )


def requests_asked(principal: Principal, today: date) -> Iterator[WorkItem]:
    """Requests for a new due date that wait for an answer, best given before the old date."""
    for request in soonest(requests_to_answer(principal, today).select_related("action__agency"), "answer_by"):
        action = request.action
        new = f"to {date_words(request.due_on)}"
        yield WorkItem(
            due_on=request.answer_by,
            title=Link(
                f"Answer a request for a new due date: {action.reference}",
                reverse("partnership:action-answer", args=[request.pk]),
            ),
            kind=ACTION,
            second=f"Asked by {action.agency or request.asked_by}: {_was(request.was_due_on)}{new}",
            mark=Chip("grey", "Waiting"),
            restriction=restriction_of(action),
        )


def _was(day: date | None) -> str:
    return f"{date_words(day)} " if day else ""
