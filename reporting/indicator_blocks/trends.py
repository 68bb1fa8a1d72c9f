"""Indicators over time: a chart for each, and one table for all whose periods are the same."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import groupby
from typing import NamedTuple

from partnership.charts import BarChart, LineChart, Series
from partnership.period import Period, period_words
from partnership.selectors.indicator_figures import Figure, Line, PrintedIndicator, Trail
from reporting.blocks import Cell, Chart, Column, Table
from reporting.indicator_blocks.readings import trend_reading
from reporting.indicator_blocks.words import figure_notes, figure_words, period_span, tick_words

MOST_LINES = 5  # of one chart; more cannot be told apart
HALF_LINES = 3  # whose names find room beside a chart of half the width
FEWEST_FOR_A_TABLE = 3  # periods; the theme's table holds two
MOST_PERIODS = 9  # side by side in one table
PERIOD_WIDTH = {3: 24, 6: 19, MOST_PERIODS: 14}  # in mm, for up to so many periods


class Run(NamedTuple):
    """An indicator with a course over time: its own line, then those that it is compared with."""

    indicator: PrintedIndicator
    trail: Trail
    lines: tuple[Line, ...]

    @property
    def labels(self) -> tuple[str, ...]:
        return tuple(tick_words(period) for period in self.trail.periods)


def runs_of(indicators: Iterable[PrintedIndicator]) -> list[Run]:
    return [
        Run(indicator, trail, (trail.whole, *(line for line in trail.comparators if line.known)))
        for indicator in indicators
        for trail in indicator.trails
        if trail.whole and trail.runs
    ]


def run_chart(run: Run, area: str) -> Chart:
    """Two periods of one line are columns, anything longer or richer is a line. `area` names the own line."""
    caption = f"{run.indicator.title}, {period_span(run.trail.periods)}"
    series = tuple(Series(_name(line, area), _values(line)) for line in run.lines[:MOST_LINES])
    drawing: BarChart | LineChart = LineChart(caption, run.labels, series, run.trail.unit)
    if len(series) == 1 and len(run.labels) < FEWEST_FOR_A_TABLE:
        drawing = BarChart(caption, run.labels, series, run.trail.unit, emphasised=len(run.labels) - 1)
    return Chart(caption, drawing, trend_reading(run.trail, area), half=len(series) <= HALF_LINES)


def run_tables(runs: Iterable[Run], caption: str, area: str, tabled: Sequence[str]) -> list[Table]:
    """The figures of all charts over time, those that end with the same period in one table.

    A run of which the theme's table says all already is left out; that table has a column for the areas in `tabled`.
    """
    untold = sorted((run for run in runs if not _is_told(run, tabled)), key=_last)
    return [table for _, group in groupby(untold, key=_last) for table in _tables(tuple(group), caption, area)]


def _last(run: Run) -> Period:
    return run.trail.periods[-1]


def _is_told(run: Run, tabled: Sequence[str]) -> bool:
    return len(run.labels) < FEWEST_FOR_A_TABLE and all(
        line.known == 1 and line.latest.value is not None and line.area in tabled for line in run.lines[1:]
    )


def _tables(group: tuple[Run, ...], caption: str, area: str) -> list[Table]:
    """One table, or as many as it takes to set all periods side by side."""
    periods = sorted({period for run in group for period in run.trail.periods})
    parts = [periods[start : start + MOST_PERIODS] for start in range(0, len(periods), MOST_PERIODS)]
    return [_table(group, f"{caption}, {period_span(part)}", area, part) for part in parts]


def _table(group: tuple[Run, ...], caption: str, area: str, periods: Sequence[Period]) -> Table:
    width = next(width for most, width in PERIOD_WIDTH.items() if len(periods) <= most)
    columns = (Column("Indicator"), *(Column(period_words(period.label), "right", width) for period in periods))
    lines = [(run, line) for run in group for line in run.lines]
    rows: list[tuple[Cell | str, ...]] = [
        (_row_name(run, line, area), *_figures(run, line, periods)) for run, line in lines
    ]
    return Table(caption, columns, tuple(rows), note=" ".join(figure_notes(line for _, line in lines)))


def _figures(run: Run, line: Line, periods: Sequence[Period]) -> list[str]:
    figures = dict(zip(run.trail.periods, line.figures, strict=True))
    return [figure_words(figures.get(period, Figure()), run.trail.unit) for period in periods]


def _row_name(run: Run, line: Line, area: str) -> Cell:
    return Cell(run.indicator.title, second=_name(line, area) if len(run.lines) > 1 else "")


def _name(line: Line, area: str) -> str:
    return area if line.own else line.area


def _values(line: Line) -> tuple[Decimal | None, ...]:
    return tuple(figure.value for figure in line.figures)
