"""One statement an agency: its assurance of its own year."""

from reporting.blocks import Block, Bullets, Statement
from reporting.narrative import narrative_blocks
from reporting.parts import RESOURCES
from reporting.section import ReportPeriod, Section
from reporting.selectors.statements import agency_statements, in_parts


class Agencies(Section):
    key = "agencies"
    title = "Partner agency statements"
    order = 240
    part = RESOURCES

    def blocks(self, period: ReportPeriod) -> list[Block]:
        statements = agency_statements(board=period.board, year=period.label, principal=period.principal)
        told = narrative_blocks(period, self.key)
        if told and statements:
            told.append(Bullets(tuple(agency for agency, _ in statements)))
        return [*told, *(Statement(agency, in_parts(parts)) for agency, parts in statements)]
