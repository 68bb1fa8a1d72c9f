"""Blocks with rows as tables of Word, each with a first row that repeats on every page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from reporting.blocks import Cell, Column, Table

from .prose import writable, write_prose
from .story import Story
from .styles import TABLE_SIZE, TABLE_STYLE
from .words import cell_lines

LEAST_WIDTH = 12.0  # mm
TEXT_COLUMN = 116  # mm, of a table that does not span the page
ALIGNED = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "centre": WD_ALIGN_PARAGRAPH.CENTER,
}


def write_table(story: Story, table: Table) -> None:
    """A table with its caption, note and reading."""
    if table.caption:
        story.caption("Table", table.caption)
    write_grid(story, table)
    story.beneath(note=table.note, reading=table.reading)


def write_grid(story: Story, table: Table, *, name: str = "") -> None:
    """The rows alone. `name` tells them apart to a screen reader where the caption stands elsewhere."""
    rows = list(table.laid_rows)
    grid: Any = story.document.add_table(len(rows) + 1, len(table.columns), style=TABLE_STYLE)
    grid.autofit = False
    _set_widths(grid, table.columns, story.room if table.full else TEXT_COLUMN)
    if table.caption or name:
        described = OxmlElement("w:tblCaption", {qn("w:val"): writable(table.caption or name)})
        grid._tbl.tblPr.append(described)
    cells = iter(grid._cells)  # asked for once: each asking walks the whole table
    for column in table.columns:
        _line(next(cells).paragraphs[0], column.heading, "Table Head", column)
    for total, row in rows:
        for column, cell in row:
            _fill(next(cells), column, cell, strong=total or cell.strong)
    for place, row in enumerate(grid._tbl.tr_lst):
        _set_row(row, head=place == 0)
    # Two tables without a paragraph between them would become one.
    story.paragraph("", "After Table")


def _set_widths(grid: Any, columns: Sequence[Column], room: float) -> None:
    """Widths in mm as the columns ask; the rest is shared; what is too much is made narrower alike."""
    asked = [column.width for column in columns]
    left = room - sum(width or 0 for width in asked)
    share = max(left / max(asked.count(None), 1), LEAST_WIDTH)
    widths = [share if width is None else width for width in asked]
    scale = min(1.0, room / sum(widths))
    lengths = [Mm(width * scale) for width in widths]
    for column, length in zip(grid._tbl.tblGrid.gridCol_lst, lengths, strict=True):
        column.w = length
    for row in grid._tbl.tr_lst:
        for cell, length in zip(row.tc_lst, lengths, strict=True):
            cell.width = length


def _set_row(row: Any, *, head: bool) -> None:
    """No row is torn by the end of a page; the head stands again on the next one."""
    properties = row.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))
    if head:
        properties.append(OxmlElement("w:tblHeader"))


def _fill(holder: _Cell, column: Column, cell: Cell, *, strong: bool) -> None:
    """The lines of a cell, then its markdown."""
    first: Paragraph | None = holder.paragraphs[0]
    for words, style in cell_lines(cell):
        _line(first or holder.add_paragraph(), words, style, column, strong=strong)
        first = None
    if cell.markdown:
        write_prose(holder, cell.markdown, style="Table Text", heading="Table Head", size=TABLE_SIZE)
        _drop_empty(holder, first)
    elif first is not None:
        _line(first, "", "Table Text", column)


def _drop_empty(holder: _Cell, first: Paragraph | None) -> None:
    """Word gives each cell a paragraph to begin with; prose that follows does not need it, but a cell needs one."""
    if first is not None and len(holder.paragraphs) > 1:
        first._p.getparent().remove(first._p)


def _line(paragraph: Paragraph, words: str, style: str, column: Column, *, strong: bool = False) -> None:
    paragraph.style = style
    if column.align != "left":
        paragraph.alignment = ALIGNED[column.align]
    if words:
        paragraph.add_run(writable(words)).bold = True if strong else None
