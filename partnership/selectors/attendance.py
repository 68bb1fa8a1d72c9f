"""Who attended which meeting of a year: the matrix of each group and its rates by seat, agency and meeting."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from django.db.models import Count, F, Prefetch, Q, QuerySet

from partnership.enums import OPEN_CLASSES, AttendanceStatus, GroupKind, MeetingStatus
from partnership.formats import date_words
from partnership.models import Attendance, Board, Group, Meeting, Seat, Tenure
from partnership.principals import Principal
from partnership.selectors.bodies import in_force, kind_rank
from partnership.selectors.locked import locked_at, seats_at, tenures_at
from partnership.selectors.meetings import due_at

ATTENDED = frozenset({AttendanceStatus.PRESENT, AttendanceStatus.DEPUTY})


@dataclass(frozen=True)
class Tally:
    """How often seats were filled, by their holder or a deputy, of how often they were due."""

    attended: int
    due: int

    @classmethod
    def of(cls, statuses: Iterable[str]) -> "Tally":
        due = [status for status in statuses if status and status != AttendanceStatus.NOT_DUE]
        return cls(sum(status in ATTENDED for status in due), len(due))


@dataclass(frozen=True)
class SeatAttendance:
    """A seat's year: one status a meeting of the group, empty where none was recorded."""

    label: str
    agency: str
    statuses: tuple[str, ...]

    @property
    def tally(self) -> Tally:
        return Tally.of(self.statuses)


@dataclass(frozen=True)
class GroupAttendance:
    """Every seat of a group by every meeting of the year at which attendance was recorded."""

    group: str
    dates: tuple[date, ...]
    seats: tuple[SeatAttendance, ...]

    @property
    def by_meeting(self) -> tuple[Tally, ...]:
        return tuple(Tally.of(column) for column in zip(*(seat.statuses for seat in self.seats), strict=True))

    @property
    def by_agency(self) -> tuple[tuple[str, Tally], ...]:
        """Each agency over all its seats, the best first; seats that are held for no agency count together as ""."""
        statuses: dict[str, list[str]] = defaultdict(list)
        for seat in self.seats:
            statuses[seat.agency] += seat.statuses
        tallies = [(agency, Tally.of(found)) for agency, found in statuses.items()]
        return tuple(sorted(tallies, key=lambda row: (-row[1].attended / (row[1].due or 1), row[0].casefold())))

    @property
    def whole(self) -> Tally:
        return Tally.of(status for seat in self.seats for status in seat.statuses)


def attendance_of_groups(*, board: Board, start: date, end: date, principal: Principal) -> tuple[GroupAttendance, ...]:
    """The attendance of each of the board's groups at meetings from `start` to `end`; a cancelled one has none.

    Groups without a record of attendance are left out. One query.
    """
    rows = (
        Attendance.objects.visible_to(principal)
        .filter(meeting__boards=board, meeting__held_on__range=(start, end))
        .filter(meeting__group__in=Group.objects.visible_to(principal))
        .exclude(meeting__status=MeetingStatus.CANCELLED)
        .select_related("meeting__group", "seat__agency")
        .order_by("meeting__group_id", "seat_id", "meeting__held_on")
    )
    found = [(group, list(records)) for group, records in groupby(rows, key=lambda row: row.meeting.group)]
    found.sort(key=lambda pair: (kind_rank(GroupKind(pair[0].group_kind)), pair[0].pk))
    return tuple(_matrix(group.title, records) for group, records in found)


def recent_attendance(*, group: Group, meetings: int, principal: Principal) -> GroupAttendance | None:
    """The last so many meetings of a group at which attendance was recorded; None where there was none. Two queries.

    Restricted meetings are left out: whoever reads of them opens their own page, which leaves a trace.
    """
    recorded = _recorded(group, principal)[:meetings]
    rows = list(
        Attendance.objects.visible_to(principal)
        .filter(meeting__in=[meeting.pk for meeting in recorded])
        .select_related("meeting", "seat__agency")
        .order_by("seat_id", "meeting__held_on")
    )
    return _matrix(group.title, rows) if rows else None


def seldom_filled(seats: QuerySet[Any], today: date, principal: Principal) -> QuerySet[Any]:
    """Seats of today that came to fewer than half of the meetings due in twelve months, as far as one may see them."""
    rows = Attendance.objects.visible_to(principal).filter(
        meeting__held_on__range=(today - timedelta(days=365), today), meeting__visibility__in=OPEN_CLASSES
    )
    counted = (
        rows.exclude(meeting__status=MeetingStatus.CANCELLED)
        .exclude(status=AttendanceStatus.NOT_DUE)
        .order_by()
        .values("seat")
        .annotate(
            due=Count("pk", distinct=True),
            came=Count("pk", distinct=True, filter=Q(status__in=[status.value for status in ATTENDED])),
        )
    )
    return seats.filter(in_force(today, today), pk__in=counted.filter(due__gt=F("came") * 2).values("seat"))


@dataclass(frozen=True)
class SeatLine:
    """A seat at one meeting: who holds it on the day, how it was filled before and how it is now."""

    seat: Seat
    holder: str
    earlier: tuple[str, ...]
    entry: Attendance | None

    @property
    def tally(self) -> Tally:
        return Tally.of(self.earlier)


@dataclass(frozen=True)
class AttendanceSheet:
    """Every seat in force on the day of a meeting, and any other one that has an entry."""

    earlier: tuple[date, ...]
    lines: tuple[SeatLine, ...]

    @property
    def filled(self) -> int:
        return sum(line.entry is not None for line in self.lines)


def attendance_sheet(*, meeting: Meeting, earlier: int, principal: Principal) -> AttendanceSheet:
    """What the attendance grid of a meeting shows, with so many meetings before it. At most eight queries."""
    entries = {row.seat_id: row for row in Attendance.objects.visible_to(principal).filter(meeting=meeting)}
    before = list(_recorded(meeting.group, principal).filter(held_on__lt=meeting.held_on)[:earlier])
    rows = Attendance.objects.visible_to(principal).filter(meeting__in=[one.pk for one in before])
    past = {(row.seat_id, row.meeting_id): row.status for row in rows}
    before.reverse()
    lines = tuple(
        SeatLine(
            seat=seat,
            holder=_holder(tenures, _last_day(seat, meeting, seat.pk in entries)),
            earlier=tuple(past.get((seat.pk, one.pk), "") for one in before),
            entry=entries.get(seat.pk),
        )
        for seat, tenures in _seats_of(meeting, entries, principal)
    )
    return AttendanceSheet(tuple(one.held_on for one in before), lines)


def _seats_of(meeting: Meeting, entries: Collection[int], principal: Principal) -> list[tuple[Seat, list[Tenure]]]:
    """Seats of the day and those with an entry, each with who held it; of locked minutes as these were then."""
    visible = Seat.objects.visible_to(principal).filter(group=meeting.group_id)
    moment = locked_at(meeting)
    if moment:
        seen = set(visible.values_list("pk", flat=True))
        then = seats_at(moment, Q(id__in=list(entries)) | Q(due_at(meeting), id__in=seen))
        held = tenures_at(moment, seen & {seat.pk for seat in then})
        return [(seat, held.get(seat.pk, [])) for seat in then]
    seats = (
        Seat.objects.filter(Q(pk__in=list(entries)) | Q(pk__in=visible.filter(due_at(meeting)).values("pk")))
        .select_related("agency")
        .prefetch_related(Prefetch("tenures", Tenure.objects.visible_to(principal).select_related("person")))
        .order_by("pk")
    )
    return [(seat, list(seat.tenures.all())) for seat in seats]


def _last_day(seat: Seat, meeting: Meeting, filled: bool) -> date:
    """The day of the meeting. A seat that had ended by then, and yet was filled, was filled by its last holder."""
    return min(meeting.held_on, seat.ends_on) if filled and seat.ends_on else meeting.held_on


def _recorded(group: Group, principal: Principal) -> QuerySet[Meeting]:
    """Open meetings of a group at which attendance was recorded, the latest first."""
    meetings: QuerySet[Meeting] = Meeting.objects.visible_to(principal)
    return (
        meetings.filter(group=group, attendance__isnull=False, visibility__in=OPEN_CLASSES)
        .exclude(status=MeetingStatus.CANCELLED)
        .order_by("-held_on")
        .distinct()
    )


def _holder(tenures: list[Tenure], day: date) -> str:
    """Who held a seat on the day, or since when nobody did."""
    names = [
        tenure.person.name
        for tenure in tenures
        if (tenure.starts_on is None or tenure.starts_on <= day) and (tenure.ends_on is None or tenure.ends_on >= day)
    ]
    if names:
        return ", ".join(names)
    left = max((tenure.ends_on for tenure in tenures if tenure.ends_on and tenure.ends_on < day), default=None)
    return f"Vacant since {date_words(left)}" if left else "Nobody named"


def _matrix(group: str, records: list[Attendance]) -> GroupAttendance:
    dates = tuple(sorted({record.meeting.held_on for record in records}))
    seats = []
    for seat, of_seat in groupby(records, key=lambda record: record.seat):
        statuses = {record.meeting.held_on: record.status for record in of_seat}
        agency = seat.agency.name if seat.agency else ""
        seats.append(SeatAttendance(seat.label, agency, tuple(statuses.get(day, "") for day in dates)))
    return GroupAttendance(group, dates, tuple(seats))
