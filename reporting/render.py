"""Draw blocks as HTML, for the screen and for print: one template a block, in `templates/reporting/blocks/`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import groupby
from typing import Any, cast

from django.template.loader import get_template, render_to_string
from django.utils.safestring import SafeString, mark_safe

from partnership import charts

from .blocks import Block, Chart, PriorityOpener
from .document import ReportDocument
from .pdf.bounds import check_bounds
from .pdf.render import render_pdf
from .pdf.stylesheet import FULL_WIDTH, print_css
from .pdf.unbroken import unbroken
from .theme import Theme

__all__ = ["Place", "document_html", "draw", "render_pdf"]


@dataclass
class Place:
    """Where in a section the drawing stands: which table number is next, and below which heading.

    `charts` are the colours of drawings, `width` the room for them in mm.
    """

    section: str = ""
    charts: charts.Theme = charts.SCREEN
    width: int = FULL_WIDTH
    level: int = 1
    within: int = 0
    _counts: dict[str, int] = field(default_factory=dict)

    def number(self, word: str) -> str:
        """ "Table 25.1", the next of its kind; nothing in a section without a number."""
        if not self.section:
            return ""
        self._counts[word] = self._counts.get(word, 0) + 1
        return f"{word} {self.section}.{self._counts[word]}"

    def heading(self, level: int) -> int:
        """The level at which a heading may stand: a skipped level would break the PDF's structure."""
        self.level = min(level + self.within, self.level + 1)
        return self.level

    def open_part(self) -> int:
        """The level of a title, such as a priority's, under which all that follows stands."""
        self.within = 0
        level = self.heading(2)
        self.within = 1
        return level


def draw(blocks: Iterable[Block], place: Place | None = None) -> SafeString:
    """The HTML of `blocks`. Without a `place`, tables and figures bear no number, as in a preview of one block."""
    place = place or Place()
    drawn: list[str] = []
    for half, group in groupby(blocks, key=lambda block: isinstance(block, Chart) and block.half):
        run = list(group)
        drawn += _rows(cast(list[Chart], run), place) if half else [_one(block, place) for block in run]
    return mark_safe("".join(drawn))  # noqa: S308  templates escape; markdown is cleaned


def _one(block: Block, place: Place, *, alone: bool = False) -> str:
    html: str = _template(type(block).__name__).render({"block": block, "place": place, "alone": alone})
    return html


def _rows(charts: list[Chart], place: Place) -> Iterator[str]:
    """Charts of half the width, two a row. One with a table fills a row; one left over has its words beside."""
    for tabled, run in groupby(charts, key=lambda chart: chart.table is not None):
        several, size = list(run), 1 if tabled else 2
        for start in range(0, len(several), size):
            row = several[start : start + size]
            if len(row) == size:
                yield f'<div class="rp-pair">{"".join(_one(chart, place) for chart in row)}</div>'
            else:
                yield _one(row[0], place, alone=True)


def document_html(document: ReportDocument) -> str:
    """The whole report as one HTML page that fetches nothing but named print assets.

    DomainError if a table or text is beyond what can be printed.
    """
    check_bounds(document)
    colours = print_charts(document.theme)
    places = [Place(section.number, colours) for section in document.sections]
    drawn = [
        (section, unbroken(draw(section.blocks, place)))
        for section, place in zip(document.sections, places, strict=True)
    ]
    css = mark_safe(print_css(document.theme, _numerals(document)))  # noqa: S308  our own style sheet
    context = {"document": document, "sections": drawn, "css": css}
    return render_to_string("reporting/print/document.html", context)


def _numerals(document: ReportDocument) -> tuple[str, ...]:
    """The big numbers of priorities, each once."""
    openers = (block for section in document.sections for block in section.blocks if isinstance(block, PriorityOpener))
    return tuple(dict.fromkeys(opener.numeral for opener in openers if opener.numeral))


def print_charts(theme: Theme) -> charts.Theme:
    """The print colours of charts in the brand of the report."""
    scale = theme.scale
    return replace(charts.PRINT, strong=scale["800"], medium=scale["600"], soft=scale["300"], pale=scale["100"])


@cache
def _template(block: str) -> Any:
    """The template of a block by the name of its class: `priority_opener.html` draws a PriorityOpener."""
    name = re.sub(r"(?<!^)(?=[A-Z])", "_", block).lower()
    return get_template(f"reporting/blocks/{name}.html")
