"""What a pasted or uploaded table says, cell by cell."""

import io
import zipfile
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from partnership.exceptions import DomainError
from reviews.chronology_sheet import HEADINGS, MOST_ROWS, check_text, read_template, write_template

TODAY = date(2026, 6, 9)


def problems(text: str, **how: Any) -> list[tuple[int, str, str]]:
    found = check_text(text, today=TODAY, **how)
    return [(one.row, one.column, one.words) for one in found.problems]


def filled(*lines: list[Any], heads: tuple[str, ...] = HEADINGS, sheet: str = "Chronology") -> io.BytesIO:
    """The template with lines under its headings."""
    workbook = Workbook()
    workbook.active.title = sheet
    workbook.active.append(heads)
    for line in lines:
        workbook.active.append(line)
    file = io.BytesIO()
    workbook.save(file)
    file.seek(0)
    return file


def test_rows_of_excel_become_entries() -> None:
    text = "3/3/2025\t14:30\tRegister\tMother visits.\tGood.\r\n4 March 2025\t2.30pm\t\tFather calls.\r\n\r\n"
    assert check_text(text, today=TODAY).entries == [
        {
            "happened_on": date(2025, 3, 3),
            "happened_at": time(14, 30),
            "source": "Register",
            "what": "Mother visits.",
            "comment": "Good.",
        },
        {
            "happened_on": date(2025, 3, 4),
            "happened_at": time(14, 30),
            "source": "",
            "what": "Father calls.",
            "comment": "",
        },
    ]


def test_the_headings_may_stand_above() -> None:
    assert len(check_text("\t".join(HEADINGS) + "\n3/3/2025\t\t\tVisit.", today=TODAY).entries) == 1


def test_a_cell_of_several_lines_is_one_cell() -> None:
    text = '3/3/2025\t\t\t"First line.\nSecond ""quoted"" line."\t\n4/3/2025\t\t\tVisit.'
    found = check_text(text, today=TODAY).entries
    assert [entry["what"] for entry in found] == ['First line.\nSecond "quoted" line.', "Visit."]


def test_quotation_marks_of_the_words_are_words() -> None:
    found = check_text('3/3/2025\t\t\t"Fine" she says.\t', today=TODAY)
    assert [entry["what"] for entry in found.entries] == ['"Fine" she says.']


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("31/6/2025\t\t\tVisit.", ("Date", "June 2025 has 30 days. Type 30/6/2025 or another date")),
        ("\t\t\tVisit.", ("Date", "Type the date")),
        ("3/3/2025\t\t\t ", ("What happened", "Say what happened")),
        ("3/3/25\t\t\tVisit.", ("Date", "Type all four digits of the year, such as 30/6/2026")),
        ("10/6/2026\t\t\tVisit.", ("Date", "This day is still to come. A chronology says what has happened")),
        ("3/3/2025\t25:00\t\tVisit.", ("Time", "Type a time such as 2:30pm or 14:30")),
        (f"3/3/2025\t\t{'x' * 301}\tVisit.", ("Where it is recorded", "At most 300 characters")),
        ("3/3/2025\t\t\tVis\x07it.", ("What happened", "Type text without control characters")),
        ("3/3/2025\t\t\tVisit.\t\tmore", ("Column 6", "there is no such column")),
    ],
)
def test_a_wrong_cell_is_named(line: str, found: tuple[str, str]) -> None:
    assert problems(f"2/3/2025\t\t\tSound.\n{line}") == [(2, *found)]


def test_a_row_that_is_there_already_is_refused() -> None:
    there = [(date(2025, 3, 3), None, "", "Visit.")]
    text = "3/3/2025\t\t\tVisit.\n4/3/2025\t\t\tCall.\n4/3/2025\t\t\tCall."
    assert problems(text, there=there) == [
        (1, "What happened", "It says the same as an entry that is there already. Leave it out"),
        (3, "What happened", "It says the same as row 2. Leave it out"),
    ]


def test_too_many_rows_are_refused() -> None:
    text = "\n".join(f"3/3/2025\t\t\tVisit {number}." for number in range(MOST_ROWS + 1))
    assert problems(text) == [(MOST_ROWS + 1, "", "at most 1,000 rows at once")]


def test_words_that_may_be_a_name_are_found() -> None:
    found = check_text("3/3/2025\t\t\tMrs Canary visits.", today=TODAY)
    assert [(row, column, one.words) for row, column, one in found.telling] == [(1, "What happened", "Mrs Canary")]


def test_the_template_reads_as_it_is_written(tmp_path: Path) -> None:
    path = tmp_path / "template.xlsx"
    with path.open("wb") as file:
        write_template(file)
    workbook = load_workbook(path)
    workbook["Chronology"].append([])
    sheet = workbook["Chronology"]
    for place, value in enumerate([date(2025, 3, 3), time(14, 30), "Register", "=Visit.", "Good."], start=1):
        sheet.cell(2, place).value = value
    sheet.cell(2, 4).data_type = "s"
    workbook.save(path)
    with path.open("rb") as file:
        found = check_text(read_template(file), today=TODAY)
    assert found.problems == []
    assert [tuple(entry.values()) for entry in found.entries] == [
        (date(2025, 3, 3), time(14, 30), "Register", "=Visit.", "Good.")
    ]


def test_a_formula_is_refused() -> None:
    with pytest.raises(DomainError, match="formulas in D2"):
        read_template(filled(["3/3/2025", "", "", "=1+1", ""]))


@pytest.mark.parametrize(
    "file",
    [
        io.BytesIO(b"words"),
        io.BytesIO(b""),
        filled(["3/3/2025"], sheet="Sheet1"),
        filled(["3/3/2025"], heads=("Day", *HEADINGS[1:])),
    ],
    ids=["other kind", "empty", "other sheet", "other headings"],
)
def test_another_file_is_refused(file: io.BytesIO) -> None:
    with pytest.raises(DomainError, match="not the filled-in template"):
        read_template(file)


def test_a_template_whose_parts_do_not_fit_is_damaged() -> None:
    changed = io.BytesIO()
    with zipfile.ZipFile(filled(["3/3/2025"])) as good, zipfile.ZipFile(changed, "w") as bad:
        for name in good.namelist():
            bad.writestr(name, good.read(name) if name != "[Content_Types].xml" else b"<Types/>")
    changed.seek(0)
    with pytest.raises(DomainError, match="This file is damaged"):
        read_template(changed)


def test_rows_of_a_file_keep_their_numbers() -> None:
    text = read_template(filled(["3/3/2025", "", "", "Visit.", ""], ["31/2/2025", "", "", "Call.", ""]))
    assert [one[:2] for one in problems(text)] == [(3, "Date")]
