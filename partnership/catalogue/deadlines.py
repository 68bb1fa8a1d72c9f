"""What has a day on the ground floor, as digests and calendars tell of it."""

from typing import Any

from django.urls import reverse

from partnership.deadlines import DeadlineSource
from partnership.models import Action
from partnership.outside_words import meeting_name_outside, name_outside, row_name_outside
from partnership.registry import url_of
from partnership.selectors import deadlines


def _action_name(action: Action) -> str:
    """An action of a restricted record, or raised in a confidential item, by its reference alone."""
    if action.raised_in and action.raised_in.confidential:
        return action.reference
    return row_name_outside(action, action.plan.record)


def _hours(meeting: Any) -> tuple[Any, Any]:
    return meeting.starts_at, meeting.ends_at


DEADLINES = (
    DeadlineSource(
        key="meeting",
        words="Meeting",
        rows=deadlines.meetings_planned,
        day="held_on",
        name=meeting_name_outside,
        path=url_of,
        hours=_hours,
    ),
    DeadlineSource(
        key="action",
        words="Action",
        rows=deadlines.open_actions,
        day="due_on",
        name=_action_name,
        path=url_of,
        late=deadlines.late_actions,
    ),
    DeadlineSource(
        key="due-date-request",
        words="Request for a new date, to answer",
        rows=deadlines.requests_to_answer,
        day="answer_by",
        name=lambda request: request.action.reference,
        path=lambda request: reverse("partnership:action-answer", args=[request.pk]),
        late=deadlines.requests_to_answer,
    ),
    DeadlineSource(
        key="risk-review",
        words="Risk to review",
        rows=deadlines.risks_to_review,
        day="review_on",
        name=name_outside,
        path=url_of,
        late=deadlines.risks_to_review,
    ),
    DeadlineSource(
        key="policy-review",
        words="Policy to review",
        rows=deadlines.policies_to_review,
        day="review_on",
        name=name_outside,
        path=url_of,
        late=deadlines.policies_to_review,
    ),
)
