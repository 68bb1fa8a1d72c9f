"""What a meeting consists of as somebody may see it: agenda, what was raised, what is missing, what comes next."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import reduce
from operator import or_
from re import split

from django.db.models import F, Prefetch, Q, QuerySet

from partnership.enums import OPEN_ACTIONS, AttendanceStatus, MeetingStatus, MinutesState
from partnership.models import Action, AgendaItem, Attendance, Decision, Group, Meeting, Record, Seat, StandingItem
from partnership.principals import Principal
from partnership.selectors.bodies import in_force
from partnership.selectors.locked import locked_at, rows_at

MONTHLY = "month"


@dataclass(frozen=True)
class Missing:
    """What a meeting still lacks before its minutes can be read as whole."""

    seats: int
    filled: int
    unminuted: tuple[AgendaItem, ...]

    @property
    def anything(self) -> bool:
        return self.filled < self.seats or bool(self.unminuted)


def agenda_of(meeting: Meeting, principal: Principal) -> QuerySet[AgendaItem]:
    """The items that one may see, in order, each with the visible actions and records raised in it. Three queries."""
    items: QuerySet[AgendaItem] = AgendaItem.objects.visible_to(principal)
    return (
        items.filter(meeting=meeting)
        .select_related("meeting", "carried_from__meeting")
        .prefetch_related(
            Prefetch("actions", Action.objects.visible_to(principal).order_by("pk")),
            Prefetch("raised", Record.objects.visible_to(principal).order_by("pk")),
        )
        .order_by("number")
    )


def removed_items(meeting: Meeting, principal: Principal) -> QuerySet[AgendaItem]:
    """What was taken off the agenda, for those who may put it back."""
    rows: QuerySet[AgendaItem] = AgendaItem.objects.visible_to(principal, "archive")
    return rows.filter(meeting=meeting, archived_at__isnull=False).order_by("number")


def standing_items(group: Group, principal: Principal) -> QuerySet[StandingItem]:
    """The items that every agenda of a group begins with."""
    rows: QuerySet[StandingItem] = StandingItem.objects.visible_to(principal)
    return rows.filter(group=group).order_by("number", "pk")


def open_actions_of(group: Group, principal: Principal) -> QuerySet[Action]:
    """Open actions of a group, from its own plan, the priorities it leads and its risks; those due first first."""
    of_group = reduce(or_, (Q(**{lookup: group.pk}) for lookup in Action.body_lookups))
    rows: QuerySet[Action] = Action.objects.visible_to(principal)
    return (
        rows.filter(of_group, status__in=OPEN_ACTIONS)
        .select_related("plan__record", "agency")
        .order_by(F("due_on").asc(nulls_last=True), "pk")
    )


def missing_of(meeting: Meeting, items: Iterable[AgendaItem]) -> Missing:
    """Seats in force on the day without an entry, and those of these items without a minute. Two queries."""
    moment = locked_at(meeting)
    live = Seat.objects.filter(due_at(meeting)).values_list("pk", flat=True)
    seats = set(rows_at(Seat, moment, due_at(meeting)) if moment else live)
    entered = set(meeting.attendance.values_list("seat_id", flat=True))
    unminuted = tuple(item for item in items if not item.minute and not item.decision)
    return Missing(len(seats | entered), len(entered), unminuted)


def due_at(meeting: Meeting) -> Q:
    """Seats of the meeting's group that are in force on its day."""
    return Q(in_force(meeting.held_on, meeting.held_on), group=meeting.group_id, archived_at=None)


def came_in_words(meeting: Meeting, principal: Principal) -> str:
    """Such as "9 of 12 seats filled by their holder or a deputy"; empty where nothing was recorded."""
    statuses = list(meeting.attendance.visible_to(principal).values_list("status", flat=True))
    due = [status for status in statuses if status != AttendanceStatus.NOT_DUE]
    came = sum(status in (AttendanceStatus.PRESENT, AttendanceStatus.DEPUTY) for status in due)
    return f"{came} of {len(due)} seats due were filled by their holder or a deputy" if due else ""


def names_at(item: AgendaItem) -> frozenset[str]:
    """Full names of guests, of deputies and of whoever leads the item, for whom the directory has no row. One query."""
    deputies = Attendance.objects.filter(meeting=item.meeting_id).exclude(deputy="").values_list("deputy", flat=True)
    lines = (split(r"[,(;]", line)[0].strip() for line in (item.presenter, *item.meeting.guests, *deputies))
    return frozenset(name for name in lines if " " in name)


def later_meetings(meeting: Meeting, principal: Principal) -> QuerySet[Meeting]:
    """Meetings of the same group to which items can be carried, the next one first."""
    rows: QuerySet[Meeting] = Meeting.objects.visible_to(principal, "change")
    return rows.filter(
        group=meeting.group_id,
        held_on__gt=meeting.held_on,
        status=MeetingStatus.PLANNED,
        minutes_state=MinutesState.DRAFT,
    ).order_by("held_on")


def decisions(principal: Principal) -> QuerySet[Decision]:
    """Every decision that one may see, the latest first."""
    rows: QuerySet[Decision] = Decision.objects.visible_to(principal)
    return rows.exclude(decision="").order_by("-meeting__held_on", "meeting_id", "number")


def series_days(first: date, *, every: str, count: int) -> list[date]:
    """`count` days from the first one: every so many weeks ("2"), or monthly on the same weekday ("month").

    Monthly means the second Tuesday after a second Tuesday; after a fifth one, the last of the month.
    """
    if every == MONTHLY:
        return [_same_weekday(first, months) for months in range(count)]
    return [first + timedelta(weeks=int(every) * number) for number in range(count)]


def _same_weekday(first: date, months: int) -> date:
    month = first.month - 1 + months
    start = date(first.year + month // 12, month % 12 + 1, 1)
    offset = (first.weekday() - start.weekday()) % 7 + 7 * ((first.day - 1) // 7)
    day = start + timedelta(days=offset)
    return day if day.month == start.month else day - timedelta(weeks=1)
