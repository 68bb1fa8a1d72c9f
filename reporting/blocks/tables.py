"""Blocks with rows: tables, matrices of marks, registers of records."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from typing import Literal

from .codec import Block, stored
from .marks import STATUS_WORDS, Change, Chip, Status

# Wider than this a matrix is turned, because 166 mm cannot hold more columns beside the row's name.
UPRIGHT_COLUMNS = 8


@stored
class Column:
    """A column of a table; `width` in mm, of 166 for a full table or 116 beside a side column."""

    heading: str
    align: Literal["left", "right", "centre"] = "left"
    width: int | None = None


@stored
class Cell:
    """What a cell may hold besides text: a small second line, cleaned markdown, a chip, a change, a share bar 0..1."""

    text: str = ""
    second: str = ""
    markdown: str = ""
    chip: Chip | None = None
    change: Change | None = None
    share: Decimal | None = None
    strong: bool = False

    @property
    def percent(self) -> int:
        """The bar's length; a share above nought is always seen."""
        share = min(max(self.share or Decimal(0), Decimal(0)), Decimal(1))
        return max(round(share * 100), 1) if share else 0


@stored
class Table(Block):
    """A table with its caption (numbered when drawn), computed `totals` last, and a `note` beneath.

    The first cell of a row names it. A cell may be plain text. `full` spans the page, else the text column.
    """

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell | str, ...], ...]
    totals: tuple[tuple[Cell | str, ...], ...] = ()
    note: str = ""
    reading: str = ""
    full: bool = True

    @property
    def laid_rows(self) -> Iterator[tuple[bool, list[tuple[Column, Cell]]]]:
        """Rows, then totals: whether it is a total, and each cell with its column."""
        for rows, total in ((self.rows, False), (self.totals, True)):
            for row in rows:
                cells = [cell if isinstance(cell, Cell) else Cell(cell) for cell in row]
                yield total, list(zip(self.columns, cells, strict=True))


@stored
class Mark:
    """A cell of a matrix: a symbol whose word is read aloud, or, where there is `text`, that text on its colour."""

    status: Status
    text: str = ""

    @property
    def word(self) -> str:
        return STATUS_WORDS[self.status]


@stored
class MatrixRow:
    label: str
    marks: tuple[Mark | str, ...]
    totals: tuple[str, ...] = ()
    number: str = ""


@stored
class Matrix(Block):
    """Rows by columns of marks (attendance, section 11, risks) with computed totals to the right and beneath."""

    caption: str
    row_heading: str
    columns: tuple[str, ...]
    rows: tuple[MatrixRow, ...]
    total_headings: tuple[str, ...] = ()
    total: MatrixRow | None = None
    reading: str = ""
    note: str = ""

    @property
    def laid_rows(self) -> list[tuple[bool, MatrixRow]]:
        """Rows, then the total: whether it is a total, and the row."""
        return [(False, row) for row in self.rows] + ([(True, self.total)] if self.total else [])

    @property
    def landscape(self) -> bool:
        return len(self.columns) > UPRIGHT_COLUMNS

    @property
    def width(self) -> int:
        """How many columns the whole has: the key stands above all of them, and so on every page of the matrix."""
        return 1 + len(self.columns) + len(self.total_headings)

    @property
    def mark_width(self) -> int:
        """Millimetres of a column of marks: what the row's name and the totals leave, but no more than looks well."""
        page, name = (253, 74) if self.landscape else (166, 52)
        return min(16, (page - name - 16 * len(self.total_headings)) // max(len(self.columns), 1))

    @property
    def key(self) -> tuple[tuple[Status, str], ...]:
        """Each status that occurs, in the fixed order of statuses, with its word and how often it does.

        Where marks carry text of their own, such as the number of risks, a count of cells would mislead.
        """
        marks = [mark for row in self.rows for mark in row.marks if isinstance(mark, Mark)]
        counts = Counter(mark.status for mark in marks)
        counted = not any(mark.text for mark in marks)
        return tuple(
            (status, f"{word}: {counts[status]}" if counted else word)
            for status, word in STATUS_WORDS.items()
            if status in counts
        )


@stored
class Fact:
    label: str
    text: str


@stored
class Entry:
    """One record of a register: its title and state, short facts, and what came of it in words."""

    title: str
    reference: str = ""
    chip: Chip | None = None
    facts: tuple[Fact, ...] = ()
    markdown: str = ""


@stored
class Register(Block):
    """Records one beneath the other (challenges, audits, inspections), each kept on one page where it fits."""

    entries: tuple[Entry, ...]
