"""What the report is, and the law that it is made under."""

from reporting.blocks import Block, Columns, Prose, SideBox
from reporting.narrative import narrative_blocks
from reporting.parts import IN_BRIEF
from reporting.section import ReportPeriod, Section
from reporting.wording import plain


class Introduction(Section):
    key = "introduction"
    title = "About this report"
    order = 20
    part = IN_BRIEF

    def blocks(self, period: ReportPeriod) -> list[Block]:
        told = narrative_blocks(period, self.key)
        if not period.board.legal_basis:
            return told
        law = SideBox("The law behind it", (Prose(plain(period.board.legal_basis)),))
        return [Columns(tuple(told), (law,))]
