"""Writes the records that somebody may read as a workbook, in the form in which it can be read again.

Every sheet and column of the definition is there, in its order, and nothing else. Texts are written as texts whatever
they begin with, so that no cell is ever a formula.
"""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any, BinaryIO

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from partnership.exceptions import DomainError
from partnership.principals import Principal
from partnership.workbook.cells import TEXT_LIMIT, Written, cell_value
from partnership.workbook.importer import Importer, importers

_DATE_FORMAT = "DD/MM/YYYY"
_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


def write_workbook(file: BinaryIO, principal: Principal) -> dict[str, int]:
    """Write what the principal may read; return the number of rows by sheet. Memory does not grow with the rows."""
    workbook = Workbook(write_only=True)
    counts = {}
    for importer in importers():
        worksheet = workbook.create_sheet(importer.sheet)
        worksheet.freeze_panes = "A2"
        worksheet.append([written_cell(worksheet, name) for name in importer.definition.by_name])
        counts[importer.sheet] = 0
        for values in _lines(importer, principal):
            worksheet.append([written_cell(worksheet, value) for value in values])
            counts[importer.sheet] += 1
    workbook.save(file)
    return counts


def _lines(importer: Importer, principal: Principal) -> Iterator[list[Written]]:
    for pk, row in importer.rows(importer.visible_to(principal)):
        hidden = importer.hidden_from(principal, pk)
        shown = {
            column: importer.instead(column, row) if column.name in hidden else row[column.name]
            for column in importer.definition.columns
        }
        yield [cell_value(column, value) for column, value in shown.items()]


def written_cell(worksheet: Any, value: Written) -> Any:
    """A cell for a write-only sheet; a text stays a text, whatever it begins with."""
    cell = WriteOnlyCell(worksheet)
    if isinstance(value, str):
        text = _LOOKS_ESCAPED.sub("_x005F_", value)
        if len(text) > TEXT_LIMIT:
            raise DomainError(
                f"A text of {len(text):,} characters in {worksheet.title} does not fit into a cell: “{text[:60]}…”"
            )
        cell.value = text
        cell.data_type = "s"
    elif isinstance(value, date):
        cell.number_format = _DATE_FORMAT
        cell.value = value
    elif isinstance(value, int | Decimal):
        cell.value = value
    return cell
