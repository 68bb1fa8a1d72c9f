"""Small tables that people send: the first sheet of an Excel file or a CSV file, as lines of cells."""

import csv
import io
from collections.abc import Iterator, Sequence
from typing import Any, BinaryIO, Final

from partnership.exceptions import DomainError
from partnership.workbook.guard import FileError
from partnership.workbook.opening import UnreadableError, opened, rows_of

MOST_LINES: Final = 5_000
_ZIP = b"PK"


def read_lines(file: BinaryIO) -> list[Sequence[Any]]:
    """The lines of a table, blank ones left out; days of an Excel file as datetimes, everything else as it stands.

    DomainError where the file cannot be read, is no table, or is longer than `MOST_LINES`.
    """
    start = file.read(len(_ZIP))
    file.seek(0)
    try:
        lines = [line for line in (_of_excel(file) if start == _ZIP else _of_csv(file)) if any(map(_holds, line))]
    except UnreadableError as error:
        raise DomainError("This file cannot be read. Save it as Excel or CSV again and choose that file.") from error
    except FileError as error:
        raise DomainError(f"This is {error}, not a list. Choose another file.") from error
    if len(lines) > MOST_LINES:
        raise DomainError(f"The list has more than {MOST_LINES:,} lines. Choose a shorter one.")
    return lines


def _of_excel(file: BinaryIO) -> Iterator[Sequence[Any]]:
    with opened(file, data_only=True) as workbook:
        if not workbook.worksheets:
            raise UnreadableError
        yield from rows_of(workbook.worksheets[0], values_only=True, max_row=MOST_LINES + 2)


def _of_csv(file: BinaryIO) -> Iterator[Sequence[Any]]:
    try:
        yield from csv.reader(io.StringIO(file.read().decode("utf-8-sig")))
    except (UnicodeDecodeError, csv.Error) as error:
        raise UnreadableError from error


def _holds(cell: object) -> bool:
    return cell is not None and str(cell).strip() != ""
