"""Figures, changes and periods of indicators in words and cells."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from partnership.disclosure import MARK, MARK_WORDS
from partnership.enums import Area
from partnership.formats import FEW, MISSING, Change, number_words, share_words, value_words
from partnership.period import Period, period_words
from partnership.selectors.indicator_figures import Figure, Line
from reporting import blocks

_AREAS = {
    Area.STATISTICAL_NEIGHBOURS.label: "statistical neighbours",
    Area.REGION.label: "the region",
    Area.SIMILAR_AREAS.label: "similar areas",
    Area.OTHER_AREA.label: "another area",
}
NO_BREAK = "\u00a0"
_POLARITIES = {"higher": "higher is better", "lower": "lower is better"}


def figure_words(figure: Figure, unit: str) -> str:
    """The value in its unit: `about 50`, `3 of 4, 75%`, `c` where it is hidden, a dash where there is none."""
    if figure.mark:
        return figure.mark
    if unit == "percent" and figure.denominator and figure.denominator < FEW:
        return share_words(figure.numerator, figure.denominator)
    return value_words(figure.value, unit, figure.qualifier or None)


def base_words(figure: Figure, unit: str) -> str:
    """The numbers beneath a percentage, where they do not stand in its words already: `47 of 89`."""
    if (
        unit != "percent"
        or figure.mark
        or figure.numerator is None
        or not figure.denominator
        or figure.denominator < FEW
    ):
        return ""
    return f"{number_words(figure.numerator)} of {number_words(figure.denominator)}"


def change_mark(change: Change | None) -> blocks.Change | None:
    """The change as tables and headlines draw it."""
    if change is None:
        return None
    direction = "level" if change.direction == "same" else change.direction
    return blocks.Change(direction, change.movement, change.verdict)


def change_cell(change: Change | None) -> blocks.Cell:
    """The change in a column: what follows its first figure may break to a second line."""
    mark = change_mark(change)
    if mark is None:
        return blocks.Cell(MISSING)
    figure, _, rest = mark.amount.partition(" ")
    return blocks.Cell(change=replace(mark, amount=figure, since=rest))


def polarity_words(polarity: str) -> str:
    return _POLARITIES.get(polarity, "")


def inner(period: Period) -> str:
    """The period within a sentence or after a comma: `quarter 3, 2017–18`."""
    words = period_words(period.label)
    return words[:1].lower() + words[1:]


def tick_words(period: Period) -> str:
    """The period beneath a chart, which breaks before its year only: `31 March` above `2018`."""
    words = period_words(period.label)
    head, _, year = words.rpartition(" ")
    return f"{head.replace(' ', NO_BREAK)} {year}" if head.count(" ") == 1 else words


def at_period(period: Period) -> str:
    """The period after what happened then: `in 2017–18`, `on 31 March 2018`, `from 1 April to 31 May 2018`."""
    if period.start == period.end:
        return f"on {inner(period)}"
    return f"{'from' if '..' in period.label else 'in'} {inner(period)}"


def period_span(periods: Sequence[Period]) -> str:
    """The first and the last period of a chart: `2013–14 to 2017–18`."""
    return " to ".join(dict.fromkeys(inner(period) for period in (periods[0], periods[-1])))


def area_words(area: str) -> str:
    """An area within a sentence: kinds of area in small letters, names as stored."""
    return _AREAS.get(area, area)


def joined(parts: Sequence[str]) -> str:
    """`a, b and c`."""
    return " and ".join(part for part in (", ".join(parts[:-1]), *parts[-1:]) if part)


def figure_notes(lines: Iterable[Line]) -> list[str]:
    """What a reader must know of hidden and rounded figures."""
    figures = [figure for line in lines for figure in line.figures]
    notes = [f"{MARK}: {MARK_WORDS}."] if any(figure.mark for figure in figures) else []
    if any(figure.rounded for figure in figures):
        notes.append("Figures are rounded to the nearest five, so that small numbers cannot be worked out.")
    return notes
