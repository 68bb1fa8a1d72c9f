"""The structure chart, the groups, their members and their attendance on the page."""

from datetime import date
from decimal import Decimal

from partnership.models import Board
from reporting.blocks import Bullets, Cell, Heading, Mark, Matrix, MatrixRow, Prose, Table, Tree, TreeBox
from reporting.section import ReportPeriod
from reporting.sections.about import About
from reporting.sections.attendance import Attendance
from reporting.sections.membership import Membership
from tests.factories.partnership import (
    AgencyFactory,
    AttendanceFactory,
    BoardFactory,
    GroupFactory,
    MeetingFactory,
    PersonFactory,
    SeatFactory,
    TenureFactory,
)


def _tree(period: ReportPeriod) -> Tree:
    tree = About().blocks(period)[0]
    assert isinstance(tree, Tree)
    return tree


def test_groups_hang_beneath_board_and_executive(board: Board, period: ReportPeriod) -> None:
    executive = GroupFactory(board=board, title="Executive", group_kind="executive")
    top = GroupFactory(board=board, title="Board", group_kind="board", meetings_per_year=4)
    quality = GroupFactory(board=board, title="Quality", parent=executive)
    neglect = GroupFactory(board=board, title="Neglect", group_kind="task_and_finish", parent=quality)
    GroupFactory(board=board, title="Tools", parent=neglect, ends_on=date(2018, 6, 30))
    GroupFactory(board=board, title="Forum", group_kind="forum")
    SeatFactory(group=top, label="Independent Chair", role="chair")
    SeatFactory(group=top, agency=AgencyFactory(name="Council", statutory_partner=True))
    assert _tree(period) == Tree(
        caption="How the partnership is organised",
        partners=(TreeBox("Council", "Statutory partner"),),
        spine=(TreeBox("Board", "Independent Chair", "Meets 4 times a year"), TreeBox("Executive")),
        groups=(
            TreeBox(
                "Quality",
                "Subgroup",
                below=(
                    TreeBox("Neglect", "Task and finish group", temporary=True),
                    TreeBox("Tools", "Subgroup", "Until 30 June 2018", temporary=True),
                ),
            ),
            TreeBox("Forum", "Forum"),
        ),
    )


def test_group_whose_parent_has_ended_hangs_from_the_top(board: Board, period: ReportPeriod) -> None:
    gone = GroupFactory(board=board, title="Gone", ends_on=date(2017, 3, 31))
    GroupFactory(board=board, title="Left", parent=gone)
    tree = _tree(period)
    assert (tree.spine, tree.groups) == ((TreeBox(board.name),), (TreeBox("Left", "Subgroup"),))


def test_bodies_beside_the_partnership_are_named(board: Board, period: ReportPeriod) -> None:
    GroupFactory(
        boards=[board, BoardFactory(name="Adults Board")], title="Joint", also_reports_to="Health and Wellbeing Board"
    )
    *_, table = About().blocks(period)
    assert _tree(period).works_with == ("Adults Board", "Health and Wellbeing Board")
    assert isinstance(table, Table)
    assert table.rows == (
        (Cell("Joint", second="Also reports to Health and Wellbeing Board. Shared with Adults Board"),),
    )


def test_vision_and_aims_follow_the_chart(board: Board, period: ReportPeriod) -> None:
    board.vision, board.strategic_aims = "Every child is safe.", ["Together", "Early"]
    assert About().blocks(period) == [
        Heading("Our vision"),
        Prose("Every child is safe."),
        Heading("Our strategic aims"),
        Bullets(("Together", "Early")),
    ]


def test_members_stand_in_words_with_their_holders(board: Board, period: ReportPeriod) -> None:
    group = GroupFactory(board=board, title="Board")
    councillor = SeatFactory(
        group=group,
        label="Lead member",
        role="participating_observer",
        agency=AgencyFactory(name="Council"),
        job_title="Cabinet member",
    )
    SeatFactory(group=group, label="Lay member", role="lay_member")
    TenureFactory(seat=councillor, person=PersonFactory(name="Ada"), ends_on=date(2017, 9, 30))
    TenureFactory(seat=councillor, person=PersonFactory(name="Ben"))
    (table,) = Membership().blocks(period)
    assert isinstance(table, Table)
    assert (table.caption, table.rows) == (
        "Board",
        (
            (
                Cell("Lead member", second="Cabinet member"),
                Cell("Council"),
                Cell("Participating observer"),
                Cell("Ada (until 30 September 2017); Ben"),
            ),
            (Cell("Lay member"), Cell("—"), Cell("Lay member"), Cell("—")),
        ),
    )


def test_attendance_has_rates_by_seat_meeting_and_agency(board: Board, period: ReportPeriod) -> None:
    group = GroupFactory(board=board, title="Board")
    police, lay = SeatFactory(group=group, label="Police", agency=AgencyFactory(name="Northshire Police")), None
    lay = SeatFactory(group=group, label="Lay member")
    for held_on, statuses in {date(2017, 4, 25): ("present", "not_due"), date(2018, 1, 15): ("apologies", "")}.items():
        meeting = MeetingFactory(group=group, held_on=held_on)
        for seat, status in zip((police, lay), statuses, strict=True):
            if status:
                AttendanceFactory(meeting=meeting, seat=seat, status=status)
    matrix, by_agency = Attendance().blocks(period)
    assert matrix == Matrix(
        caption="Board: who attended which meeting",
        row_heading="Seat",
        columns=("25 Apr", "15 Jan"),
        rows=(
            MatrixRow("Police", (Mark("present"), Mark("apologies")), ("1 of 2", "50%")),
            MatrixRow("Lay member", (Mark("not_due"), "—"), ("—", "—")),
        ),
        total_headings=("Attended of due", "Rate"),
        total=MatrixRow("Attended, of those due", ("1 of 1", "0 of 1"), ("1 of 2", "50%")),
        reading="50% of places were filled, by the member or a deputy: 1 of 2.",
    )
    assert isinstance(by_agency, Table)
    assert by_agency.rows == (
        (Cell("Northshire Police"), Cell("1 of 2"), Cell("50%"), Cell(share=Decimal("0.5"))),
        (Cell("Seats held for no agency"), Cell("—"), Cell("—"), Cell()),
    )
    assert by_agency.totals == (("All seats", "1 of 2", "50%", ""),)


def test_each_group_has_a_matrix_of_its_own(board: Board, period: ReportPeriod) -> None:
    for title in ("Board", "Executive"):
        group = GroupFactory(board=board, title=title)
        AttendanceFactory(meeting=MeetingFactory(group=group), seat=SeatFactory(group=group))
    captions = [block.caption for block in Attendance().blocks(period) if isinstance(block, Matrix | Table)]
    assert captions == [
        "Board: who attended which meeting",
        "Board: attendance by agency",
        "Executive: who attended which meeting",
        "Executive: attendance by agency",
    ]
