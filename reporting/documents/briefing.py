"""A seven-minute briefing as one A4 page, drawn from its cleared words alone."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import mark_safe

from partnership.formats import date_words
from reporting.blocks import Bullets, Prose
from reporting.documents.paper import Paper, Part
from reporting.pdf.bounds import check_bounds
from reporting.pdf.stylesheet import print_css
from reporting.pdf.unbroken import unbroken
from reporting.render import Place, draw, print_charts, render_pdf
from reporting.theme import Theme
from reviews.models import Briefing
from reviews.selectors.briefings import PARTS

_PRINT = Path(__file__).resolve().parents[2] / "templates" / "reporting" / "print"
#: Seconds that it may take to lay out one page.
DEADLINE = 30.0


def briefing_paper(briefing: Briefing) -> Paper:
    """Title, seven parts, links. Of the review that it was made from nothing, not even its reference."""
    cleared_on = timezone.localdate(briefing.cleared_at)
    return Paper(
        board_name=", ".join(board.name for board in briefing.boards.order_by("code_key")),
        name=f"Seven-minute briefing: {briefing.title}",
        header=date_words(cleared_on),
        dated=cleared_on,
        parts=tuple(_parts(briefing)),
        theme=Theme(settings.PARTNERSHIP_BRAND),
    )


def briefing_pdf(briefing: Briefing) -> bytes:
    """The page as a PDF. DomainError where it cannot be laid out."""
    paper = briefing_paper(briefing)
    check_bounds(paper.as_report)
    charts = print_charts(paper.theme)
    parts = [(part, unbroken(draw(part.blocks, Place(charts=charts)))) for part in paper.parts]
    sheets = [(_PRINT / name).read_text(encoding="utf-8") for name in ("paper.css", "briefing.css")]
    css = mark_safe("".join([print_css(paper.theme), *sheets]))  # noqa: S308  our own style sheets
    context = {"paper": paper, "title": briefing.title, "parts": parts, "css": css}
    return render_pdf(render_to_string("reporting/print/briefing.html", context), deadline=DEADLINE)


def _parts(briefing: Briefing) -> list[Part]:
    written = [(heading, words) for name, heading in PARTS if (words := getattr(briefing, name))]
    parts = [Part(f"{number} {heading}", (Prose(words),)) for number, (heading, words) in enumerate(written, start=1)]
    return [*parts, *([Part("Links", (Bullets(tuple(briefing.links)),))] if briefing.links else [])]
