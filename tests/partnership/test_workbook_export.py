"""A workbook taken out is inert, whole for those who may read all, and narrow for everybody else."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from openpyxl import load_workbook

from partnership.enums import Role
from partnership.exceptions import DomainError
from partnership.models import Board, Record, RoleGrant, User
from partnership.principals import OPERATOR, PUBLIC, Grant, Principal, principal_of
from partnership.services.workbook import export_workbook
from partnership.workbook.columns import sheets
from tests.partnership.workbooks import bring_in, cells, workbook

pytestmark = pytest.mark.django_db

BOARDS = [["code", "name", "kind", "area", "year_start_month"], ["B", "Board", "lscb", "Area", 4]]
REVIEW = ["reference", "board", "kind", "title", "status", "publication", "restricted_summary"]
DEATH = ["reference", "board", "notified_on", "resident", "status"]
SECRET = "Names of siblings"
GUARDED = {
    "boards": BOARDS,
    "reviews": [
        REVIEW,
        ["OPEN", "B", "scr", "Child A", "published", "published", SECRET],
        ["SHUT", "B", "scr", "Child B", "in_progress", "embargoed", SECRET],
    ],
    "child_deaths": [DEATH, ["CD-1", "B", "2018-03-31", "yes", "notified"]],
}
PAYLOADS = [
    start + rest
    for start in ("=", "+", "-", "@", "\t=", "=\u200b", "|", "%", "'=", "“=")
    for rest in ("1+1", 'HYPERLINK("https://example.org","x")', "cmd|' /C calc'!A0", "SUM(A1:A9)", "#REF!")
] + ["#N/A", "#REF!", "TRUE", "1E5", "_x000a_", "007", "2018-03-31", "https://example.org"]


def exported(principal=OPERATOR):
    file = BytesIO()
    counts = export_workbook(file=file, principal=principal)
    return file, counts


def column(file, sheet, name):
    head, *rows = cells(file)[sheet]
    place = [value for _, value in head].index(name)
    return [row[place] for row in rows]


def test_export_holds_every_sheet_and_column_in_order_and_nothing_else():
    file, counts = exported()
    book = load_workbook(file)
    assert book.sheetnames == list(sheets()) == list(counts)
    assert {sheet.sheet_state for sheet in book} == {"visible"}
    assert {name: [cell.value for cell in book[name][1]] for name in sheets()} == {
        name: list(sheet.by_name) for name, sheet in sheets().items()
    }
    parts = {name.rpartition("/")[0] for name in ZipFile(file).namelist()}
    assert parts == {"", "_rels", "docProps", "xl", "xl/_rels", "xl/theme", "xl/worksheets"}


def test_payloads_come_out_as_the_texts_that_went_in():
    stored = [text for text in PAYLOADS if text != "_x000a_"]
    bring_in({"glossary": [["term", "meaning"], *[[f"T{n}", text] for n, text in enumerate(stored)]]})
    file, _ = exported()
    assert column(file, "glossary", "meaning") == [("s", text.strip()) for text in stored]


def test_dates_numbers_and_answers_have_their_types():
    bring_in(
        {
            "boards": BOARDS,
            "recipients": [["board", "name", "required", "sent_on"], ["B", "Leader", "no", "31/03/2018"]],
            "reserves": [["board", "financial_year", "opening"], ["B", "2017-18", "£79,334.96"]],
        }
    )
    file, _ = exported()
    assert [type_ for type_, _ in cells(file)["recipients"][1]] == ["s", "s", "n", "s", "d"]
    assert column(file, "reserves", "opening") == [("n", 79334.96)]


def test_operator_takes_restricted_matter_along():
    bring_in(GUARDED)
    file, counts = exported()
    assert column(file, "reviews", "restricted_summary") == [("s", SECRET), ("s", SECRET)]
    assert counts["child_deaths"] == 1


def test_support_officer_gets_neither_restricted_rows_nor_the_restricted_column():
    bring_in(GUARDED)
    file, counts = exported(Principal(grants=(Grant(Role.SUPPORT_OFFICER),)))
    assert column(file, "reviews", "reference") == [("s", "OPEN")]
    assert column(file, "reviews", "restricted_summary") == [("n", None)]
    assert counts["child_deaths"] == 0


def test_manager_of_one_board_gets_that_board_only():
    bring_in(GUARDED | {"boards": [*BOARDS, ["C", "Other", "sab", "Area", 4]]})
    bring_in({"reviews": [REVIEW, ["THEIRS", "C", "sar", "Adult", "in_progress", "embargoed", SECRET]]})
    manager = User.objects.create_user("bm@example.org", name="Manager")
    held = {"role": Role.BUSINESS_MANAGER, "board": Board.objects.get(code="B"), "starts_on": timezone.localdate()}
    for record in (None, Record.objects.get(reference="SHUT")):
        RoleGrant.objects.create(user=manager, record=record, **held)
    file, _ = exported(principal_of(manager))
    assert column(file, "reviews", "reference") == [("s", "OPEN"), ("s", "SHUT")]
    assert column(file, "reviews", "restricted_summary") == [("n", None), ("s", SECRET)]


def test_the_public_gets_no_review_by_export():
    bring_in(GUARDED)
    _, counts = exported(PUBLIC)
    assert (counts["reviews"], counts["child_deaths"]) == (0, 0)


def test_text_longer_than_a_cell_is_named_not_cut():
    bring_in({"boards": BOARDS})
    Board.objects.update(strategic_aims=["x" * 20_000, "y" * 20_000])
    with pytest.raises(DomainError) as error:
        exported()
    assert error.value.message.startswith("A text of 40,001 characters in boards does not fit into a cell: “xxx")


def test_commands_print_counts_and_the_export_imports_again(tmp_path, capsys):
    source, out = tmp_path / "in.xlsx", tmp_path / "out.xlsx"
    source.write_bytes(workbook({"glossary": [["term", "meaning"], ["CAF", "Framework"]]}).getvalue())
    call_command("import_workbook", source, check=True)
    call_command("import_workbook", source)
    call_command("export_workbook", out)
    call_command("import_workbook", out)
    printed = [line for line in capsys.readouterr().out.splitlines() if ": 0" not in line or "glossary" in line]
    assert [line for line in printed if line.startswith(("glossary", "Checked", "Imported", "Exported"))] == [
        "glossary: 1 created, 0 changed, 0 unchanged",
        "Checked, nothing stored: 1 created, 0 changed, 0 unchanged",
        "glossary: 1 created, 0 changed, 0 unchanged",
        "Imported: 1 created, 0 changed, 0 unchanged",
        "glossary: 1",
        "Exported: 1 rows",
        "glossary: 0 created, 0 changed, 1 unchanged",
    ]


def test_import_command_prints_every_error_and_fails(tmp_path, capsys):
    source = tmp_path / "in.xlsx"
    source.write_bytes(workbook({"glossary": [["term", "meaning"], ["CAF", None], [None, "x"]]}).getvalue())
    with pytest.raises(SystemExit) as stopped:
        call_command("import_workbook", source)
    assert stopped.value.code == 1
    assert capsys.readouterr().out.splitlines() == [
        "glossary!2 meaning: found nothing; expected a value, which is required",
        "glossary!3 term: found nothing; expected a value, which is required",
    ]


def test_commands_say_what_stands_in_their_way(tmp_path):
    with pytest.raises(CommandError, match="No such file"):
        call_command("import_workbook", tmp_path / "missing.xlsx")
    source = tmp_path / "in.xlsx"
    source.write_bytes(b"")
    with pytest.raises(CommandError, match=r"Nobody signs in as nobody@example\.org"):
        call_command("import_workbook", source, by="nobody@example.org")
    with pytest.raises(CommandError, match="Is a directory"):
        call_command("export_workbook", tmp_path)
