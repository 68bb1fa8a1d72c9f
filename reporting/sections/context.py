"""The local context: what people wrote of the area, and the indicators of theme Context."""

from __future__ import annotations

from reporting.blocks import Block
from reporting.indicator_blocks import indicators_of, of_theme, theme_blocks
from reporting.narrative import narrative_blocks
from reporting.parts import PARTNERSHIP
from reporting.section import ReportPeriod, Section


class LocalContext(Section):
    key = "context"
    title = "The local context"
    order = 40
    part = PARTNERSHIP

    def blocks(self, period: ReportPeriod) -> list[Block]:
        figures = of_theme(indicators_of(period), "Context")
        caption = f"Figures about {period.board.area}"
        return [*narrative_blocks(period, self.key), *theme_blocks(figures, area=period.board.area, caption=caption)]
