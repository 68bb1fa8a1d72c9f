"""Who sits on which group: seats in force in the year, their role, agency and holders."""

from partnership.formats import MISSING
from partnership.selectors.bodies import GroupView, Holder, SeatView, groups_in_year
from reporting.blocks import Block, Cell, Column, Table
from reporting.compact import without_empty_columns
from reporting.narrative import narrative_blocks
from reporting.parts import RESOURCES
from reporting.section import ReportPeriod, Section
from reporting.wording import day


class Membership(Section):
    key = "membership"
    title = "Membership"
    order = 260
    part = RESOURCES

    def blocks(self, period: ReportPeriod) -> list[Block]:
        groups = groups_in_year(board=period.board, start=period.start, end=period.end, principal=period.principal)
        return [*narrative_blocks(period, self.key), *(_table(group) for group in groups if group.seats)]


def _table(group: GroupView) -> Table:
    columns = (
        Column("Seat"),
        Column("Agency", width=48),
        Column("Role", width=36),
        Column("Held by", width=38),
    )
    return without_empty_columns(Table(group.name, columns, tuple(_row(seat) for seat in group.seats)))


def _row(seat: SeatView) -> tuple[Cell, ...]:
    job = seat.job_title if seat.job_title != seat.label else ""
    return (
        Cell(seat.label, second=job),
        Cell(seat.agency or MISSING),
        Cell(seat.role.label),
        Cell("; ".join(_holder(holder) for holder in seat.holders) or MISSING),
    )


def _holder(holder: Holder) -> str:
    return f"{holder.name} (until {day(holder.until)})" if holder.until else holder.name
