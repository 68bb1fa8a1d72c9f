"""A file of the right kind whose parts do not fit together: every reader of it says so, and none breaks."""

import zipfile
from io import BytesIO

import pytest
from openpyxl import Workbook

from partnership.exceptions import DomainError
from partnership.tabular import read_lines
from partnership.workbook.guard import FileError
from partnership.workbook.opening import UnreadableError, opened, rows_of

SHEET = "xl/worksheets/sheet1.xml"
#: A text that is the eighth of a list without any.
NO_SUCH_TEXT = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1">'
    '<c r="A1" t="inlineStr"><is><t>died_on</t></is></c></row><row r="2"><c r="A2" t="s"><v>7</v></c></row></sheetData>'
    "</worksheet>"
)


def saved(**parts: str) -> BytesIO:
    """A workbook of one sheet, some of its parts replaced."""
    whole, changed = BytesIO(), BytesIO()
    Workbook().save(whole)
    with zipfile.ZipFile(whole) as good, zipfile.ZipFile(changed, "w") as made:
        for name in good.namelist():
            made.writestr(name, parts.get(name, good.read(name)))
    changed.seek(0)
    return changed


def test_rows_are_read_until_the_one_that_cannot_be() -> None:
    with opened(saved(**{SHEET: NO_SUCH_TEXT})) as workbook:
        rows = rows_of(workbook.worksheets[0], values_only=True)
        assert next(rows) == ("died_on",)
        with pytest.raises(UnreadableError, match="a damaged file"):
            next(rows)


def test_workbook_that_cannot_be_opened_is_a_damaged_file() -> None:
    with pytest.raises(UnreadableError, match="a damaged file"), opened(saved(**{"[Content_Types].xml": "<Types/>"})):
        pass


def test_what_a_reader_gets_wrong_itself_is_not_laid_on_the_file() -> None:
    with pytest.raises(KeyError), opened(saved()) as workbook:
        workbook["No such sheet"]


def test_file_that_is_not_safe_to_open_is_refused_before_it_is_opened() -> None:
    with pytest.raises(FileError, match="a file of another kind"), opened(BytesIO(b"words")):
        pass


@pytest.mark.parametrize(
    ("file", "words"),
    [
        (saved(**{SHEET: NO_SUCH_TEXT}), "This file cannot be read. Save it as Excel or CSV again"),
        (BytesIO(b"a,b\n\xff\xfe"), "This file cannot be read. Save it as Excel or CSV again"),
        (BytesIO(b"PK\x03\x04 not a zip"), "This is a damaged file, not a list. Choose another file."),
    ],
    ids=["parts that do not fit", "no text", "no zip"],
)
def test_list_that_cannot_be_read_says_what_to_do(file: BytesIO, words: str) -> None:
    with pytest.raises(DomainError, match=words):
        read_lines(file)
