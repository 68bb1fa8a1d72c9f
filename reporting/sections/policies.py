"""Policies and procedures approved in the year."""

from partnership.formats import MISSING
from partnership.selectors.assurance import PolicyView, policies_in_year
from reporting.blocks import Block, Cell, Column, Table
from reporting.compact import without_empty_columns
from reporting.narrative import narrative_blocks
from reporting.parts import VOICE
from reporting.section import ReportPeriod, Section
from reporting.wording import day


class Policies(Section):
    key = "policies"
    title = "Policies and procedures"
    order = 220
    part = VOICE

    def blocks(self, period: ReportPeriod) -> list[Block]:
        policies = policies_in_year(board=period.board, start=period.start, end=period.end, principal=period.principal)
        return [*narrative_blocks(period, self.key), *([_table(policies)] if policies else [])]


def _table(policies: tuple[PolicyView, ...]) -> Table:
    columns = (
        Column("Policy"),
        Column("Owner", width=45),
        Column("Approved", width=30),
        Column("Next review", width=30),
    )
    rows = tuple(_row(policy) for policy in policies)
    return without_empty_columns(Table("Policies and procedures of the year", columns, rows))


def _row(policy: PolicyView) -> tuple[Cell, ...]:
    return (
        Cell(policy.title),
        Cell(policy.owner or MISSING),
        Cell(day(policy.approved_on) or MISSING),
        Cell(day(policy.review_on) or MISSING),
    )
