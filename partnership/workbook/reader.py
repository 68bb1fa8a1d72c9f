"""Reads a workbook into rows of typed values and finds everything that is wrong with it, in one pass.

What a single row shows is judged here: sheets, headings, types, required cells. What takes other rows (double keys,
references) is the checker's matter.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, BinaryIO

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from partnership.workbook.cells import CLEAR, CellError, Mark, Value, parse_cell
from partnership.workbook.columns import NOTE_PREFIX, Column, Sheet, sheets
from partnership.workbook.guard import FileError
from partnership.workbook.opening import opened, rows_of
from partnership.workbook.problems import NOTHING, Phrase, Problems

_SHEETS = (
    "sheets called actions, risks and so on. This looks like a list taken from the portal: download all records as a "
    "workbook to see how its sheets are called"
)
_HEADING_ROW = 1


@dataclass(frozen=True)
class Row:
    """One row of a sheet: its number there, and its values by column; a blank cell has no entry.

    `sound` is False where a cell was wrong: such a row is named in the problems and never stored.
    """

    number: int
    values: dict[str, Value | Mark]
    sound: bool


def read_workbook(file: BinaryIO, problems: Problems) -> dict[str, list[Row]]:
    """Return the rows of each sheet that the file holds; add what is wrong to `problems`."""
    try:
        with opened(file) as workbook:
            return _read_sheets(workbook, problems)
    except FileError as refusal:
        problems.append(refusal.problem)
    return {}


def _read_sheets(workbook: Workbook, problems: Problems) -> dict[str, list[Row]]:
    worksheets = {title: workbook[title] for title in workbook.sheetnames if not title.startswith(NOTE_PREFIX)}
    if worksheets and not any(title.strip() in sheets() for title in worksheets):
        raise FileError("no sheet of a workbook", _SHEETS)
    found: dict[str, list[Row]] = {}
    for title, worksheet in worksheets.items():
        sheet = sheets().get(title.strip())
        if sheet is None:
            problems.add(title, _HEADING_ROW, "sheet", found=title, expected="a sheet of the workbook's definition")
        elif sheet.name in found:
            problems.add(title, _HEADING_ROW, "sheet", found=Phrase("the sheet twice"), expected="it once")
        else:
            found[sheet.name] = list(_read_rows(sheet, rows_of(worksheet), problems))
    return found


def _read_rows(sheet: Sheet, lines: Iterator[Sequence[Any]], problems: Problems) -> Iterator[Row]:
    headings = _Headings(sheet, next(lines, ()), problems)
    for number, cells in enumerate(lines, start=_HEADING_ROW + 1):
        if any(not _is_blank(cell.value) for cell in cells):
            yield _RowReader(sheet, number, problems).read(headings, cells)


def _is_blank(raw: object) -> bool:
    return raw is None or (isinstance(raw, str) and not raw.strip())


class _Headings:
    """What stands in the first row: the column of each place, and the places that are wrong already."""

    def __init__(self, sheet: Sheet, cells: Sequence[Any], problems: Problems) -> None:
        self.columns: dict[int, Column] = {}
        self.misspelt: set[int] = set()
        for index, cell in enumerate(cells):
            heading = "" if _is_blank(cell.value) else str(cell.value).strip()
            column = sheet.by_name.get(heading)
            if column and column not in self.columns.values():
                self.columns[index] = column
            elif heading:
                self.misspelt.add(index)
                found, expected = (Phrase("the column twice"), "it once") if column else (heading, _known(sheet))
                problems.add(sheet.name, _HEADING_ROW, heading, found=found, expected=expected)
        self.complete = True
        for column in sheet.columns:
            if column.required and column not in self.columns.values():
                self.complete = False
                problems.add(
                    sheet.name, _HEADING_ROW, column.name, found=NOTHING, expected="this column, which is required"
                )


def _known(sheet: Sheet) -> str:
    return f"one of {', '.join(sheet.by_name)}"


class _RowReader:
    """Reads the cells of one row and remembers whether all were sound."""

    def __init__(self, sheet: Sheet, number: int, problems: Problems) -> None:
        self.sheet, self.number, self.problems = sheet, number, problems
        self.sound = True

    def read(self, headings: _Headings, cells: Sequence[Any]) -> Row:
        values: dict[str, Value | Mark] = {}
        wrong: set[str] = set()
        for index, cell in enumerate(cells):
            column = headings.columns.get(index)
            if column:
                self._read_cell(column, cell, values, wrong)
            elif not _is_blank(cell.value) and index not in headings.misspelt:
                self._refuse(get_column_letter(index + 1), cell.value, "a heading above it")
        for column in headings.columns.values():
            if column.required and column.name not in wrong and values.get(column.name, CLEAR) is CLEAR:
                self._refuse(
                    column.name, CLEAR.value if column.name in values else NOTHING, "a value, which is required"
                )
        return Row(self.number, values, self.sound and headings.complete)

    def _read_cell(self, column: Column, cell: Any, values: dict[str, Value | Mark], wrong: set[str]) -> None:
        try:
            value = parse_cell(column, _raw_value(column, cell))
        except CellError as unfit:
            wrong.add(column.name)
            self._refuse(column.name, _typed(cell), str(unfit))
        else:
            if value is not None and not (column.key and not column.required and value is CLEAR):
                values[column.name] = value

    def _refuse(self, column: str, found: object, expected: str) -> None:
        self.sound = False
        self.problems.add(self.sheet.name, self.number, column, found=found, expected=expected)


def _raw_value(column: Column, cell: Any) -> Any:
    """Return what a reader of the spreadsheet sees in the cell; raise CellError for formulas and errors."""
    if cell.data_type == "f":
        raise CellError("a value, not a formula")
    if cell.data_type == "e":
        raise CellError("a value, not an error of the spreadsheet")
    if column.kind == "number" and isinstance(cell.value, (int, float)) and "%" in (cell.number_format or ""):
        return cell.value * 100  # 0.85 shown as 85%
    return cell.value


def _typed(cell: Any) -> object:
    value = getattr(cell.value, "text", cell.value)  # an array formula carries its text
    return value.strftime("%d/%m/%Y") if isinstance(value, date) else value
