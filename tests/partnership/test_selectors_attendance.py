"""The attendance matrix and its rates."""

from datetime import date

import pytest

from partnership.models import Board, Group
from partnership.principals import Principal
from partnership.selectors.attendance import GroupAttendance, Tally, attendance_of_groups
from tests.factories.partnership import AgencyFactory, AttendanceFactory, GroupFactory, MeetingFactory, SeatFactory

START, END = date(2017, 4, 1), date(2018, 3, 31)


def _read(board: Board, principal: Principal) -> tuple[GroupAttendance, ...]:
    return attendance_of_groups(board=board, start=START, end=END, principal=principal)


def _matrix(group: Group, **statuses: tuple[str, ...]) -> None:
    """Seats by label, each with a status at meetings of 1 June, 1 July … of 2017."""
    count = max(len(row) for row in statuses.values())
    meetings = [MeetingFactory(group=group, held_on=date(2017, 6 + at, 1)) for at in range(count)]
    for label, row in statuses.items():
        seat = SeatFactory(group=group, label=label)
        for meeting, status in zip(meetings, row, strict=False):
            AttendanceFactory(meeting=meeting, seat=seat, status=status)


def test_seat_counts_deputies_as_attended_and_leaves_out_what_was_not_due(board: Board, principal: Principal) -> None:
    _matrix(GroupFactory(board=board), Police=("present", "deputy", "apologies", "absent", "not_due"))
    seat = _read(board, principal)[0].seats[0]
    assert (seat.label, seat.tally) == ("Police", Tally(2, 4))


def test_meeting_without_a_status_for_a_seat_stays_blank(board: Board, principal: Principal) -> None:
    _matrix(GroupFactory(board=board), Police=("present", "present"), Health=("absent",))
    group = _read(board, principal)[0]
    assert [seat.statuses for seat in group.seats] == [("present", "present"), ("absent", "")]
    assert group.by_meeting == (Tally(1, 2), Tally(1, 1))
    assert group.whole == Tally(2, 3)


def test_agency_counts_all_its_seats_best_first(board: Board, principal: Principal) -> None:
    group, council = GroupFactory(board=board), AgencyFactory(name="Council")
    police = AgencyFactory(name="Police")
    meeting = MeetingFactory(group=group)
    for agency, status in [(council, "present"), (council, "absent"), (police, "present"), (None, "absent")]:
        AttendanceFactory(meeting=meeting, seat=SeatFactory(group=group, agency=agency), status=status)
    assert _read(board, principal)[0].by_agency == (
        ("Police", Tally(1, 1)),
        ("Council", Tally(1, 2)),
        ("", Tally(0, 1)),
    )


def test_meetings_of_other_years_and_cancelled_ones_are_left_out(board: Board, principal: Principal) -> None:
    group = GroupFactory(board=board)
    seat = SeatFactory(group=group)
    for held_on, status in [
        (date(2017, 3, 31), "held"),
        (START, "held"),
        (date(2017, 9, 1), "cancelled"),
        (END, "held"),
        (date(2018, 4, 1), "held"),
    ]:
        AttendanceFactory(meeting=MeetingFactory(group=group, held_on=held_on, status=status), seat=seat)
    assert _read(board, principal)[0].dates == (START, END)


def test_board_comes_first_then_executive(board: Board, principal: Principal) -> None:
    for kind in ("subgroup", "executive", "board"):
        _matrix(GroupFactory(board=board, title=kind, group_kind=kind), Seat=("present",))
    assert [group.group for group in _read(board, principal)] == ["board", "executive", "subgroup"]


def test_groups_of_other_boards_restricted_groups_and_unrecorded_ones_are_left_out(
    board: Board, principal: Principal
) -> None:
    _matrix(GroupFactory(), Seat=("present",))
    _matrix(GroupFactory(board=board, visibility="restricted"), Seat=("present",))
    MeetingFactory(group=GroupFactory(board=board))
    assert _read(board, principal) == ()


def test_nobody_without_a_role_reads_attendance(board: Board) -> None:
    _matrix(GroupFactory(board=board), Seat=("present",))
    assert _read(board, Principal()) == ()


@pytest.mark.parametrize("count", [1, 3])
def test_attendance_is_one_query(
    board: Board, principal: Principal, django_assert_num_queries: object, count: int
) -> None:
    for _ in range(count):
        _matrix(GroupFactory(board=board), A=("present",) * count, B=("absent",) * count)
    with django_assert_num_queries(1):
        assert len(_read(board, principal)) == count
