"""What people wrote for a section of a report, as blocks."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from reporting.blocks import Block, Heading, Prose
from reporting.models import Narrative
from reporting.section import ReportPeriod, Section
from reporting.selectors.narratives import year_texts
from reporting.wording import bold


def narrative_blocks(period: ReportPeriod, key: str) -> list[Block]:
    """The texts of a section of the annual report; empty where nobody wrote anything. One query."""
    return text_blocks(year_texts(board=period.board, year=period.label, section=key, principal=period.principal))


def text_blocks(texts: Iterable[Narrative]) -> list[Block]:
    """Texts in their order, with headings, and each author beneath what they wrote."""
    blocks: list[Block] = []
    for author, written in groupby(texts, key=lambda text: text.author):
        for text in written:
            blocks += [Heading(text.heading)] if text.heading else []
            blocks.append(Prose(text.text))
        blocks += [Prose(bold(author))] if author else []
    return blocks


class NarrativeSection(Section):
    """A section that prints what people wrote for it, and nothing else unless a subclass adds to it."""

    def blocks(self, period: ReportPeriod) -> list[Block]:
        return narrative_blocks(period, self.key)
