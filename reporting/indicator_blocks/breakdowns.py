"""The chart and table of what an indicator is made of: parts as rows, with their shares of the whole."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from partnership.charts import BarChart, Series
from partnership.formats import MISSING, percent_words, share_words, value_words
from partnership.period import period_words
from partnership.selectors.indicator_figures import Figure, Line, PrintedIndicator, Trail
from reporting.blocks import Cell, Chart, Column, Table
from reporting.indicator_blocks.readings import breakdown_reading
from reporting.indicator_blocks.words import change_cell, figure_notes, figure_words, inner

HALF_COLUMNS, HALF_ROWS = 3, 14  # of a table beside its chart
VALUE_WIDTH, SHARE_WIDTH, CHANGE_WIDTH = 16, 14, 28  # five years leave room for the names


class _Field(NamedTuple):
    """A column of the table: what it prints of a part, and in the row of the whole."""

    column: Column
    of: Callable[[Line], Cell | str]
    whole: Cell | str


def breakdown_blocks(indicator: PrintedIndicator, trail: Trail) -> list[Chart | Table]:
    """The parts in the latest period that has any, beside those of the period before; nothing without parts.

    A narrow table stands beside its chart, a wide one before it. Where every part is hidden there is nothing to draw.
    """
    parts = trail.parts
    places = [n for n in range(len(trail.periods)) if any(_told(part.figures[n]) for part in parts)]
    if not places:
        return []
    latest = places[-1]
    caption = f"{indicator.title}, {inner(trail.periods[latest])}"
    table = _table(f"{indicator.title}: the figures", trail, places)
    if all(part.figures[place].value is None for part in parts for place in places[-2:]):
        return [replace(table, caption=caption, full=len(table.columns) > HALF_COLUMNS)]
    series = tuple(
        Series(period_words(trail.periods[place].label), tuple(part.figures[place].value for part in parts))
        for place in places[-2:]
    )
    emphasised = 1 if len(series) > 1 else _largest([part.figures[latest] for part in parts])
    drawing = BarChart(caption, tuple(part.breakdown for part in parts), series, trail.unit, emphasised)
    chart = Chart(caption, drawing, breakdown_reading(trail, latest), half=True)
    if len(table.columns) <= HALF_COLUMNS and len(parts) <= HALF_ROWS:
        return [replace(chart, table=table)]
    return [table, chart]


def _told(figure: Figure) -> bool:
    return figure.value is not None or bool(figure.mark)


def _largest(figures: list[Figure]) -> int | None:
    known = [(figure.value, -place) for place, figure in enumerate(figures) if figure.value is not None]
    return -max(known)[1] if known else None


def _table(caption: str, trail: Trail, places: list[int]) -> Table:
    whole = [_whole(trail, place) for place in places]
    fields = [_value_field(trail, place, words) for place, words in zip(places, whole, strict=True)]
    total = trail.total(places[-1])
    if total is not None:
        fields.append(_share_field(trail, places[-1], total))
    if len(places) > 1 and places[-1] == len(trail.periods) - 1:
        change = change_cell(trail.change)
        fields.append(
            _Field(Column("Change", "left", CHANGE_WIDTH), lambda part: change_cell(trail.change_of(part)), change)
        )
    fields += [_area_field(trail, area, places[-1]) for area in _areas(trail)]
    columns = (Column("Breakdown"), *(field.column for field in fields))
    rows = tuple((part.breakdown, *(field.of(part) for field in fields)) for part in trail.parts)
    totals = (("Whole", *(field.whole for field in fields)),) if any(words != MISSING for words in whole) else ()
    lines = [*trail.parts, *([trail.whole] if trail.whole else [])]
    return Table(caption, columns, rows, totals, note=" ".join(figure_notes(lines)))


def _whole(trail: Trail, place: int) -> str:
    """The whole's own value, else the sum of the parts where they may be added."""
    figure = trail.whole.figures[place] if trail.whole else Figure()
    return figure_words(figure, trail.unit) if _told(figure) else value_words(trail.total(place), trail.unit)


def _value_field(trail: Trail, place: int, whole: str) -> _Field:
    column = Column(period_words(trail.periods[place].label), "right", VALUE_WIDTH)
    return _Field(column, lambda part: figure_words(part.figures[place], trail.unit), whole)


def _share_field(trail: Trail, place: int, total: Decimal) -> _Field:
    def words(part: Line) -> str:
        share = trail.share(part, place)
        return share_words(*share) if share else MISSING

    return _Field(Column("Share", "right", SHARE_WIDTH), words, percent_words(total, total))


def _area_field(trail: Trail, area: str, place: int) -> _Field:
    def words(part: Line) -> str:
        found = [line for line in trail.compared_parts(part.breakdown) if line.area == area]
        return figure_words(found[0].figures[place], trail.unit) if found else MISSING

    whole = next((line for line in trail.comparators if line.area == area), None)
    return _Field(
        Column(area, "right", VALUE_WIDTH), words, figure_words(whole.figures[place], trail.unit) if whole else MISSING
    )


def _areas(trail: Trail) -> list[str]:
    compared = (line.area for part in trail.parts for line in trail.compared_parts(part.breakdown))
    return list(dict.fromkeys(compared))
