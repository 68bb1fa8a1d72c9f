"""The chart of an indicator over time, with its values in a table where the theme's table does not hold them."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from partnership.charts import BarChart, LineChart, Series
from partnership.period import period_words
from partnership.selectors.indicator_figures import Line, PrintedIndicator, Trail
from reporting.blocks import Chart, Column, Table
from reporting.indicator_blocks.readings import trend_reading
from reporting.indicator_blocks.words import figure_notes, figure_words, period_span

MOST_LINES = 5  # of one chart; more cannot be told apart
FEWEST_FOR_A_TABLE = 3  # periods; the theme's table holds two
HALF_COLUMNS = 3  # of a table beside its chart


def trend_chart(indicator: PrintedIndicator, trail: Trail, area: str, tabled: Sequence[str]) -> Chart | None:
    """The chart of one trail; None where it has no run.

    `area` names the partnership's own line. The areas in `tabled` have their latest value in the theme's table, so
    that a chart of nothing else needs no table of its own.
    """
    if trail.whole is None or not trail.runs:
        return None
    shown = (trail.whole, *(line for line in trail.comparators if line.known))
    caption = f"{indicator.title}, {period_span(trail.periods)}"
    told_above = len(trail.periods) < FEWEST_FOR_A_TABLE and all(
        line.known == 1 and line.latest.value is not None and line.area in tabled for line in shown[1:]
    )
    table = None if told_above else _table(indicator, trail, shown, area)
    half = table is None or len(table.columns) <= HALF_COLUMNS
    return Chart(caption, _drawing(caption, trail, shown, area), trend_reading(trail, area), table, half)


def _drawing(caption: str, trail: Trail, shown: tuple[Line, ...], area: str) -> BarChart | LineChart:
    labels = tuple(period_words(period.label) for period in trail.periods)
    series = tuple(Series(_name(line, area), _values(line)) for line in shown[:MOST_LINES])
    if len(series) == 1 and len(labels) == 2:
        return BarChart(caption, labels, series, trail.unit, emphasised=1)
    return LineChart(caption, labels, series, trail.unit)


def _table(indicator: PrintedIndicator, trail: Trail, shown: tuple[Line, ...], area: str) -> Table:
    columns = (Column("Period"), *(Column(_name(line, area), "right") for line in shown))
    rows = tuple(
        (period_words(period.label), *(figure_words(line.figures[place], trail.unit) for line in shown))
        for place, period in enumerate(trail.periods)
    )
    return Table(f"{indicator.title}: the figures", columns, rows, note=" ".join(figure_notes(shown)))


def _name(line: Line, area: str) -> str:
    return area if line.own else line.area


def _values(line: Line) -> tuple[Decimal | None, ...]:
    return tuple(figure.value for figure in line.figures)
