"""Small tables that people send: the first sheet of an Excel file or a CSV file, as lines of cells."""

import csv
import io
import warnings
import zlib
from collections.abc import Iterator, Sequence
from typing import Any, BinaryIO, Final
from zipfile import BadZipFile

from openpyxl import load_workbook

from partnership.exceptions import DomainError
from partnership.workbook.guard import FileError, check_file

MOST_LINES: Final = 5_000
_ZIP = b"PK"
# What openpyxl lets through from a file whose parts do not fit together; it has no exception of its own for them.
_UNREADABLE = (
    AttributeError, BadZipFile, EOFError, IndexError, KeyError, OSError, OverflowError, SyntaxError, TypeError,
    UnicodeDecodeError, ValueError, csv.Error, zlib.error,
)  # fmt: skip


def read_lines(file: BinaryIO) -> list[Sequence[Any]]:
    """The lines of a table, blank ones left out; days of an Excel file as datetimes, everything else as it stands.

    DomainError where the file cannot be read, is no table, or is longer than `MOST_LINES`.
    """
    start = file.read(len(_ZIP))
    file.seek(0)
    try:
        lines = [line for line in (_of_excel(file) if start == _ZIP else _of_csv(file)) if any(map(_holds, line))]
    except FileError as error:
        raise DomainError(f"This is {error}, not a list. Choose another file.") from error
    except _UNREADABLE as error:
        raise DomainError("This file cannot be read. Save it as Excel or CSV again and choose that file.") from error
    if len(lines) > MOST_LINES:
        raise DomainError(f"The list has more than {MOST_LINES:,} lines. Choose a shorter one.")
    return lines


def _of_excel(file: BinaryIO) -> Iterator[Sequence[Any]]:
    check_file(file)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl's remarks on ornaments that it leaves out
        sheet = load_workbook(file, read_only=True, data_only=True, keep_links=False).worksheets[0]
        sheet.reset_dimensions()  # what a file declares need not be true
        yield from sheet.iter_rows(values_only=True, max_row=MOST_LINES + 2)


def _of_csv(file: BinaryIO) -> Iterator[Sequence[Any]]:
    yield from csv.reader(io.StringIO(file.read().decode("utf-8-sig")))


def _holds(cell: object) -> bool:
    return cell is not None and str(cell).strip() != ""
