"""The chart of an indicator over time or beside its comparators, with its values in a table where it needs one."""

from __future__ import annotations

from decimal import Decimal

from partnership.charts import BarChart, LineChart, Series
from partnership.period import period_words
from partnership.selectors.indicator_figures import Line, PrintedIndicator, Trail
from reporting.blocks import Chart, Column, Table
from reporting.indicator_blocks.readings import comparison_reading, trend_reading
from reporting.indicator_blocks.words import figure_notes, figure_words, inner, period_span

MOST_LINES = 5  # of one chart; more cannot be told apart
HALF_COLUMNS = 3  # of a table beside its chart


def trend_chart(indicator: PrintedIndicator, trail: Trail, area: str, tabled: list[str]) -> Chart | None:
    """The chart of one trail; None where the whole has one value and nothing to compare it with.

    `area` names the partnership's own line. The areas in `tabled` have their latest value in the theme's table, so
    that a chart of nothing else needs no table of its own.
    """
    whole = trail.whole
    if whole is None:
        return None
    comparators = tuple(line for line in trail.comparators if line.known)
    if whole.known > 1 or (whole.known and any(line.known > 1 for line in comparators)):
        shown = (whole, *comparators)
        caption = f"{indicator.title}, {period_span(trail.periods)}"
        drawing, reading = _over_time(caption, trail, shown, area), trend_reading(trail, area)
    else:
        shown = (whole, *(line for line in comparators if line.latest.value is not None))
        if whole.latest.value is None or len(shown) == 1:
            return None
        caption = f"{indicator.title}, {inner(trail.periods[-1])}"
        drawing, reading = _side_by_side(caption, trail, shown, area), comparison_reading(trail, area)
    told_above = len(trail.periods) < 3 and all(line.known < 2 and line.area in tabled for line in shown[1:])
    table = None if told_above else _table(indicator, trail, shown, area)
    return Chart(caption, drawing, reading, table, half=table is None or len(table.columns) <= HALF_COLUMNS)


def _over_time(caption: str, trail: Trail, shown: tuple[Line, ...], area: str) -> BarChart | LineChart:
    labels = tuple(period_words(period.label) for period in trail.periods)
    series = tuple(Series(_name(line, area), _values(line)) for line in shown[:MOST_LINES])
    if len(series) == 1 and len(labels) == 2:
        return BarChart(caption, labels, series, trail.unit, emphasised=1)
    return LineChart(caption, labels, series, trail.unit)


def _side_by_side(caption: str, trail: Trail, shown: tuple[Line, ...], area: str) -> BarChart:
    series = Series(period_words(trail.periods[-1].label), tuple(line.latest.value for line in shown))
    return BarChart(caption, tuple(_name(line, area) for line in shown), (series,), trail.unit, emphasised=0)


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
