"""In words what screen and print show as shapes, bars and colours."""

from __future__ import annotations

from collections.abc import Iterator

from partnership import charts
from partnership.formats import percent_words, value_words
from reporting.blocks import (
    Cell,
    Change,
    Chart,
    Column,
    Glossary,
    Headline,
    Mark,
    Matrix,
    MatrixRow,
    Status,
    StatusBar,
    Table,
)

# A letter each where the columns of a matrix are too narrow for the word; no two of one kind of matrix are the same.
LETTERS: dict[Status, str] = {
    "complete": "C", "on_course": "O", "at_risk": "R", "overdue": "X", "not_started": "–",
    "met": "M", "partly_met": "P", "not_met": "N",
    "present": "P", "deputy": "D", "apologies": "A", "absent": "X", "not_due": "–",
    "very_high": "V", "high": "H", "medium": "M", "low": "L",
}  # fmt: skip
WORD_WIDTH = 16  # mm that the longest word of a mark needs


def change_words(change: Change) -> str:
    """ "Worse: +33 (+20%) from 168"; a neutral change has no verdict."""
    verdict = "" if change.verdict == "neutral" else f"{change.word}: "
    return f"{verdict}{change.amount} {change.since}".strip()


def cell_lines(cell: Cell) -> Iterator[tuple[str, str]]:
    """The lines of a cell but for its markdown, each with its style. A bar without words is told in per cent."""
    if cell.text:
        yield cell.text, "Table Text"
    elif cell.share is not None:
        yield percent_words(cell.share, 1), "Table Text"
    if cell.second:
        yield cell.second, "Table Second"
    if cell.change:
        yield change_words(cell.change), "Table Text"
    if cell.chip:
        yield cell.chip.text, "Table Text"


def headlines_table(headlines: tuple[Headline, ...]) -> Table:
    """Headline figures as rows, with what print shows beside them where it shows anything."""
    columns = (Column("Figure"), Column("Value", "right", 30), Column("Change and notes", width=76))
    told = any(headline.change or headline.note or headline.spark for headline in headlines)
    width = len(columns) if told else len(columns) - 1
    return Table("", columns[:width], tuple(_headline_row(headline)[:width] for headline in headlines))


def _headline_row(headline: Headline) -> tuple[Cell | str, ...]:
    told = [change_words(headline.change)] if headline.change else []
    told += [headline.note] if headline.note else []
    spark = headline.spark.describe() if headline.spark else ""
    return headline.label, Cell(f"{headline.value}{headline.unit}", strong=True), Cell("; ".join(told), second=spark)


def glossary_table(glossary: Glossary) -> Table:
    rows = tuple((Cell(entry.term, strong=True), entry.meaning) for entry in glossary.terms)
    return Table("", (Column("Term", width=42), Column("Meaning")), rows)


def status_table(bar: StatusBar) -> Table:
    rows = tuple((entry.text, str(entry.count)) for entry in bar.counts)
    columns = (Column("Status", width=60), Column("Actions", "right", 25))
    return Table("", columns, rows, (("All actions", str(bar.total)),))


def matrix_table(matrix: Matrix) -> Table:
    """The rows of a matrix with its marks as words, or as letters where the columns are narrow."""
    columns = (
        Column(matrix.row_heading),
        *(Column(heading, "centre", matrix.mark_width) for heading in matrix.columns),
        *(Column(heading, "right", 16) for heading in matrix.total_headings),
    )
    rows = tuple(_matrix_row(row, matrix) for row in matrix.rows)
    return Table("", columns, rows, (_matrix_row(matrix.total, matrix),) if matrix.total else ())


def _matrix_row(row: MatrixRow, matrix: Matrix) -> tuple[str, ...]:
    marks = (mark if isinstance(mark, str) else _mark_words(mark, matrix) for mark in row.marks)
    return f"{row.number} {row.label}".strip(), *marks, *row.totals


def _mark_words(mark: Mark, matrix: Matrix) -> str:
    word = mark.word if _wordy(matrix) else LETTERS[mark.status]
    return f"{mark.text} ({word})" if mark.text else word


def _wordy(matrix: Matrix) -> bool:
    return matrix.mark_width >= WORD_WIDTH


def matrix_key(matrix: Matrix) -> str:
    """ "Key: P Present: 22; A Apologies: 3"."""
    told = (words if _wordy(matrix) else f"{LETTERS[status]} {words}" for status, words in matrix.key)
    return f"Key: {'; '.join(told)}"


def chart_table(chart: Chart) -> Table:
    """The values of a drawing that brings no table of its own."""
    match chart.drawing:
        case charts.StackedBars():
            return _stacks_table(chart.drawing)
        case charts.ShareBar():
            return _share_table(chart.drawing)
        case _:
            return _series_table(chart.drawing)


def _stacks_table(drawing: charts.StackedBars) -> Table:
    columns = (Column("Whole"), Column("Part"), Column("Value", "right", 35))
    rows = tuple(
        (stack.name, part.name, value_words(part.value, drawing.unit))
        for stack in drawing.stacks
        for part in stack.segments
    )
    return Table("", columns, rows)


def _share_table(drawing: charts.ShareBar) -> Table:
    columns = (Column("Part", "right", 35), Column("Whole", "right", 35))
    return Table("", columns, ((value_words(drawing.part, drawing.unit), value_words(drawing.whole, drawing.unit)),))


def _series_table(drawing: charts.LineChart | charts.BarChart) -> Table:
    """A row for each label, a column for each series."""
    first = "Period" if isinstance(drawing, charts.LineChart) else "Part or period"
    columns = (Column(first), *(Column(series.name, "right") for series in drawing.series))
    rows = tuple(
        (label, *(value_words(series.values[place], drawing.unit) for series in drawing.series))
        for place, label in enumerate(drawing.labels)
    )
    return Table("", columns, rows)
