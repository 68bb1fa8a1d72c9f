"""A document without cover and contents: a title, some facts, blocks; as HTML for the PDF, and as a Word file."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from reporting.blocks import Block, Fact
from reporting.document import DocumentSection, ReportDocument
from reporting.pdf.bounds import check_bounds
from reporting.pdf.stylesheet import print_css
from reporting.pdf.unbroken import unbroken
from reporting.render import Place, draw, print_charts
from reporting.theme import Theme

_CSS = Path(__file__).resolve().parents[2] / "templates" / "reporting" / "print" / "paper.css"


@dataclass(frozen=True)
class Part:
    """What stands under one title; each begins a page. `notice` is a warning above everything else.

    `joined` is how many pages of others will be put in front of it.
    """

    title: str
    blocks: tuple[Block, ...] = ()
    caption: str = ""
    facts: tuple[Fact, ...] = ()
    notice: str = ""
    joined: int = 0
    compact: bool = False


@dataclass(frozen=True)
class Paper:
    """`name` is the file's title, `header` stands above each page; `dated`, never today, goes into the file.

    Where the pages of others are joined to it, pages bear no total, which is not known when they are laid out.
    """

    board_name: str
    name: str
    header: str
    dated: date
    parts: tuple[Part, ...]
    theme: Theme = field(default_factory=Theme)
    is_whole: bool = True

    @property
    def as_report(self) -> ReportDocument:
        """The same parts as sections of a report, for what reads reports."""
        sections = tuple(DocumentSection(f"part-{at}", part.title, part.blocks) for at, part in enumerate(self.parts))
        return ReportDocument(self.name, self.board_name, "", self.dated, sections, theme=self.theme)


def paper_html(paper: Paper) -> str:
    """The paper as one page that fetches nothing. DomainError if a table or text is beyond what can be printed."""
    check_bounds(paper.as_report)
    charts = print_charts(paper.theme)
    drawn = [(part, unbroken(draw(part.blocks, Place(charts=charts)))) for part in paper.parts]
    css = print_css(paper.theme) + _CSS.read_text(encoding="utf-8")
    context = {"paper": paper, "parts": drawn, "css": mark_safe(css)}  # noqa: S308  our own style sheets
    return render_to_string("reporting/print/paper.html", context)
