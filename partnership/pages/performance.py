"""The page of an indicator."""

from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from partnership.charts import SCREEN, LineChart, Series, render
from partnership.panel_tables import IndicatorValueTable
from partnership.period import period_words
from partnership.policy import can
from partnership.registers.page import DetailPage
from partnership.registers.parts import Button
from partnership.registers.tables import RegisterTable
from partnership.selectors.indicator_figures import Trail
from partnership.selectors.indicators import is_protected, latest_trail


class IndicatorPage(DetailPage):
    """An indicator: its course as a chart, then its values.

    Whoever may not change an indicator of small numbers sees its figures as a report would print them.
    """

    template = "partnership/indicator.html"

    @cached_property
    def trail(self) -> Trail | None:
        """The figures up to the latest period, disclosure control applied."""
        return latest_trail(self.row, self.principal)

    @property
    def buttons(self) -> list[Button]:
        if not can(self.principal, "change", self.row):
            return super().buttons
        values = reverse("partnership:indicator-values", args=[self.row.pk])
        return [Button("Enter values", values, primary=True), *super().buttons]

    @property
    def period_labels(self) -> tuple[str, ...]:
        return tuple(period_words(period.label) for period in self.trail.periods) if self.trail else ()

    @property
    def chart(self) -> SafeString:
        """A line from two periods on; the table beneath says the same."""
        trail = self.trail
        lines = [line for line in (trail.whole, *trail.comparators) if line] if trail else []
        if not trail or len(trail.periods) < 2 or not lines:
            return SafeString()
        drawn = LineChart(
            self.row.title,
            self.period_labels,
            tuple(Series(line.area, tuple(figure.value for figure in line.figures)) for line in lines),
            self.row.unit,
        )
        return mark_safe(render(drawn, SCREEN, 640, 240))  # noqa: S308 (our own drawing, texts escaped)

    @property
    def as_stored(self) -> bool:
        return not is_protected(self.row) or can(self.principal, "change", self.row)

    @property
    def panels(self) -> list[tuple[str, RegisterTable]]:
        if not self.as_stored:
            return super().panels
        values = self.row.values.visible_to(self.principal).select_related("indicator").order_by("-period", "pk")
        table = IndicatorValueTable(values, principal=self.principal, orderable=False)
        return [*([("Values", table)] if len(table.rows) else []), *super().panels]

    @property
    def protected(self) -> list[dict[str, Any]]:
        """Rows of the protected table: a line, and a cell for each period."""
        if self.as_stored or not self.trail:
            return []
        return [
            {"name": line.breakdown or line.area, "cells": [figure.words(self.row.unit) for figure in line.figures]}
            for line in self.trail.lines
        ]
