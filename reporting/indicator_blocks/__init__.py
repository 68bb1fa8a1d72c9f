"""How indicators become blocks: a table a theme, then a chart with its figures and one sentence for the richer ones."""

from __future__ import annotations

from collections.abc import Iterable

from partnership.period import Period
from partnership.selectors.indicator_figures import PrintedIndicator
from partnership.selectors.indicators import indicators_of_year
from reporting.blocks import Block, Chart, Table
from reporting.indicator_blocks.breakdowns import breakdown_blocks
from reporting.indicator_blocks.comparisons import comparison_charts
from reporting.indicator_blocks.theme_table import compared_areas, theme_tables
from reporting.indicator_blocks.trends import run_chart, run_tables, runs_of
from reporting.section import ReportPeriod

__all__ = ["by_theme", "indicators_of", "of_theme", "theme_blocks"]


def indicators_of(period: ReportPeriod) -> list[PrintedIndicator]:
    """Every indicator that the report prints. One query."""
    return indicators_of_year(period.board, Period(period.start, period.end, period.label), period.principal)


def of_theme(indicators: Iterable[PrintedIndicator], theme: str) -> list[PrintedIndicator]:
    return [indicator for indicator in indicators if indicator.theme.casefold() == theme.casefold()]


def by_theme(indicators: Iterable[PrintedIndicator]) -> dict[str, list[PrintedIndicator]]:
    """Indicators by theme, themes in the order in which they first occur; case does not part them."""
    themes: dict[str, list[PrintedIndicator]] = {}
    spelt: dict[str, str] = {}
    for indicator in indicators:
        theme = spelt.setdefault(indicator.theme.casefold(), indicator.theme)
        themes.setdefault(theme, []).append(indicator)
    return themes


def theme_blocks(indicators: list[PrintedIndicator], *, area: str, caption: str) -> list[Block]:
    """What one theme prints: its tables under `caption`, then charts. `area` names the partnership's own area.

    Wide charts come first; then those beside their table, which fill a row; those without stand two a row at the end.
    """
    tabled, runs = compared_areas(indicators), runs_of(indicators)
    breakdowns = [
        block for indicator in indicators for trail in indicator.trails for block in breakdown_blocks(indicator, trail)
    ]
    charts = [
        *(block for block in breakdowns if isinstance(block, Chart)),
        *(run_chart(run, area) for run in runs),
        *comparison_charts(indicators, area, tabled),
    ]
    tables = [*theme_tables(indicators, caption), *run_tables(runs, caption, area, tabled)]
    tables += [block for block in breakdowns if isinstance(block, Table)]
    return [*tables, *sorted(charts, key=lambda chart: (chart.half, chart.table is None))]
