"""What falls due, what is late, what stands in a calendar: always what somebody answers for and may see."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Window

from partnership.deadlines import Deadline, DeadlineSource, deadline_sources
from partnership.enums import OPEN_ACTIONS, MeetingStatus, OpenStatus, Role
from partnership.models import Action, DueDateRequest, Meeting, Policy, Risk
from partnership.principals import Principal
from partnership.selectors.work import answers_for_all

#: Whoever owes something is reminded on two Mondays; from the third on, so is the chair of the group.
BEFORE_THE_CHAIR = timedelta(days=14)


@dataclass(frozen=True)
class Found:
    """Some deadlines of a kind, and how many there are in all."""

    deadlines: tuple[Deadline, ...]
    count: int


def due_on(principal: Principal, day: date, *, today: date, at_most: int) -> Found:
    """What falls due on a day."""
    found = [
        _found(source, source.rows(principal, today), Q(**{source.day: day}), at_most) for source in deadline_sources()
    ]
    return _together(found)


def late(principal: Principal, *, today: date, at_most: int) -> Found:
    """What is late and this principal's to be reminded of, the latest first."""
    return _together(
        [
            _found(source, source.late(principal, today), Q(**{f"{source.day}__lt": today}), at_most)
            for source in deadline_sources()
            if source.late
        ]
    )


def between(principal: Principal, first: date, last: date, *, today: date, at_most: int) -> Iterator[Deadline]:
    """What has its day in a span, kind by kind; of each kind at most so many, the earliest."""
    for source in deadline_sources():
        rows = source.rows(principal, today).filter(**{f"{source.day}__range": (first, last)})
        yield from (_deadline(source, row) for row in rows.order_by(source.day, "pk")[:at_most])


def answered_for(principal: Principal, rows: QuerySet[Any], *, chairs: Q | None = None) -> QuerySet[Any]:
    """Of rows narrowed to a principal, those that they answer for.

    The business unit answers for all, an agency for its own, a chair for those of the group, which `chairs` narrows.
    """
    if answers_for_all(principal):
        return rows
    agencies = {pk for grant in principal.grants for pk in grant.agencies}
    chaired = {pk for grant in principal.grants if grant.role == Role.GROUP_CHAIR for pk in grant.groups}
    of_agency = _any(getattr(rows.model, "agency_lookups", ()), agencies)
    of_groups = _any(getattr(rows.model, "body_lookups", ()), chaired)
    return rows.filter(of_agency | (of_groups & chairs if chairs else of_groups))


def open_actions(principal: Principal, today: date) -> QuerySet[Any]:
    """Open actions that one answers for."""
    return answered_for(principal, _open_actions(principal))


def late_actions(principal: Principal, today: date) -> QuerySet[Any]:
    """Late ones; a chair hears of an agency's once it has been reminded twice."""
    chairs = Q(agency=None) | Q(due_on__lt=today - BEFORE_THE_CHAIR)
    return answered_for(principal, _open_actions(principal), chairs=chairs)


def risks_to_review(principal: Principal, today: date) -> QuerySet[Any]:
    """Open risks that one answers for."""
    return answered_for(principal, Risk.objects.visible_to(principal).filter(status=OpenStatus.OPEN))


def policies_to_review(principal: Principal, today: date) -> QuerySet[Any]:
    """Policies that one answers for."""
    return answered_for(principal, Policy.objects.visible_to(principal))


def meetings_planned(principal: Principal, today: date) -> QuerySet[Any]:
    """Meetings that one may see, but for cancelled ones."""
    return Meeting.objects.visible_to(principal).exclude(status=MeetingStatus.CANCELLED).select_related("group")


def requests_to_answer(principal: Principal, today: date) -> QuerySet[Any]:
    """Requests for a new due date that one may answer, best before the old one (`answer_by`); never one's own."""
    waiting = DueDateRequest.objects.visible_to(principal, "approve").filter(answer="", action__status__in=OPEN_ACTIONS)
    if principal.user:
        waiting = waiting.exclude(asked_by=principal.user)
    return waiting.annotate(answer_by=F("action__due_on")).select_related("action__plan__record")


def _open_actions(principal: Principal) -> QuerySet[Any]:
    actions = Action.objects.visible_to(principal).filter(status__in=OPEN_ACTIONS)
    return actions.select_related("plan__record", "raised_in")


def _any(lookups: Iterable[str], ids: set[int]) -> Q:
    condition = Q(pk__in=[])
    for lookup in lookups:
        condition |= Q(**{f"{lookup}__in": ids})
    return condition


def _found(source: DeadlineSource, rows: QuerySet[Any], condition: Q, at_most: int) -> Found:
    """Some rows and how many there are, in one query."""
    counted = rows.filter(condition).annotate(in_all=Window(Count("pk"))).order_by(source.day, "pk")
    some = list(counted[:at_most])
    return Found(tuple(_deadline(source, row) for row in some), some[0].in_all if some else 0)


def _together(found: list[Found]) -> Found:
    in_order = sorted((one for some in found for one in some.deadlines), key=lambda deadline: deadline.on)
    return Found(tuple(in_order), sum(some.count for some in found))


def _deadline(source: DeadlineSource, row: Any) -> Deadline:
    starts_at, ends_at = source.hours(row)
    return Deadline(
        uid=f"{source.key}-{row.pk}",
        on=getattr(row, source.day),
        words=source.words,
        name=source.name(row),
        path=source.path(row),
        starts_at=starts_at,
        ends_at=ends_at,
    )
