"""Returns among the work of the day, in digests and in calendars: named by the reference of their review."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone

from partnership.deadlines import DeadlineSource
from partnership.outside_words import reference_alone
from partnership.principals import Principal
from partnership.registers.parts import Link
from partnership.registry import WorkItem
from partnership.selectors.asked import MOST
from partnership.work_items import restriction_of
from reviews.enums import ReturnMessageKind
from reviews.marks.returns import return_mark
from reviews.models import AgencyReturn
from reviews.selectors.returns import name_of_return, open_returns, people_in_conflict, returns_to_check


def review_returns_asked(principal: Principal, today: date) -> Iterator[WorkItem]:
    """Returns to be sent, of those who are asked; of those who chase them what is late or stuck."""
    people = AgencyReturn.people.through.objects.filter(user=principal.user) if principal.user else None
    own = set(people.values_list("agencyreturn", flat=True)) if people is not None else set()
    rows = list(open_returns(principal, today)[:MOST])
    in_conflict = people_in_conflict(rows, principal)
    for row in rows:
        if row.pk in own:
            yield _item(row, name_of_return(row))
        elif row.pk in in_conflict:
            yield _item(row, f"Ask somebody else: {name_of_return(row)}", str(row.agency))
        elif row.date_asked == ReturnMessageKind.NEW_DATE:
            title, day = f"Answer a request for a new date: {name_of_return(row)}", _to_answer_by(row)
            yield _item(row, title, str(row.agency), due_on=day)
        elif row.due_on < today:
            yield _item(row, f"Chase: {name_of_return(row)}", str(row.agency))
    for row in returns_to_check(principal, today)[:MOST]:
        yield _item(row, f"Check and lock: {name_of_return(row)}", str(row.agency))


def _to_answer_by(row: Any) -> date:
    """The day after a new date was asked for: whoever asked cannot plan before they hear."""
    asked_on: date = timezone.localdate(row.date_asked_at)
    return asked_on + timedelta(days=1)


def _item(row: AgencyReturn, title: str, second: str = "", due_on: date | None = None) -> WorkItem:
    return WorkItem(
        due_on=due_on or row.due_on,
        title=Link(title, url_of_return(row)),
        kind="Return",
        second=second,
        mark=return_mark(row),
        restriction=restriction_of(row),
    )


def url_of_return(row: AgencyReturn) -> str:
    return reverse("reviews:return-detail", args=[row.pk])


RETURN_DEADLINES = DeadlineSource(
    key="review-return",
    words="Return for a case review",
    rows=open_returns,
    day="due_on",
    name=lambda row: reference_alone(row.review),
    path=url_of_return,
    late=open_returns,
)
