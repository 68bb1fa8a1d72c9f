"""Opening an Excel file that somebody sent, the same way whatever is read from it."""

import warnings
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, BinaryIO, Final
from zipfile import BadZipFile

from openpyxl import Workbook, load_workbook

from partnership.workbook.guard import FileError, check_file

#: What openpyxl lets through from a file whose parts do not fit together; it has no exception of its own for them.
UNREADABLE: Final = (
    AttributeError, BadZipFile, EOFError, IndexError, KeyError, OSError, OverflowError, SyntaxError, TypeError,
    ValueError, zlib.error,
)  # fmt: skip


class UnreadableError(FileError):
    """The file is of the right kind, and yet its content cannot be made out."""

    def __init__(self) -> None:
        super().__init__("a damaged file")


@contextmanager
def opened(file: BinaryIO, *, data_only: bool = False) -> Iterator[Workbook]:
    """The workbook in a file, for as long as it is read. FileError where it is none, or not safe to open.

    `data_only` gives the last results of formulas in place of the formulas.
    """
    check_file(file)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl's remarks on ornaments that it leaves out
        try:
            workbook = load_workbook(file, read_only=True, data_only=data_only, keep_links=False)
        except UNREADABLE as error:
            raise UnreadableError from error
        yield workbook


def rows_of(worksheet: Any, **narrowed: Any) -> Iterator[Sequence[Any]]:
    """The rows of one sheet, narrowed as openpyxl narrows them. UnreadableError at the first that cannot be read."""
    try:
        worksheet.reset_dimensions()  # what a file declares need not be true
        yield from worksheet.iter_rows(**narrowed)
    except UNREADABLE as error:
        raise UnreadableError from error
