"""A seven-minute briefing as one A4 page, drawn from its cleared words alone."""

from __future__ import annotations

from django.conf import settings
from django.utils import timezone

from partnership.formats import date_words
from reporting.blocks import Block, Bullets, Heading, Prose
from reporting.documents.paper import Paper, Part, paper_html
from reporting.render import render_pdf
from reporting.theme import Theme
from reviews.models import Briefing
from reviews.selectors.briefings import PARTS

#: Seconds that it may take to lay out one page.
DEADLINE = 30.0


def briefing_paper(briefing: Briefing) -> Paper:
    """Title, seven parts, links. Of the review that it was made from nothing, not even its reference."""
    cleared_on = timezone.localdate(briefing.cleared_at)
    part = Part(
        title=briefing.title,
        blocks=tuple(_blocks(briefing)),
        caption="Seven-minute briefing",
        compact=True,
    )
    return Paper(
        board_name=", ".join(board.name for board in briefing.boards.order_by("code_key")),
        name=f"Seven-minute briefing: {briefing.title}",
        header=date_words(cleared_on),
        dated=cleared_on,
        parts=(part,),
        theme=Theme(settings.PARTNERSHIP_BRAND),
    )


def briefing_pdf(briefing: Briefing) -> bytes:
    """The page as a PDF."""
    return render_pdf(paper_html(briefing_paper(briefing)), deadline=DEADLINE)


def _blocks(briefing: Briefing) -> list[Block]:
    written = [(heading, words) for name, heading in PARTS if (words := getattr(briefing, name))]
    blocks: list[Block] = []
    for number, (heading, words) in enumerate(written, start=1):
        blocks += [Heading(f"{number} {heading}"), Prose(words)]
    return [*blocks, *([Heading("Links"), Bullets(tuple(briefing.links))] if briefing.links else [])]
