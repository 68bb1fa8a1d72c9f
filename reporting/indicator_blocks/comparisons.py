"""The chart of indicators with one value and others to stand beside: those of one unit and period share a chart."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from partnership.charts import BarChart, Series
from partnership.period import period_words
from partnership.selectors.indicator_figures import Line, PrintedIndicator, Trail
from reporting.blocks import Chart, Column, Table
from reporting.indicator_blocks.readings import comparison_reading, comparisons_reading
from reporting.indicator_blocks.words import figure_notes, figure_words, inner, joined


class Compared(NamedTuple):
    """One indicator's latest figures: the partnership's own line, then each comparator that has one."""

    title: str
    trail: Trail
    lines: tuple[Line, ...]

    @property
    def alike(self) -> tuple[str, str, tuple[str, ...]]:
        """What indicators must have in common to share a chart."""
        return self.trail.unit, self.trail.periods[-1].label, tuple(line.area for line in self.lines[1:])


def comparison_charts(indicators: Sequence[PrintedIndicator], area: str, tabled: Sequence[str]) -> list[Chart]:
    """A chart for each set of like indicators. One whose areas all have a column in the theme's table (`tabled`) needs
    no table of its own."""
    found = [one for indicator in indicators for trail in indicator.trails if (one := _compared(indicator, trail))]
    found.sort(key=lambda one: one.alike)
    return [_chart(tuple(group), area, tabled) for _, group in groupby(found, key=lambda one: one.alike)]


def _compared(indicator: PrintedIndicator, trail: Trail) -> Compared | None:
    """None where a run over time says more, or where there is nothing to compare."""
    whole = trail.whole
    others = tuple(line for line in trail.comparators if line.latest.value is not None)
    if trail.runs or whole is None or whole.latest.value is None or not others:
        return None
    return Compared(indicator.title, trail, (whole, *others))


def _chart(group: tuple[Compared, ...], area: str, tabled: Sequence[str]) -> Chart:
    first = group[0]
    period, unit = first.trail.periods[-1], first.trail.unit
    names = (area, *(line.area for line in first.lines[1:]))
    if len(group) == 1:
        caption, reading = f"{first.title}, {inner(period)}", comparison_reading(first.trail, area)
        series = Series(period_words(period.label), tuple(line.latest.value for line in first.lines))
        drawing = BarChart(caption, names, (series,), unit, emphasised=0)
    else:
        caption, reading = (
            f"{area} beside {joined(names[1:])}, {inner(period)}",
            comparisons_reading([one.trail for one in group], first.lines[1].area, area),
        )
        beside = tuple(
            Series(name, tuple(one.lines[place].latest.value for one in group)) for place, name in enumerate(names)
        )
        drawing = BarChart(caption, tuple(one.title for one in group), beside, unit, emphasised=0)
    table = None if all(name in tabled for name in names[1:]) else _table(group, caption, names)
    return Chart(caption, drawing, reading, table, half=table is None)


def _table(group: tuple[Compared, ...], caption: str, names: tuple[str, ...]) -> Table:
    columns = (Column("Indicator"), *(Column(name, "right") for name in names))
    rows = tuple((one.title, *(figure_words(line.latest, one.trail.unit) for line in one.lines)) for one in group)
    lines = [line for one in group for line in one.lines]
    return Table(f"{caption}: the figures", columns, rows, note=" ".join(figure_notes(lines)))
