"""What the sections of a newsletter share."""

from __future__ import annotations

from typing import ClassVar

from reporting.blocks import Block, Heading, Prose
from reporting.enums import ReportKind
from reporting.section import ReportPeriod, Section
from reporting.selectors.newsletters import edition_texts
from reporting.wording import bold


class NewsletterSection(Section):
    """A section of texts; a section with live data adds it in `live_blocks`, which only a season's edition prints."""

    report: ClassVar[ReportKind] = ReportKind.NEWSLETTER
    numbered: ClassVar[bool] = False

    def blocks(self, period: ReportPeriod) -> list[Block]:
        return [*self.text_blocks(period), *self.live_blocks(period)]

    def text_blocks(self, period: ReportPeriod) -> list[Block]:
        """The texts that people wrote for this section of the edition. One query."""
        blocks: list[Block] = []
        for text in edition_texts(
            board=period.board, edition=period.label, section=self.key, principal=period.principal
        ):
            blocks += [Heading(text.heading)] if text.heading else []
            blocks += [Prose(text.text), *([Prose(bold(text.author))] if text.author else [])]
        return blocks

    def live_blocks(self, period: ReportPeriod) -> list[Block]:
        return []
