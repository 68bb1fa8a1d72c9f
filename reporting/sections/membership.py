"""Who sits on which group: seats in force in the year, their role, agency and holders."""

from partnership.formats import MISSING, choice_words
from partnership.selectors.bodies import GroupView, Holder, SeatView, groups_in_year
from reporting.blocks import Block, Cell, Column, Table
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
    """The holders' column stands only where a holder is known."""
    known = any(seat.holders for seat in group.seats)
    columns = [Column("Seat"), Column("Agency", width=52), Column("Role", width=36)]
    columns += [Column("Held by", width=38)] if known else []
    return Table(group.name, tuple(columns), tuple(_row(seat, known) for seat in group.seats))


def _row(seat: SeatView, known: bool) -> tuple[Cell, ...]:
    job = seat.job_title if seat.job_title != seat.label else ""
    cells = (Cell(seat.label, second=job), Cell(seat.agency or MISSING), Cell(choice_words(seat.role)))
    return (*cells, Cell("; ".join(_holder(holder) for holder in seat.holders) or MISSING)) if known else cells


def _holder(holder: Holder) -> str:
    return f"{holder.name} (until {day(holder.until)})" if holder.until else holder.name
