"""Allegations against people who work with children: what people wrote, and the indicators of theme Allegations."""

from __future__ import annotations

from reporting.blocks import Block
from reporting.indicator_blocks import indicators_of, of_theme, theme_blocks
from reporting.narrative import narrative_blocks
from reporting.parts import LEARNING
from reporting.section import ReportPeriod, Section


class Allegations(Section):
    key = "allegations"
    title = "Allegations against people who work with children"
    order = 160
    part = LEARNING

    def blocks(self, period: ReportPeriod) -> list[Block]:
        figures = of_theme(indicators_of(period), "Allegations")
        caption = "Allegations and how they were handled"
        return [*narrative_blocks(period, self.key), *theme_blocks(figures, area=period.board.area, caption=caption)]
