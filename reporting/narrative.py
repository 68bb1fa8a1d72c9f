"""What people wrote for a section of an annual report."""

from __future__ import annotations

from itertools import groupby

from reporting.blocks import Block, Heading, Prose
from reporting.enums import ReportKind
from reporting.models import Narrative
from reporting.section import ReportPeriod, Section
from reporting.wording import bold


def narrative_blocks(period: ReportPeriod, key: str) -> list[Block]:
    """The texts of a section in their order, with headings, and each author beneath what they wrote.

    Empty where nobody wrote anything. One query.
    """
    written = (
        Narrative.objects.visible_to(period.principal)
        .filter(board=period.board, report=ReportKind.ANNUAL_REPORT, section=key)
        .filter(edition_key__in=_spellings(period.label))
        .order_by("order")
    )
    blocks: list[Block] = []
    for author, texts in groupby(written, key=lambda text: text.author):
        for text in texts:
            blocks += [Heading(text.heading)] if text.heading else []
            blocks.append(Prose(text.text))
        blocks += [Prose(bold(author))] if author else []
    return blocks


def _spellings(label: str) -> list[str]:
    """An edition is text that a person typed, so both spellings of a year name it."""
    return [label, label.replace("-", "/")]


class NarrativeSection(Section):
    """A section that prints what people wrote for it, and nothing else unless a subclass adds to it."""

    def blocks(self, period: ReportPeriod) -> list[Block]:
        return narrative_blocks(period, self.key)
