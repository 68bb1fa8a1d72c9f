"""What the data tell us: every indicator that has no section of its own, theme by theme."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from partnership.selectors.indicator_figures import PrintedIndicator
from reporting.blocks import Block, Heading, Standfirst
from reporting.indicator_blocks import by_theme, indicators_of, theme_blocks
from reporting.indicator_blocks.words import joined
from reporting.narrative import narrative_blocks
from reporting.parts import LEARNING
from reporting.section import ReportPeriod, Section
from reporting.wording import count_words

PRINTED_ELSEWHERE = {"context", "allegations"}


class Performance(Section):
    key = "performance"
    title = "What the data tell us"
    order = 80
    part = LEARNING

    def blocks(self, period: ReportPeriod) -> list[Block]:
        themes = {
            theme: indicators
            for theme, indicators in by_theme(indicators_of(period)).items()
            if theme.casefold() not in PRINTED_ELSEWHERE
        }
        blocks = [
            *_verdicts(one for several in themes.values() for one in several),
            *narrative_blocks(period, self.key),
        ]
        for theme, indicators in themes.items():
            blocks.append(Heading(theme))
            blocks += theme_blocks(indicators, area=period.board.area, caption=f"{theme}: indicators")
        return blocks


def _verdicts(indicators: Iterable[PrintedIndicator]) -> list[Block]:
    """How many of the indicators that can be better or worse are so, in one sentence."""
    changes = [one.trails[0].change for one in indicators if one.polarity in ("higher", "lower")]
    verdicts = Counter("unchanged" if change.direction == "same" else change.verdict for change in changes if change)
    if not verdicts:
        return []
    figures = count_words(verdicts.total(), "figure")
    told = joined([f"{verdicts[verdict]} {verdict}" for verdict in ("better", "worse", "unchanged")])
    return [Standfirst(f"Of {figures} that can be compared with the period before: {told}.")]
