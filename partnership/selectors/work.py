"""For whom somebody answers, their groups and the meetings to come, as far as they may see them."""

from datetime import date
from typing import Any

from django.db.models import Case, F, Min, Q, QuerySet, When

from partnership.enums import MeetingStatus, MinutesState, Role
from partnership.models import Agency, Group, Meeting, Record
from partnership.principals import Principal

#: Roles that answer for everybody's work; agencies answer for their own, and chairs for that of their groups.
_UNIT = frozenset({Role.BUSINESS_MANAGER.value, Role.SUPPORT_OFFICER.value, Role.SCRUTINEER.value})


def answers_for_all(principal: Principal) -> bool:
    return bool(_UNIT & principal.roles)


def spoken_for(principal: Principal) -> QuerySet[Agency]:
    """The agencies that one represents, and those that they replaced."""
    ids = {pk for grant in principal.grants for pk in grant.agencies}
    agencies: QuerySet[Agency] = Agency.objects.visible_to(principal)
    return agencies.filter(pk__in=ids)


def groups_of(principal: Principal, today: date) -> QuerySet[Any]:
    """The groups that one sits on or chairs, with `next_on`, the day of the next meeting."""
    ids = {pk for grant in principal.grants for pk in grant.groups}
    planned = Q(
        meetings__held_on__gte=today,
        meetings__status=MeetingStatus.PLANNED,
        meetings__minutes_state=MinutesState.DRAFT,
        meetings__archived_at=None,
    )
    groups = Group.objects.visible_to(principal).filter(pk__in=ids)
    return groups.annotate(next_on=Min("meetings__held_on", filter=planned)).order_by("title")


def named_records(principal: Principal) -> QuerySet[Record]:
    """The records that one is named on, by reference."""
    ids = {pk for grant in principal.grants for pk in grant.records}
    return Record.objects.visible_to(principal).filter(pk__in=ids).order_by("reference")


def next_meetings(principal: Principal, today: date) -> QuerySet[Meeting]:
    """Meetings to come that one may see, soonest first; one that was closed today is none."""
    meetings = Meeting.objects.visible_to(principal).filter(held_on__gte=today, status=MeetingStatus.PLANNED)
    return meetings.filter(minutes_state=MinutesState.DRAFT).select_related("group").order_by("held_on", "pk")


def next_first(meetings: QuerySet[Meeting], today: date) -> QuerySet[Meeting]:
    """Those to come, soonest first, then those that were, latest first."""
    to_come = Case(When(held_on__gte=today, then=F("held_on")))
    return meetings.order_by(to_come.asc(nulls_last=True), F("held_on").desc(), "pk")
