"""Blocks of numbers that are seen rather than read: headline figures, charts, the state of actions."""

from __future__ import annotations

from typing import Any, Literal

from .codec import Block, stored
from .marks import Change, Status
from .tables import Table


@stored
class Headline:
    """One number with its label. `unit` is set smaller ("%"); `spark` is a sparkline of `partnership.charts`."""

    label: str
    value: str
    unit: str = ""
    change: Change | None = None
    note: str = ""
    spark: Any = None


@stored
class Figures(Block):
    """Headline numbers: a grid two a row with sparklines, a solid band of three, or a plain strip of four."""

    headlines: tuple[Headline, ...]
    style: Literal["grid", "band", "strip"] = "grid"


@stored
class Chart(Block):
    """A figure of `partnership.charts`, one computed sentence that says what to see, and the same values in a table.

    `half` sets the chart 79 mm wide, so that two neighbours share a row.
    """

    caption: str
    drawing: Any
    reading: str
    table: Table | None = None
    half: bool = False


@stored
class StatusCount:
    status: Status
    count: int


@stored
class StatusBar(Block):
    """How many actions stand at which status: a stacked bar and the list that says the same in words."""

    title: str
    counts: tuple[StatusCount, ...]

    @property
    def total(self) -> int:
        return sum(entry.count for entry in self.counts)
