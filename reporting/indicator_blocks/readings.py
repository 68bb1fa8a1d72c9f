"""The one sentence under a chart that says what to see, computed from the figures that it shows.

What is hidden or rounded is never told: only exact figures are compared.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from partnership.formats import MINUS, Change, change_between, percent_words, value_words
from partnership.selectors.indicator_figures import Figure, Line, Trail
from reporting.indicator_blocks.words import area_words, at_period, figure_words, inner, joined

FEWEST_FOR_A_RUN = 3


def trend_reading(trail: Trail, area: str) -> str:
    """Where the partnership's own figure stands, how far it moved, whether it keeps moving that way, beside whom."""
    whole = trail.whole
    known = [place for place, figure in enumerate(whole.figures) if figure.exact] if whole else []
    if whole is None or not known:
        return ""
    told = f"{area}: {_dated(trail, whole, known[-1])}"
    if len(known) > 1:
        told += f", {_move(trail, whole, known[-2], known[-1])}{_run(trail, whole, known)}"
    return f"{told}{_beside(trail, known[-1])}."


def comparison_reading(trail: Trail, area: str) -> str:
    """How far the partnership's latest figure stands above or below each comparator."""
    last = len(trail.periods) - 1
    if trail.whole is None or not trail.whole.latest.exact:
        return ""
    return f"{area}: {_dated(trail, trail.whole, last)}{_beside(trail, last)}."


def comparisons_reading(trails: Sequence[Trail], other: str, area: str) -> str:
    """In how many of several indicators the partnership stands above and below one other area."""
    pairs = [
        (trail.whole.latest, line.latest)
        for trail in trails
        for line in trail.comparators
        if trail.whole and line.area == other and trail.whole.latest.exact and line.latest.exact
    ]
    above = sum((own.value or 0) > (beside.value or 0) for own, beside in pairs)
    below = sum((own.value or 0) < (beside.value or 0) for own, beside in pairs)
    return f"{area} is above {area_words(other)} in {above} of these {len(pairs)} and below in {below}."


def breakdown_reading(trail: Trail, place: int) -> str:
    """The largest part and, where shares make sense, its share; blank where fewer than two can be compared."""
    parts = [part for part in trail.parts if part.figures[place].exact]
    values = [part.figures[place].value or 0 for part in parts]
    if len(parts) < 2 or not max(values):
        return ""
    largest = [part for part, value in zip(parts, values, strict=True) if value == max(values)]
    names = joined([f"“{part.breakdown}”" for part in largest])
    told = figure_words(largest[0].figures[place], trail.unit)
    if len(largest) > 1:
        return f"The highest figures are those of {names}, {told} each."
    share = trail.share(largest[0], place)
    return f"The highest figure is that of {names}: {told}{f', {percent_words(*share)} of the whole' if share else ''}."


def _dated(trail: Trail, line: Line, place: int) -> str:
    return f"{figure_words(line.figures[place], trail.unit)} {at_period(trail.periods[place])}"


def _move(trail: Trail, line: Line, before: int, now: int) -> str:
    change = _change(trail, line.figures[before], line.figures[now])
    if change is None or change.direction == "same":
        return f"the same as {at_period(trail.periods[before])}"
    return f"{change.direction} {_size(change)} from {_dated(trail, line, before)}"


def _run(trail: Trail, line: Line, known: list[int]) -> str:
    """That a figure has moved one way ever since the first period shown."""
    changes = [_change(trail, line.figures[a], line.figures[b]) for a, b in pairwise(known)]
    ways = {change.direction for change in changes if change}
    if len(known) < FEWEST_FOR_A_RUN or len(ways) > 1 or "same" in ways:
        return ""
    return f", having {'risen' if ways == {'up'} else 'fallen'} each time since {inner(trail.periods[known[0]])}"


def _beside(trail: Trail, place: int) -> str:
    own = trail.whole.figures[place] if trail.whole else Figure()
    told = [_against(trail, own, line, line.figures[place]) for line in trail.comparators if line.figures[place].exact]
    return f"; {joined(told)}" if told else ""


def _against(trail: Trail, own: Figure, line: Line, other: Figure) -> str:
    """`0.2 points below England (15.6%)`; counts and sums of areas of different size are only put side by side."""
    name, value = area_words(line.area), value_words(other.value, trail.unit, other.qualifier or None)
    change = _change(trail, other, own)
    if change is None or trail.unit in ("count", "money"):
        return f"{value} in {name}"
    if change.direction == "same":
        return f"the same as {name} ({value})"
    size = _size(change) if change.unit == "percent" or not change.percent else f"{abs(change.percent)}%"
    return f"{size} {'above' if change.direction == 'up' else 'below'} {name} ({value})"


def _change(trail: Trail, before: Figure, now: Figure) -> Change | None:
    return change_between(before.value, now.value, trail.unit, trail.polarity)


def _size(change: Change) -> str:
    return change.movement.replace("+", "").replace(MINUS, "")
