"""The table that opens a theme: latest value, the one before, the change and the comparators of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial

from partnership.formats import MISSING, capital, value_words
from partnership.period import Period, period_words
from partnership.selectors.indicator_figures import Figure, Line, PrintedIndicator, Trail
from reporting.blocks import Cell, Column, Table
from reporting.indicator_blocks.words import (
    base_words,
    change_cell,
    figure_notes,
    figure_words,
    polarity_words,
)

MOST_COMPARATORS = 2
NARROW_COLUMNS = 2  # no more of them read best in the width of the text
FIGURE_WIDTH, CHANGE_WIDTH, SMALL_WIDTH = 25, 28, 19

Dated = tuple[Period, Figure]


@dataclass(frozen=True)
class _Row:
    """One indicator over one kind of period, cut to what the table shows."""

    indicator: PrintedIndicator
    trail: Trail

    @property
    def before(self) -> Dated | None:
        if len(self.trail.periods) < 2:
            return None
        return self.trail.periods[-2], self.trail.whole.figures[-2] if self.trail.whole else Figure()

    @property
    def latest(self) -> Dated:
        return self.trail.periods[-1], self.trail.whole.latest if self.trail.whole else Figure()

    def comparator(self, area: str) -> Line | None:
        return next((line for line in self.trail.comparators if line.area == area), None)


def compared_areas(indicators: list[PrintedIndicator]) -> list[str]:
    """The areas that have a column of their own: those with which most indicators are compared."""
    areas = Counter(line.area for item in indicators for trail in item.trails for line in trail.comparators)
    return [area for area, _ in areas.most_common(MOST_COMPARATORS)]


def theme_tables(indicators: list[PrintedIndicator], caption: str) -> list[Table]:
    """One table, or none where every indicator has parts only."""
    rows = [_Row(item, trail) for item in indicators for trail in item.trails if trail.whole or trail.comparators]
    if not rows:
        return []
    columns = _columns(rows, compared_areas(indicators))
    laid = tuple(tuple(cell(row) for _, cell in columns) for row in rows)
    headings = tuple(column for column, _ in columns)
    return [Table(caption, headings, laid, note=_note(rows), full=len(columns) > NARROW_COLUMNS)]


def _columns(rows: list[_Row], areas: list[str]) -> list[tuple[Column, Callable[[_Row], Cell | str]]]:
    """The columns that these rows fill, each with what it prints of a row.

    A period that all rows share stands in the heading, else beneath each figure.
    """
    latest = _shared([row.latest for row in rows])
    before = _shared([row.before for row in rows if row.before])
    columns: list[tuple[Column, Callable[[_Row], Cell | str]]] = [(Column("Indicator"), _name)]
    changing = any(row.before for row in rows)
    if changing:
        columns.append(
            (Column(before or "Before", "right", FIGURE_WIDTH), lambda row: _figure(row, row.before, not before))
        )
    columns.append(
        (
            Column(latest or "Latest", "right", FIGURE_WIDTH),
            lambda row: _figure(row, row.latest, not latest, strong=True),
        )
    )
    if changing:
        columns.append((Column("Change", "left", CHANGE_WIDTH), lambda row: change_cell(row.trail.change)))
    return [*columns, *((Column(area, "right", SMALL_WIDTH), partial(_compared, area=area)) for area in areas)]


def _shared(figures: Iterable[Dated]) -> str:
    """The one period of all these figures in words; blank where there are several."""
    labels = {period.label for period, _ in figures}
    return period_words(labels.pop()) if len(labels) == 1 else ""


def _name(row: _Row) -> Cell:
    """The title and, in small, what is counted, which direction is good and what is aimed at."""
    indicator = row.indicator
    target = "" if indicator.target is None else f"target {value_words(indicator.target, indicator.unit)}"
    told = (indicator.definition.rstrip("."), polarity_words(indicator.polarity), target)
    return Cell(indicator.title, second=capital("; ".join(part for part in told if part)))


def _figure(row: _Row, dated: Dated | None, named: bool, *, strong: bool = False) -> Cell | str:
    if dated is None:
        return MISSING
    period, figure = dated
    unit = row.indicator.unit
    below = [base_words(figure, unit), period_words(period.label) if named else ""]
    return Cell(figure_words(figure, unit), second=", ".join(part for part in below if part), strong=strong)


def _compared(row: _Row, area: str) -> str:
    line = row.comparator(area)
    return figure_words(line.latest, row.indicator.unit) if line else MISSING


def _note(rows: list[_Row]) -> str:
    """What the table's signs mean, what was noted beside its figures, and where they come from."""
    shown = [(row, line) for row in rows for line in (row.trail.whole, *row.trail.comparators) if line]
    notes = figure_notes(line for _, line in shown)
    for row, line in shown:
        for period, figure in list(zip(row.trail.periods, line.figures, strict=True))[-2:]:
            if figure.note:
                notes.append(f"{row.indicator.title}, {period_words(period.label)}: {figure.note.rstrip('.')}.")
    sources = dict.fromkeys(row.indicator.source for row in rows if row.indicator.source)
    return " ".join([*notes, *([f"Source: {', '.join(sources)}."] if sources else [])])
