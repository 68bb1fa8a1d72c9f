"""Workbooks for tests: from rows in the test, or from a pack's text files."""

import csv
from collections.abc import Iterable, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell

from partnership.services.workbook import import_workbook
from partnership.workbook.outcome import ImportResult

PACKS = sorted(path for path in (Path(__file__).parents[1] / "samples" / "packs").iterdir() if path.is_dir())
Line = Iterable[Any]


def workbook(sheets: Mapping[str, Iterable[Line]]) -> BytesIO:
    """Return an .xlsx of these sheets; each line is a row, the first the headings."""
    made = Workbook(write_only=True)
    for name, lines in sheets.items():
        worksheet = made.create_sheet(name)
        for line in lines:
            worksheet.append([_cell(worksheet, value) for value in line])
    return saved(made)


def _cell(worksheet: Any, value: Any) -> Any:
    """A cell of this value; a text stays one even where it begins like a formula."""
    cell = WriteOnlyCell(worksheet, value)
    if isinstance(value, str):
        cell.data_type = "s"
    return cell


def saved(made: Workbook) -> BytesIO:
    file = BytesIO()
    made.save(file)
    file.seek(0)
    return file


def pack(folder: Path) -> BytesIO:
    """Return a pack's text files as one workbook, every cell a text as it stands there."""
    sheets = {}
    for path in sorted(folder.glob("*.csv")):
        if path.stem != "expected":
            with path.open(encoding="utf-8", newline="") as lines:
                sheets[path.stem] = [[cell or None for cell in line] for line in csv.reader(lines)]
    return workbook(sheets)


def problems(sheets: Mapping[str, Iterable[Line]]) -> list[str]:
    """Return what an import of these sheets complains of."""
    return [str(problem) for problem in import_workbook(file=workbook(sheets), by=None).problems]


def bring_in(sheets: Mapping[str, Iterable[Line]]) -> ImportResult:
    result = import_workbook(file=workbook(sheets), by=None)
    assert [str(problem) for problem in result.problems] == []
    return result


def cells(file: BytesIO) -> dict[str, list[list[tuple[str, Any]]]]:
    """Return every cell of every sheet, as its type and value."""
    file.seek(0)
    return {
        worksheet.title: [[(cell.data_type, cell.value) for cell in row] for row in worksheet.iter_rows()]
        for worksheet in load_workbook(file)
    }
