"""A look at an unknown file before anything opens it as a workbook.

A workbook is a zip of XML, and a few kilobytes of either can unfold into hours of work. `check_file` reads the zip's
directory, then streams every part once through a parser that keeps nothing, and refuses what no honest workbook needs.
Memory stays flat, and the time is bounded by the limits below.
"""

import zlib
from functools import lru_cache
from pathlib import PurePosixPath
from string import ascii_uppercase, digits
from typing import IO, BinaryIO
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile

from partnership.packages import Fault, PackageError, check_end, check_start, checked_parts
from partnership.workbook.problems import Problem, file_problem

FILE_LIMIT = 30 * 2**20
UNPACKED_LIMIT = 200 * 2**20
ROWS_LIMIT = 200_000  # in a sheet
COLUMNS_LIMIT = 702  # A to ZZ
CELLS_LIMIT = 1_500_000  # in a workbook, gaps between them counted
STRINGS_LIMIT = 500_000
ELEMENTS_LIMIT = 5_000_000  # in a workbook
BETWEEN_LIMIT = 100_000  # elements from one cell or text to the next
STRETCH_LIMIT = 2**20  # bytes between two elements: no cell is as long

_CHUNK = 2**16
_FORBIDDEN_PARTS = {
    "vbaproject.bin": "macros",
    "externallinks": "links to other workbooks",
    "embeddings": "embedded files",
    "activex": "ActiveX controls",
    "connections.xml": "connections to other data",
}
_XML_ENDINGS = {".xml", ".rels"}
_WORKBOOK = "an .xlsx workbook"
_CONTENT_TYPES = "[content_types].xml"
_FAULTS = {
    Fault.EMPTY: "an empty file",
    Fault.OTHER: "a file of another kind",
    Fault.OLD: "an old .xls workbook",
    Fault.LOCKED: "a workbook locked with a password",
    Fault.DAMAGED: "a damaged file",
    Fault.TWO_OF_A_NAME: "a damaged file: two parts of one name",
    Fault.TOO_MANY_PARTS: "a zip of too many parts",
    Fault.UNPACKS_TO_TOO_MUCH: "a file that unpacks to far more than a workbook",
    Fault.PATH_OUTSIDE: "a damaged file",
}


class FileError(Exception):
    """The file as a whole cannot be read; `problem` says why."""

    def __init__(self, found: str, expected: str = _WORKBOOK) -> None:
        super().__init__(found)
        self.problem: Problem = file_problem(found, expected)


def check_file(file: BinaryIO) -> None:
    """Raise FileError unless the file is a workbook that is safe to open; leave it at its start."""
    try:
        _check_envelope(file)
        with ZipFile(file) as package:
            _check_directory(package)
            _check_parts(package)
    except PackageError as error:
        raise FileError(_FAULTS[error.fault]) from error
    except (BadZipFile, zlib.error, EOFError, NotImplementedError, UnicodeDecodeError) as error:
        raise FileError("a damaged file") from error
    file.seek(0)


def _check_envelope(file: BinaryIO) -> None:
    """Look at the outermost bytes: kind of file, size, and size of the zip's directory, which `ZipFile` reads whole."""
    size = check_start(file)
    if size > FILE_LIMIT:
        raise FileError(f"a file of {size / 2**20:.0f} MB", f"at most {FILE_LIMIT // 2**20} MB")
    check_end(file, size)


def _check_directory(package: ZipFile) -> None:
    parts = checked_parts(package, UNPACKED_LIMIT)
    if _CONTENT_TYPES not in map(str, parts):
        raise FileError("a zip file that holds no workbook")
    for part in parts:
        for piece in part.parts:
            if piece in _FORBIDDEN_PARTS:
                raise FileError(f"a workbook with {_FORBIDDEN_PARTS[piece]}", f"{_WORKBOOK} of plain cells")


def _check_parts(package: ZipFile) -> None:
    # Every part, whatever its name: the workbook's own directory may call a sheet anything.
    counter = _Counter()
    for part in package.infolist():
        with package.open(part) as stream:
            try:
                counter.count(stream)
            except expat.ExpatError as error:
                if PurePosixPath(part.filename).suffix.casefold() in _XML_ENDINGS:
                    raise FileError("a damaged file, or one with control characters") from error


class _Counter:
    """Counts what a workbook's parts declare, and stops at the first that is too much.

    What is done for an element is done millions of times, so the sums are compared once a chunk.
    """

    def __init__(self) -> None:
        self.elements = self.cells = self.area = self.strings = 0
        self.handlers = {
            "c": self._cell,
            "row": self._row,
            "dimension": self._dimension,
            "si": self._string,
            "Relationship": _check_relationship,
        }

    def count(self, stream: IO[bytes]) -> None:
        self.last_cell, self.row, self.column, self.quiet = self.elements, 0, 0, 0
        parser = expat.ParserCreate()
        parser.StartDoctypeDeclHandler = self._refuse_doctype
        parser.StartElementHandler = self._start
        while chunk := stream.read(_CHUNK):
            before = self.elements
            parser.Parse(chunk, False)
            self.quiet = 0 if self.elements > before else self.quiet + len(chunk)
            self._compare()
        parser.Parse(b"", True)

    def _compare(self) -> None:
        if self.quiet > STRETCH_LIMIT:
            raise FileError("a cell of more than a million characters")
        _bound(max(self.cells, self.area), CELLS_LIMIT, "cells")
        _bound(self.strings, STRINGS_LIMIT, "texts")
        _bound(self.elements, ELEMENTS_LIMIT, "elements")
        _bound(self.elements - self.last_cell, BETWEEN_LIMIT, "elements that are not cells")

    def _refuse_doctype(self, *declaration: object) -> None:
        raise FileError("a file with declarations of its own (DOCTYPE)")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self.elements += 1
        if handler := self.handlers.get(name.rpartition(":")[2]):
            handler(attributes)

    def _row(self, attributes: dict[str, str]) -> None:
        row = _whole(attributes.get("r", "")) or self.row + 1
        if row <= self.row:
            raise FileError("a damaged file: rows out of order")
        self.row, self.column = row, 0
        _bound(row, ROWS_LIMIT, "rows in one sheet")

    def _cell(self, attributes: dict[str, str]) -> None:
        self.last_cell = self.elements
        self.cells += 1
        column = max(_column_number(attributes.get("r", "")), self.column + 1)
        self.area += column - self.column
        self.column = column
        if column > COLUMNS_LIMIT:
            _bound(column, COLUMNS_LIMIT, "columns in one sheet")

    def _string(self, attributes: dict[str, str]) -> None:
        self.last_cell = self.elements
        self.strings += 1

    def _dimension(self, attributes: dict[str, str]) -> None:
        corner = attributes.get("ref", "").rpartition(":")[2]
        _bound(_column_number(corner) * (_whole(corner.lstrip(ascii_uppercase)) or 1), CELLS_LIMIT, "cells")


def _check_relationship(attributes: dict[str, str]) -> None:
    outside = attributes.get("TargetMode") == "External"
    if outside and not attributes.get("Type", "").endswith("/hyperlink"):
        raise FileError("a workbook with links to other files", f"{_WORKBOOK} of plain cells")


def _whole(text: str) -> int:
    return int(text[:9]) if text.isdecimal() else 0  # nine digits are too many already


@lru_cache(COLUMNS_LIMIT)
def _number_of_letters(letters: str) -> int:
    number = 0
    for letter in letters[:4]:
        number = number * 26 + ord(letter) - 64
    return number


def _column_number(reference: str) -> int:
    return _number_of_letters(reference.rstrip(digits))


def _bound(count: int, limit: int, things: str) -> None:
    if count > limit:
        raise FileError(f"more than {limit:,} {things}", f"{_WORKBOOK} of ordinary size")
