"""Who came to which meeting: a matrix for each group, and the rates by seat, by agency and as a whole."""

from decimal import Decimal
from typing import cast

from partnership.formats import MISSING, percent_words, short_date
from partnership.selectors.attendance import GroupAttendance, SeatAttendance, Tally, attendance_of_groups
from reporting.blocks import Block, Cell, Column, Mark, Matrix, MatrixRow, Status, Table
from reporting.narrative import narrative_blocks
from reporting.parts import RESOURCES
from reporting.section import ReportPeriod, Section

NO_AGENCY = "Seats held for no agency"


class Attendance(Section):
    key = "attendance"
    title = "Attendance"
    order = 270
    part = RESOURCES

    def blocks(self, period: ReportPeriod) -> list[Block]:
        groups = attendance_of_groups(
            board=period.board, start=period.start, end=period.end, principal=period.principal
        )
        blocks = narrative_blocks(period, self.key)
        for group in groups:
            blocks += [_matrix(group), _by_agency(group)]
        return blocks


def _matrix(group: GroupAttendance) -> Matrix:
    whole = group.whole
    return Matrix(
        caption=f"{group.group}: who attended which meeting",
        row_heading="Seat",
        columns=tuple(short_date(on) for on in group.dates),
        rows=tuple(_seat_row(seat) for seat in group.seats),
        total_headings=("Attended of due", "Rate"),
        total=MatrixRow("Attended, of those due", tuple(_of(tally) for tally in group.by_meeting), _totals(whole)),
        reading=f"{_rate(whole)} of places were filled, by the member or a deputy: {_of(whole)}." if whole.due else "",
    )


def _seat_row(seat: SeatAttendance) -> MatrixRow:
    marks = tuple(Mark(cast(Status, status)) if status else MISSING for status in seat.statuses)
    return MatrixRow(seat.label, marks, _totals(seat.tally))


def _by_agency(group: GroupAttendance) -> Table:
    columns = (
        Column("Agency"),
        Column("Attended of due", "right", 28),
        Column("Rate", "right", 14),
        Column("Share of places due", width=44),
    )
    return Table(
        caption=f"{group.group}: attendance by agency",
        columns=columns,
        rows=tuple(_agency_row(agency or NO_AGENCY, tally) for agency, tally in group.by_agency),
        totals=(("All seats", _of(group.whole), _rate(group.whole), ""),),
    )


def _agency_row(agency: str, tally: Tally) -> tuple[Cell, ...]:
    share = Decimal(tally.attended) / tally.due if tally.due else None
    return Cell(agency), Cell(_of(tally)), Cell(_rate(tally)), Cell(share=share)


def _totals(tally: Tally) -> tuple[str, ...]:
    return _of(tally), _rate(tally)


def _of(tally: Tally) -> str:
    return f"{tally.attended} of {tally.due}" if tally.due else MISSING


def _rate(tally: Tally) -> str:
    """The numbers of a rate of fewer than ten stand beside it in every row."""
    return percent_words(tally.attended, tally.due)
