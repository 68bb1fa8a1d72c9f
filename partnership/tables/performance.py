"""Indicators."""

from functools import cached_property
from typing import Any

from django.utils.html import format_html

from partnership.period import Period, period_words
from partnership.registers.tables import (
    Name,
    Number,
    Plain,
    Reference,
    RegisterTable,
)
from partnership.selectors.indicator_figures import Figure
from partnership.selectors.indicators import latest_figures


class Latest(Number):
    """An indicator's latest figure as it may be shown, its period beneath."""

    def first(self, record: Any, table: Any) -> Any:
        if record.pk not in table.latest:
            return ""
        period, figure = table.latest[record.pk]
        words, second = figure.words(record.unit), period_words(period.label)
        return format_html('{}<span class="portal-second">{}</span>', words, second)


class IndicatorTable(RegisterTable):
    reference = Reference("reference", "Reference")
    title = Name("title", "Indicator", second="theme")
    unit = Plain("unit", "Unit", second="polarity")
    latest_figure = Latest("pk", "Latest", orderable=False)
    target = Number("target", "Target")
    source = Plain("source_agency__name", "Source")

    class Meta:
        order_by = "reference"

    @cached_property
    def latest(self) -> dict[int, tuple[Period, Figure]]:
        return latest_figures(list(self._shown()), self.principal)
