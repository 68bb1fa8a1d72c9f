"""Indicators made by hand, for tests of how they are drawn."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from partnership.period import resolve
from partnership.selectors.indicator_figures import Figure, Line, PrintedIndicator, Trail

Values = tuple[str | Figure | None, ...]


def line(values: Values, area: str = "Local", breakdown: str = "") -> Line:
    figures = (value if isinstance(value, Figure) else Figure(value and Decimal(value)) for value in values)
    return Line(area, breakdown, area == "Local", tuple(figures))


def trail(periods: str, own: Values | None = None, *lines: Line, unit: str = "count", **fields: Any) -> Trail:
    """A trail over `periods`, parted by commas; `own` are the figures of the whole, `lines` the others."""
    spans = tuple(resolve(label, basis="financial", first_month=4) for label in periods.split(","))
    all_lines = ((line(own),) if own else ()) + lines
    return Trail(spans, all_lines, unit, fields.get("polarity", ""), fields.get("overlapping", False))


def parts(values: Mapping[str, Values]) -> tuple[Line, ...]:
    return tuple(line(figures, breakdown=name) for name, figures in values.items())


def indicator(*trails: Trail, title: str = "Plans", **fields: Any) -> PrintedIndicator:
    told = {"theme": "Child protection", "definition": "", "source": "", "target": None} | fields
    return PrintedIndicator(
        code=title, title=title, unit=trails[0].unit, polarity=trails[0].polarity, trails=trails, **told
    )
