"""One sheet of rows. Texts are texts whatever they begin with, so that no cell is ever a formula."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import chain, islice
from typing import Any, BinaryIO

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from partnership.workbook.cells import TEXT_LIMIT, without_control
from partnership.workbook.writer import written_cell

_TITLE_LIMIT = 31  # what the name of a sheet can hold
_NOT_IN_TITLES = re.compile(r"[\\/*?:\[\]']")
_CUT = " … (cut)"
#: Characters that a column shows; the first rows tell how many it needs.
_NARROWEST, _WIDEST, _LOOKED_AT = 8, 60, 200
_DATE_WIDTH = 12
_NEEDS_CARE = re.compile(r"^[=#]|_x[0-9A-Fa-f]{4}_")


def write_sheet(file: BinaryIO, *, title: str, heads: list[str], lines: Iterable[list[Any]]) -> int:
    """Write rows under their titles; return how many. Memory does not grow with the rows."""
    workbook = Workbook(write_only=True)
    worksheet = workbook.create_sheet(_NOT_IN_TITLES.sub(" ", title)[:_TITLE_LIMIT])
    worksheet.freeze_panes = "A2"
    rest = iter(lines)
    first = list(islice(rest, _LOOKED_AT))
    for number, head in enumerate(heads):
        width = _width(head, [line[number] for line in first])
        worksheet.column_dimensions[get_column_letter(number + 1)].width = width
    worksheet.append([written_cell(worksheet, head) for head in heads])
    count = 0
    for line in chain(first, rest):
        worksheet.append([_value(worksheet, value) for value in line])
        count += 1
    workbook.save(file)
    return count


def _width(head: str, values: Sequence[Any]) -> int:
    """Wide enough for the title and the longest of these values, within bounds."""
    longest = max(map(_length, values), default=0)
    return min(max(len(head), longest, _NARROWEST) + 2, _WIDEST)


def _length(value: Any) -> int:
    if isinstance(value, date):
        return _DATE_WIDTH
    return max(map(len, str(value).splitlines()), default=0) if value is not None else 0


def _value(worksheet: Any, value: Any) -> Any:
    """Most texts need no cell of their own, which is several times as fast."""
    if isinstance(value, str):
        text = without_control(value)
        text = text if len(text) <= TEXT_LIMIT else text[: TEXT_LIMIT - len(_CUT)] + _CUT
        return written_cell(worksheet, text) if _NEEDS_CARE.search(text) else text
    return written_cell(worksheet, value) if isinstance(value, date) else value
