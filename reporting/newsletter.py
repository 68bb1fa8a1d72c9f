"""What the sections of a newsletter share."""

from __future__ import annotations

from typing import ClassVar

from reporting.blocks import Block
from reporting.enums import ReportKind
from reporting.narrative import text_blocks
from reporting.section import ReportPeriod, Section
from reporting.selectors.narratives import edition_texts


class NewsletterSection(Section):
    """A section of texts; a section with live data adds it in `live_blocks`, which only a season's edition prints."""

    report: ClassVar[ReportKind] = ReportKind.NEWSLETTER
    numbered: ClassVar[bool] = False

    def blocks(self, period: ReportPeriod) -> list[Block]:
        return [*self.text_blocks(period), *self.live_blocks(period)]

    def text_blocks(self, period: ReportPeriod) -> list[Block]:
        """The texts that people wrote for this section of the edition. One query."""
        return text_blocks(
            edition_texts(board=period.board, edition=period.label, section=self.key, principal=period.principal)
        )

    def live_blocks(self, period: ReportPeriod) -> list[Block]:
        return []
