"""A chronology as a table: the template that an agency fills in, and what it pastes or sends back.

Both are read into the same lines of text, checked cell by cell, and taken all or not at all. A formula is refused in a
workbook; in a pasted text it is a text like any other, and stays one wherever it is written again.
"""

import csv
import io
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, time
from typing import Any, BinaryIO

from django.core.exceptions import ValidationError
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font

from partnership.exceptions import DomainError
from partnership.identifying import Telling, telling_words
from partnership.models.fields import ONE_LINE
from partnership.registers.fields import UKTimeField, parse_day
from partnership.workbook.cells import CellError, clean_text
from partnership.workbook.guard import FileError
from partnership.workbook.opening import UnreadableError, opened, rows_of

MOST_ROWS = 1_000
SHEET = "Chronology"
HEADINGS = ("Date", "Time", "Where it is recorded", "What happened", "What your agency thinks of it")
NAMES = ("happened_on", "happened_at", "source", "what", "comment")
_MISSING = {"happened_on": "Type the date", "what": "Say what happened"}
_WIDTHS = (14, 10, 28, 70, 50)
_NOTES = (
    "One row for each thing that happened. The day first: 30/06/2026.",
    "The time only where the records give one: 14:30.",
    "Write roles and no names: class teacher, mother, the child.",
    "Write values, no formulas. Leave the first row as it is.",
)
_NAMED = 6  # formulas of a refusal
_ROWS_READY = 500  # rows of the template whose cells are set up
_SECONDS = re.compile(r"(?<=\d:\d\d):\d\d")

Cells = Sequence[str]
#: What says that two entries are the same: when, where, what.
Same = tuple[date, time | None, str, str]


@dataclass(frozen=True)
class Problem:
    """One cell that cannot be taken: `row` counts from 1, as on the sheet."""

    row: int
    column: str
    typed: str
    words: str


@dataclass
class Checked:
    """Rows as they would be stored, what is wrong with the others, and words that may tell who somebody is."""

    entries: list[dict[str, Any]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    telling: list[tuple[int, str, Telling]] = field(default_factory=list)

    @property
    def is_sound(self) -> bool:
        return bool(self.entries) and not self.problems


def write_template(file: BinaryIO) -> None:
    """The empty workbook. Its cells are texts and days, so that Excel makes nothing else of what is typed."""
    workbook = Workbook()
    sheet = workbook.active
    sheet.title = SHEET
    sheet.append(HEADINGS)
    sheet.freeze_panes = "A2"
    for cell, width in zip(sheet[1], _WIDTHS, strict=True):
        cell.font = Font(bold=True)
        sheet.column_dimensions[cell.column_letter].width = width
    for cells in sheet.iter_rows(min_row=2, max_row=_ROWS_READY, max_col=len(HEADINGS)):
        for cell, form in zip(cells, ("dd/mm/yyyy", "hh:mm", "@", "@", "@"), strict=True):
            cell.number_format = form
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    notes = workbook.create_sheet("How to fill it in")
    notes.column_dimensions["A"].width = 90
    for line in _NOTES:
        notes.append([line])
    workbook.save(file)


def read_template(file: BinaryIO) -> str:
    """A filled-in template as the text that would have been pasted. DomainError where the file cannot be read."""
    try:
        with opened(file) as workbook:
            lines = list(_sheet_lines(workbook))
    except UnreadableError as error:
        raise DomainError("This file is damaged. Open it in Excel, save it again and choose that file.") from error
    except FileError as error:
        raise DomainError(f"This is {error}, not the filled-in template. Choose another file.") from error
    text = io.StringIO()
    csv.writer(text, delimiter="\t", lineterminator="\n").writerows(lines)
    return text.getvalue()


def check_text(text: str, *, today: date, there: Collection[Same] = ()) -> Checked:
    """What a pasted table says: each row as an entry, or what is wrong in which cell.

    `there` are entries that are stored already: a row that says the same again is refused, since tables are often
    pasted twice.
    """
    found, seen = Checked(), dict.fromkeys(there, 0)
    rows = [(number, cells) for number, cells in enumerate(_lines_of(text), start=1) if any(map(str.strip, cells))]
    if rows and _is_heading(rows[0][1]):
        rows = rows[1:]
    if len(rows) > MOST_ROWS:
        found.problems.append(Problem(rows[MOST_ROWS][0], "", "", f"at most {MOST_ROWS:,} rows at once"))
        rows = rows[:MOST_ROWS]
    for number, cells in rows:
        _check_row(found, number, cells, today, seen)
    return found


def _check_row(found: Checked, number: int, cells: Cells, today: date, seen: dict[Same, int]) -> None:
    values: dict[str, Any] = {}
    wrong = len(found.problems)
    for place, typed in enumerate(cells):
        if place >= len(NAMES):
            if typed.strip():
                found.problems.append(Problem(number, f"Column {place + 1}", typed, "there is no such column"))
            continue
        try:
            values[NAMES[place]] = _value(NAMES[place], typed, today)
        except ValidationError as error:
            found.problems.append(Problem(number, HEADINGS[place], typed, str(error.message)))
    for name, words in _MISSING.items():
        at = NAMES.index(name)
        if not values.get(name) and not (len(cells) > at and cells[at].strip()):
            found.problems.append(Problem(number, HEADINGS[at], "", words))
    if len(found.problems) > wrong:
        return
    entry: dict[str, Any] = {name: values.get(name, None if name == "happened_at" else "") for name in NAMES}
    same = same_of(entry)
    if same in seen:
        again = f"as row {seen[same]}" if seen[same] else "as an entry that is there already"
        found.problems.append(Problem(number, HEADINGS[3], entry["what"], f"It says the same {again}. Leave it out"))
        return
    seen[same] = number
    found.entries.append(entry)
    for name in ("source", "what", "comment"):
        found.telling += [(number, HEADINGS[NAMES.index(name)], one) for one in telling_words(entry[name])]


def same_of(entry: Any) -> Same:
    """What makes an entry this one and no other."""
    return entry["happened_on"], entry["happened_at"], entry["source"], entry["what"]


def _value(name: str, typed: str, today: date) -> Any:
    try:
        text = clean_text(typed)
    except CellError as error:
        raise ValidationError(f"Type {error}") from error
    if name == "happened_on":
        return _day(text, today)
    if name == "happened_at":
        found: time | None = UKTimeField().to_python(_SECONDS.sub("", text))
        return found
    if name == "source":
        text = " ".join(text.split())
        if len(text) > ONE_LINE:
            raise ValidationError(f"At most {ONE_LINE} characters")
    return text


def _day(text: str, today: date) -> date | None:
    if not text:
        return None
    day = parse_day(text)
    if day > today:
        raise ValidationError("This day is still to come. A chronology says what has happened")
    return day


def _lines_of(text: str) -> Iterator[list[str]]:
    """Rows and cells as Excel copies them: parted by tabs, quoted where a cell holds more than one line."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    try:
        yield from list(csv.reader(io.StringIO(text, newline=""), delimiter="\t", strict=True))
    except csv.Error:  # quotation marks that belong to the words
        yield from (line.split("\t") for line in text.split("\n"))


def _is_heading(cells: Cells) -> bool:
    first = [cell.strip().casefold() for cell in cells]
    return bool(first) and first[0] == HEADINGS[0].casefold()


def _sheet_lines(workbook: Workbook) -> Iterator[list[str]]:
    if SHEET not in workbook.sheetnames:
        raise FileError(f"a workbook without the sheet “{SHEET}”")
    rows = rows_of(workbook[SHEET])
    heads = [str(cell.value or "").strip() for cell in next(rows, ())]
    if heads[: len(HEADINGS)] != list(HEADINGS):
        raise FileError("a workbook whose first row is not the template’s")
    yield heads
    formulas = []
    for number, cells in enumerate(rows, start=2):
        if number > MOST_ROWS + 2:
            break  # one row too many is enough to say so
        formulas += [cell.coordinate for cell in cells if cell.data_type in ("f", "e")]
        yield [_text_of(cell) for cell in cells]
    if formulas:
        cells_in_words = ", ".join(formulas[:_NAMED])
        raise DomainError(f"Type values in place of the formulas in {cells_in_words}, and choose the file again.")


def _text_of(cell: Any) -> str:
    """What a reader of the sheet sees in a cell."""
    value = cell.value
    if isinstance(value, date):  # a moment too
        return f"{value:%d/%m/%Y}"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return "" if value is None else str(value)


def lines_for(entries: Iterable[Any]) -> Iterator[list[Any]]:
    """Rows of an export: agency, day, time, where, what, and what the agency thinks of it."""
    for entry in entries:
        at = f"{entry.happened_at:%H:%M}" if entry.happened_at else ""
        yield [entry.agency_return.agency.name, entry.happened_on, at, entry.source, entry.what, entry.comment]


EXPORT_HEADINGS = ["Agency", "Date", "Time", "Where it is recorded", "What happened", "What the agency thinks of it"]
