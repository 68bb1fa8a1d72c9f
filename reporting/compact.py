"""Tables that leave out what nobody has filled in."""

from __future__ import annotations

from dataclasses import replace

from partnership.formats import MISSING
from reporting.blocks import Cell, Table

_EMPTY = (Cell(), Cell(MISSING))


def without_empty_columns(table: Table) -> Table:
    """The same table without the columns in which every row has a dash or nothing. It must not have totals."""
    kept = [at for at in range(len(table.columns)) if any(row[at] not in _EMPTY for row in table.rows)]
    return replace(
        table,
        columns=tuple(table.columns[at] for at in kept),
        rows=tuple(tuple(row[at] for at in kept) for row in table.rows),
    )
