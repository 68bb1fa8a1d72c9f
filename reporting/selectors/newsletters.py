"""What a newsletter reads of live records: what the board discussed, and the training to come."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from partnership.enums import MeetingStatus
from partnership.models import AgendaItem, Board, Group
from partnership.principals import Principal
from training.enums import EventStatus
from training.models import CourseEvent


@dataclass(frozen=True)
class MeetingSummaries:
    """What one meeting may tell readers outside: its public summaries, never its agenda, minutes or decisions."""

    group: str
    held_on: date
    summaries: tuple[str, ...]


@dataclass(frozen=True)
class PlannedEvent:
    course: str
    level: str
    starts_on: date
    venue: str


def public_summaries(*, board: Board, start: date, end: date, principal: Principal) -> tuple[MeetingSummaries, ...]:
    """The meetings held between `start` and `end` of which anything may be told, the earliest first. One query."""
    rows = (
        AgendaItem.objects.visible_to(principal)
        .filter(meeting__boards=board, meeting__status=MeetingStatus.HELD, meeting__held_on__range=(start, end))
        .filter(meeting__group__in=Group.objects.visible_to(principal))
        .exclude(public_summary="")
        .order_by("meeting__held_on", "meeting", "number")
        .values_list("meeting", "meeting__group__title", "meeting__held_on", "public_summary")
    )
    meetings: dict[int, MeetingSummaries] = {}
    for meeting, group, held_on, summary in rows:
        before = meetings[meeting].summaries if meeting in meetings else ()
        meetings[meeting] = MeetingSummaries(group, held_on, (*before, summary))
    return tuple(meetings.values())


def planned_events(*, board: Board, start: date, end: date, principal: Principal) -> tuple[PlannedEvent, ...]:
    """Events that are planned between `start` and `end`, of the board's courses or of no board's. One query."""
    rows = (
        CourseEvent.objects.visible_to(principal)
        .filter(Q(boards=board) | Q(boards=None), status=EventStatus.PLANNED, starts_on__range=(start, end))
        .order_by("starts_on", "course__title", "pk")
        .values_list("course__title", "course__level", "starts_on", "venue")
    )
    return tuple(PlannedEvent(*row) for row in rows)
