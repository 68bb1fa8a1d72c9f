"""Risks and policies whose review is near or past."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet

from partnership import registry
from partnership.principals import Principal
from partnership.registers.parts import Link
from partnership.registers.rows import neutral_name
from partnership.registry import WorkItem
from partnership.selectors.deadlines import policies_to_review, risks_to_review
from partnership.work_items.parts import late_or, restriction_of, soonest

#: How long before its day a review of a risk or a policy is told.
REVIEWS_AHEAD = timedelta(days=60)


def risks_asked(principal: Principal, today: date) -> Iterator[WorkItem]:
    """Open risks whose review is near or past, of those who may write it down."""
    for risk in _to_review(risks_to_review(principal, today), principal, today):
        yield _review(risk, risk.review_on, "risk", today)


def policies_asked(principal: Principal, today: date) -> Iterator[WorkItem]:
    """Policies whose review is near or past, of those who may write it down."""
    for policy in _to_review(policies_to_review(principal, today), principal, today):
        yield _review(policy, policy.review_on, "policy", today)


def _to_review(rows: QuerySet[Any], principal: Principal, today: date) -> QuerySet[Any]:
    mine = rows.model.objects.visible_to(principal, "change")
    return soonest(rows.filter(review_on__lte=today + REVIEWS_AHEAD, pk__in=mine.values("pk")), "review_on")


def _review(row: Any, due_on: date, noun: str, today: date) -> WorkItem:
    return WorkItem(
        due_on=due_on,
        title=Link(f"Review the {noun}: {neutral_name(row)}", registry.url_of(row)),
        kind=noun.capitalize(),
        mark=late_or(due_on, today, "Review due"),
        restriction=restriction_of(row),
    )
