"""What the block templates need besides Django's own tags."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe

from partnership import charts
from partnership.text import to_html
from reporting.blocks import Block, Tree, TreeBox
from reporting.pdf.stylesheet import FULL_WIDTH
from reporting.render import Place, draw

register = template.Library()
POINTS_PER_MM = 72 / 25.4


@register.simple_tag(takes_context=True, name="draw")
def draw_blocks(context: dict[str, Any], blocks: tuple[Block, ...], width: int = FULL_WIDTH) -> SafeString:
    """Blocks within a block, in the same section, with `width` mm of room."""
    place: Place = context["place"]
    around, place.width = place.width, width
    drawn = draw(blocks, place)
    place.width = around
    return drawn


@register.simple_tag(takes_context=True)
def drawing(context: dict[str, Any], chart: charts.LineChart, width: int = 0, height: int = 150) -> SafeString:
    """A chart as SVG, `width` in mm (else what room there is), `height` in points."""
    place: Place = context["place"]
    svg = charts.render(chart, place.charts, (width or place.width) * POINTS_PER_MM, height)
    return mark_safe(svg)  # noqa: S308  the charts escape their words


@register.simple_tag(takes_context=True)
def numbered(context: dict[str, Any], word: str) -> str:
    return context["place"].number(word)


@register.simple_tag(takes_context=True)
def heading_level(context: dict[str, Any], level: int) -> int:
    return context["place"].heading(level)


@register.simple_tag(takes_context=True)
def part_level(context: dict[str, Any]) -> int:
    return context["place"].open_part()


@register.simple_tag(takes_context=True)
def prose(context: dict[str, Any], markdown: str) -> SafeString:
    """Cleaned markdown, its headings one level below where it stands."""
    place: Place = context["place"]
    return mark_safe(to_html(markdown, heading=min(place.level + 1, 4)))  # noqa: S308  cleaned by to_html


@register.filter
def hanging_columns(tree: Tree) -> list[list[TreeBox]]:
    """The groups in up to three columns of like height, read down each column."""
    weights = [1 + len(group.below) for group in tree.groups]
    columns: list[list[TreeBox]] = [[], [], []]
    share, filled = sum(weights) / 3, 0
    for group, weight in zip(tree.groups, weights, strict=True):
        columns[min(int(filled / share), 2)].append(group)
        filled += weight
    return [column for column in columns if column]
