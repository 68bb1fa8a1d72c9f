"""What a list shows, as a file. Row by row, so that memory does not grow with the rows.

The rows come from the list's own queryset and go through its own table: what is held back there, or said in words, is
so here. A second line is a column of its own.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice
from typing import Any, BinaryIO

from django.db.models import Model, QuerySet
from django.utils.text import slugify

from partnership.enums import GUARDED_CLASSES
from partnership.models import Record
from partnership.registers.rows import path_to_record
from partnership.registers.tables import Column, RegisterTable
from partnership.registers.values import label_of
from partnership.workbook.cells import without_control
from partnership.workbook.sheet import write_sheet

CHUNK = 1000
LONGEST_NAME = 120
CONTENT_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
# What a spreadsheet takes for the beginning of a formula, also behind blanks that nobody sees.
_FORMULA = re.compile(r"^[\s\u00ad\u200b-\u200f\u2060\ufeff]*[=+\-@＝＋－＠]|^[\t\r]")


def write_list(file: BinaryIO, extension: str, *, title: str, heads: list[str], lines: Iterable[list[Any]]) -> int:
    """Write a list as `csv` or `xlsx`; returns the number of its rows."""
    if extension == "csv":
        return _write_csv(file, heads, lines)
    return write_sheet(file, title=title, heads=heads, lines=lines)


def heads_of(table: RegisterTable) -> list[str]:
    """The titles of the columns."""
    heads = []
    for shown in table.columns:
        heads.append(shown.column.first_label or shown.header)
        if shown.column.has_second:
            heads.append(_second_head(shown.column, table.data.model))
    return heads


def lines_of(rows: QuerySet, table: type[RegisterTable], **how: Any) -> Iterator[list[Any]]:
    """The values of each row, in the order of `heads_of`; `how` is what the list's table was made with."""
    found = rows.iterator(chunk_size=CHUNK)
    while chunk := list(islice(found, CHUNK)):
        drawn = table(chunk, order_by=(), **how)
        columns = [shown.column for shown in drawn.columns]
        for row in chunk:
            yield [value for column in columns for value in _cell(column, row, drawn)]


def file_name(plural: str, filters: Iterable[str], count: int, extension: str) -> str:
    """Such as `actions-open-overdue-139.xlsx`: what was asked for, and how many."""
    words = slugify(" ".join([plural, *filters]))
    end = f"-{count}.{extension}"
    return f"{words[: LONGEST_NAME - len(end)].rstrip('-')}{end}"


def guarded_records(rows: QuerySet) -> QuerySet:
    """The restricted and sealed records of which these rows tell something."""
    model: Any = rows.model
    guarded, none = Record.objects.filter(visibility__in=GUARDED_CLASSES), Record.objects.none()
    if issubclass(model, Record):
        return guarded.filter(pk__in=rows.order_by().values("pk"))
    path = path_to_record(model)
    if not path:
        return none
    found = guarded.filter(pk__in=rows.order_by().values(path))
    if not any(field.name == "confidential" for field in model._meta.concrete_fields):
        return found
    return found | Record.objects.filter(pk__in=rows.order_by().filter(confidential=True).values(path))


def _cell(column: Column, row: Model, table: RegisterTable) -> list[Any]:
    first, second = column.exported(row, table)
    if column.has_second:
        return [first, second]
    return [f"{first}, {second}" if second else first]


def _second_head(column: Column, model: Any) -> str:
    """What the second line is called: as the field that it reads."""
    if column.second_label or not isinstance(column.second, str):
        return column.second_label or f"{column.verbose_name}, second line"
    *way, last = column.second.split("__")
    for step in way:
        model = model._meta.get_field(step).related_model
    return label_of(model, last)


def _write_csv(file: BinaryIO, heads: list[str], lines: Iterable[list[Any]]) -> int:
    text = io.TextIOWrapper(file, "utf-8-sig", newline="")  # the mark at the start tells Excel that it is UTF-8
    writer = csv.writer(text)
    writer.writerow(heads)
    count = 0
    for line in lines:
        writer.writerow([_csv_value(value) for value in line])
        count += 1
    text.detach()
    return count


def _csv_value(value: Any) -> Any:
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if not isinstance(value, str):
        return value
    text = without_control(value)
    return f"'{text}" if _FORMULA.match(text) or _FORMULA.match(value) else text
