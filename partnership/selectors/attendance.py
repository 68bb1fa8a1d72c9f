"""Who attended which meeting of a year: the matrix of each group and its rates by seat, agency and meeting."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from partnership.enums import OPEN_CLASSES, AttendanceStatus, GroupKind, MeetingStatus
from partnership.models import Agency, Attendance, Board, Group, Meeting
from partnership.principals import Principal
from partnership.selectors.bodies import kind_rank

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
    recorded = (
        Meeting.objects.visible_to(principal)
        .filter(group=group, attendance__isnull=False, visibility__in=OPEN_CLASSES)
        .exclude(status=MeetingStatus.CANCELLED)
        .order_by("-held_on")
        .distinct()
    )
    rows = list(
        Attendance.objects.visible_to(principal)
        .filter(meeting__in=[meeting.pk for meeting in recorded[:meetings]])
        .select_related("meeting", "seat__agency")
        .order_by("seat_id", "meeting__held_on")
    )
    return _matrix(group.title, rows) if rows else None


def attendance_of_agency(*, agency: Agency, start: date, end: date, principal: Principal) -> Tally:
    """How often the agency's seats were filled, over all groups, from `start` to `end`. One query."""
    rows = Attendance.objects.visible_to(principal).filter(seat__agency=agency, meeting__held_on__range=(start, end))
    return Tally.of(rows.exclude(meeting__status=MeetingStatus.CANCELLED).values_list("status", flat=True))


def _matrix(group: str, records: list[Attendance]) -> GroupAttendance:
    dates = tuple(sorted({record.meeting.held_on for record in records}))
    seats = []
    for seat, of_seat in groupby(records, key=lambda record: record.seat):
        statuses = {record.meeting.held_on: record.status for record in of_seat}
        agency = seat.agency.name if seat.agency else ""
        seats.append(SeatAttendance(seat.label, agency, tuple(statuses.get(day, "") for day in dates)))
    return GroupAttendance(group, dates, tuple(seats))
