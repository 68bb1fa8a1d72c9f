"""Blocks of numbers that are seen rather than read: headline figures, charts, the state of actions."""

from __future__ import annotations

from itertools import accumulate
from typing import Literal

from partnership import charts

from .codec import Block, register, stored
from .marks import STATUS_COLOURS, STATUS_WORDS, Change, Status
from .tables import Table

for _part in (
    charts.BarChart,
    charts.LineChart,
    charts.Segment,
    charts.Series,
    charts.ShareBar,
    charts.Sparkline,
    charts.Stack,
    charts.StackedBars,
):
    register(_part)


@stored
class Headline:
    """One number with its label. `unit` is set smaller ("%"); `spark` stands beside it."""

    label: str
    value: str
    unit: str = ""
    change: Change | None = None
    note: str = ""
    spark: charts.Sparkline | charts.ShareBar | None = None


@stored
class Figures(Block):
    """Headline numbers: a grid two a row with sparklines, a solid band of three, or a plain strip of four."""

    headlines: tuple[Headline, ...]
    style: Literal["grid", "band", "strip"] = "grid"

    @property
    def lines(self) -> list[tuple[Headline, ...]]:
        """The headlines as they share a line: two in a grid, three in a band, four in a strip."""
        size = {"grid": 2, "band": 3, "strip": 4}[self.style]
        return [self.headlines[start : start + size] for start in range(0, len(self.headlines), size)]


@stored
class Chart(Block):
    """A figure of `partnership.charts`, one computed sentence that says what to see, and the same values in a table.

    `half` sets the chart 79 mm wide, so that two neighbours share a row.
    """

    caption: str
    drawing: charts.LineChart | charts.BarChart | charts.StackedBars | charts.ShareBar
    reading: str
    table: Table | None = None
    half: bool = False


@stored
class StatusCount:
    """`word` replaces the usual word of the status, as in a `Chip`."""

    status: Status
    count: int
    word: str = ""

    @property
    def text(self) -> str:
        return self.word or STATUS_WORDS[self.status]

    @property
    def colour(self) -> str:
        return STATUS_COLOURS[self.status]


@stored
class StatusBar(Block):
    """How many actions stand at which status: a stacked bar and the list that says the same in words."""

    title: str
    counts: tuple[StatusCount, ...]

    @property
    def total(self) -> int:
        return sum(entry.count for entry in self.counts)

    @property
    def segments(self) -> list[tuple[StatusCount, int]]:
        """Each count and where its part of the bar starts."""
        starts = accumulate((entry.count for entry in self.counts), initial=0)
        return list(zip(self.counts, starts, strict=False))
