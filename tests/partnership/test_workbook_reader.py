"""A workbook is read in one pass that names everything wrong with it."""

from datetime import date, datetime
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.worksheet.formula import ArrayFormula

from partnership.workbook.columns import sheets
from partnership.workbook.problems import LIMIT, Problems, shown
from partnership.workbook.reader import read_workbook
from tests.partnership.workbooks import saved, workbook

AGENCY = ["code", "name", "category"]


def read(file):
    problems = Problems()
    content = read_workbook(file, problems)
    return content, [str(problem) for problem in problems]


def complaints(sheets):
    return read(workbook(sheets))[1]


def test_definition_holds_every_sheet_in_order():
    assert list(sheets())[:3] == ["boards", "agencies", "groups"]
    assert len(sheets()) == 41
    assert sum(len(sheet.columns) for sheet in sheets().values()) == 347


def test_definition_knows_keys_choices_and_references():
    columns = sheets()["attendance"].by_name
    assert [column.name for column in sheets()["attendance"].keys] == ["group", "date", "seat"]
    assert columns["seat"].refers_to == ("seats", "label")
    assert columns["status"].choices == ("present", "deputy", "apologies", "absent", "not_due")
    assert (columns["status"].required, columns["deputy"].required) == (True, False)


def test_rows_carry_their_number_and_typed_values():
    content, found = read(
        workbook(
            {
                "_notes": [["anything", "at all"]],
                " agencies ": [
                    [" code", "name ", "category", "active_from"],
                    [],
                    ["HC", "Council", "Local authority", datetime(2018, 4, 1)],
                    [" ", "", None],
                    ["P", "Police", "police", "-"],
                ],
            }
        )
    )
    assert found == []
    assert [(row.number, row.values["code"]) for row in content["agencies"]] == [(3, "HC"), (5, "P")]
    assert content["agencies"][0].values == {
        "code": "HC",
        "name": "Council",
        "category": "local_authority",
        "active_from": date(2018, 4, 1),
    }


def test_every_error_of_the_file_is_named_in_one_pass():
    assert complaints(
        {
            "bords": [["code"]],
            "agencies": [["code", "name", "categry"], ["A 1", "One", "police"]],
            "indicators": [
                ["code", "title", "theme", "unit", "target", "", "code"],
                ["I", None, "-", "count", "x", "y"],
            ],
        }
    ) == [
        "bords!1 sheet: found “bords”; expected a sheet of the workbook's definition",
        "agencies!1 categry: found “categry”; expected one of code, name, category, statutory_partner, active_from, "
        "active_to, replaced_by",
        "agencies!1 category: found nothing; expected this column, which is required",
        "agencies!2 code: found “A 1”; expected a code of up to 40 letters, digits and - _ . /",
        "indicators!1 code: found the column twice; expected it once",
        "indicators!2 target: found “x”; expected a number such as 1,234.5",
        "indicators!2 F: found “y”; expected a heading above it",
        "indicators!2 title: found nothing; expected a value, which is required",
        "indicators!2 theme: found “-”; expected a value, which is required",
    ]


def test_a_file_without_any_sheet_of_the_workbook_says_what_it_is_taken_for():
    made = Workbook()
    made.active.title = "Actions open"
    made.create_sheet("_note")
    content, found = read(saved(made))
    assert (content, found) == (
        {},
        [
            "workbook!1 file: found no sheet of a workbook; expected sheets called actions, risks and so on. This "
            "looks like a list taken from the portal: download all records as a workbook to see how its sheets are "
            "called"
        ],
    )


def test_formulas_are_named_with_what_they_say():
    made = Workbook()
    sheet = made.create_sheet("glossary")
    sheet.append(["term", "meaning"])
    sheet.append(["CAF", "=HYPERLINK(1)"])
    sheet.append(["CDOP", ArrayFormula("B3", "=SUM(1)")])
    sheet.append(["CSE", "#REF!"])
    made.remove(made["Sheet"])
    assert read(saved(made))[1] == [
        "glossary!2 meaning: found “=HYPERLINK(1)”; expected a value, not a formula",
        "glossary!3 meaning: found “=SUM(1)”; expected a value, not a formula",
        "glossary!4 meaning: found “#REF!”; expected a value, not an error of the spreadsheet",
    ]


def test_percentages_of_the_spreadsheet_are_read_as_they_are_shown():
    made = Workbook()
    sheet = made.active
    sheet.title = "indicators"
    sheet.append(["code", "title", "theme", "unit", "target"])
    sheet.append(["I", "Timely", "Theme", "percent", 0.855])
    sheet["E2"].number_format = "0%"
    content, found = read(saved(made))
    assert found == []
    assert content["indicators"][0].values["target"] == Decimal("85.5")


def test_one_sheet_under_two_spellings_is_named():
    assert complaints({"glossary": [["term", "meaning"]], "glossary ": [["term", "meaning"]]}) == [
        "glossary !1 sheet: found the sheet twice; expected it once"
    ]


def test_chart_sheet_under_a_known_name_is_refused():
    made = Workbook()
    made.create_chartsheet("glossary")
    made.active.title = "_note"
    assert read(saved(made))[1] == ["workbook!1 file: found a damaged file; expected an .xlsx workbook"]


def test_dates_and_long_values_are_shown_as_people_write_them():
    assert complaints({"glossary": [["term", "meaning"], [datetime(2018, 3, 31), "x"], ["y" * 90 + "\n", "a\nb"]]}) == [
        "glossary!2 term: found “31/03/2018”; expected one line of text",
        "glossary!3 meaning: found “a\\nb”; expected one line of text",
    ]
    assert shown("z" * 81) == f"“{'z' * 80}…”"


def test_a_file_wrong_throughout_is_cut_off_with_a_last_line():
    problems = Problems()
    for row in range(LIMIT + 5):
        problems.add("glossary", row, "term", found="x", expected="y")
    assert len(problems) == LIMIT + 1
    assert str(problems[-1]) == (
        "workbook!1 file: found more than 10,000 errors; expected a workbook with fewer, so that all can be named"
    )
