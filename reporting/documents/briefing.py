"""A seven-minute briefing as one A4 page, drawn from its cleared words alone."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import mark_safe

from partnership.exceptions import DomainError
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
#: From the usual letter to the smallest that can be read.
_SIZES = ("", "small", "smallest")
#: Seconds that it may take to lay out one page.
DEADLINE = 60.0


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
    """The page as a PDF, in a smaller letter where words run wide. DomainError where no letter is small enough."""
    paper = briefing_paper(briefing)
    check_bounds(paper.as_report)
    charts = print_charts(paper.theme)
    parts = [(part, unbroken(draw(part.blocks, Place(charts=charts)))) for part in paper.parts]
    sheets = [(_PRINT / name).read_text(encoding="utf-8") for name in ("paper.css", "briefing.css")]
    css = mark_safe("".join([print_css(paper.theme), *sheets]))  # noqa: S308  our own style sheets
    for size in _SIZES:
        context = {"paper": paper, "title": briefing.title, "parts": parts, "css": css, "size": size}
        content = render_pdf(render_to_string("reporting/print/briefing.html", context), deadline=DEADLINE)
        with pikepdf.open(io.BytesIO(content)) as pdf:
            if len(pdf.pages) == 1:
                return content
    raise DomainError("These words do not fit on one page. Have them shortened.")


def _parts(briefing: Briefing) -> list[Part]:
    written = [(heading, words) for name, heading in PARTS if (words := getattr(briefing, name))]
    parts = [Part(f"{number} {heading}", (Prose(words),)) for number, (heading, words) in enumerate(written, start=1)]
    return [*parts, *([Part("Links", (Bullets(tuple(briefing.links)),))] if briefing.links else [])]
