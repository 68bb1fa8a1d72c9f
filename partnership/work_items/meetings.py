"""Agendas to be prepared, minutes to be written and agreed."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from partnership import registry
from partnership.enums import GroupKind, MeetingStatus, MinutesState, Role
from partnership.models import AgendaItem, Meeting
from partnership.principals import Principal
from partnership.registers.parts import Link
from partnership.registers.rows import neutral_name
from partnership.registry import WorkItem
from partnership.selectors.deadlines import answered_for
from partnership.work_items.parts import late_or, restriction_of, soonest

#: The agenda goes out so long before the meeting; it is asked for from `AGENDA_ASKED` on.
AGENDA_OUT = timedelta(days=7)
AGENDA_ASKED = timedelta(days=28)
#: So long after it the minutes are to be written, and then agreed; older meetings are history.
MINUTES_WRITTEN = timedelta(days=10)
MINUTES_AGREED = timedelta(days=28)
MINUTES_ASKED = timedelta(days=90)


def meetings_asked(principal: Principal, today: date) -> Iterator[WorkItem]:
    """Meetings without an agenda, and minutes to be written: of those who may do it."""
    items = AgendaItem.objects.filter(meeting=OuterRef("pk"), archived_at=None)
    mine = answered_for(principal, Meeting.objects.visible_to(principal, "change")).select_related("group")
    planned = mine.filter(~Exists(items), status=MeetingStatus.PLANNED, held_on__range=(today, today + AGENDA_ASKED))
    for meeting in soonest(planned, "held_on"):
        yield _of_meeting(meeting, "Prepare the agenda", meeting.held_on - AGENDA_OUT, today)
    written = items.exclude(minute="", decision="")
    for meeting in soonest(_held(mine, today).filter(~Exists(written)), "held_on"):
        yield _of_meeting(meeting, "Write the minutes", meeting.held_on + MINUTES_WRITTEN, today)


def minutes_asked(principal: Principal, today: date) -> Iterator[WorkItem]:
    """Minutes to be agreed, of those who chair: a subgroup, or the board and its executive."""
    chaired = Q(group__in={pk for grant in principal.grants if grant.role == Role.GROUP_CHAIR for pk in grant.groups})
    if Role.SCRUTINEER in principal.roles:
        chaired |= Q(group__group_kind__in=(GroupKind.BOARD, GroupKind.EXECUTIVE))
    written = AgendaItem.objects.filter(~Q(minute="", decision=""), meeting=OuterRef("pk"), archived_at=None)
    held = _held(Meeting.objects.visible_to(principal, "approve").filter(chaired), today)
    for meeting in soonest(held.filter(Exists(written)).select_related("group"), "held_on"):
        yield _of_meeting(meeting, "Agree the minutes", meeting.held_on + MINUTES_AGREED, today, is_own=True)


def _held(meetings: QuerySet[Any], today: date) -> QuerySet[Any]:
    """Those that took place lately, or were closed today, and whose minutes nobody has agreed."""
    over = Q(held_on__lt=today) | Q(status=MeetingStatus.HELD)
    lately = meetings.filter(over, held_on__gte=today - MINUTES_ASKED, minutes_state=MinutesState.DRAFT)
    return lately.exclude(status=MeetingStatus.CANCELLED)


def _of_meeting(meeting: Any, asked: str, due_on: date, today: date, *, is_own: bool = False) -> WorkItem:
    return WorkItem(
        due_on=due_on,
        title=Link(f"{asked}: {neutral_name(meeting)}", registry.url_of(meeting)),
        kind="Meeting",
        mark=late_or(due_on, today, "Not started"),
        restriction=restriction_of(meeting),
        is_own=is_own,
    )
