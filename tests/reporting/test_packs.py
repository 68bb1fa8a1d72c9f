"""Two real years, from workbook to PDF: every fact that a reader expects stands where it belongs."""

from pathlib import Path

import pytest
from django.core.management import call_command

from partnership.models import Board
from partnership.services.workbook import import_workbook
from tests.partnership.workbooks import PACKS, pack
from tests.reporting.printed import Expected, Printed, expected_facts, read_pdf

LINES = ("table 1 one", "two", "three", "four", "five")


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize("folder", PACKS, ids=lambda folder: folder.name)
def test_report_of_a_pack_prints_all_that_is_expected(folder: Path, tmp_path: Path) -> None:
    assert import_workbook(file=pack(folder), by=None).problems == []
    pdf = tmp_path / "report.pdf"
    call_command("annual_report", Board.objects.get().code, folder.name[-len("2017-18") :], out=pdf)
    printed = read_pdf(pdf)
    assert [fact for fact in expected_facts(folder / "expected.csv") if not printed.holds(fact)] == []


@pytest.mark.parametrize(
    ("kind", "pieces", "found"),
    [
        ("row", ("one", "three"), True),
        ("row", ("one", "five"), True),  # two lines to either side of the third
        ("row", ("two", "six"), False),
        ("page", ("left", "right"), True),
        ("page", ("left", "last"), False),
        ("any", ("left", "last"), True),
        ("any", ("left", "nowhere"), False),
        ("never", ("nowhere",), True),
        ("never", ("nowhere", "last"), False),
        ("never", ("right last",), False),  # a page's end hides nothing
    ],
)
def test_fact_is_looked_for_as_near_as_its_kind_says(kind: str, pieces: tuple[str, ...], found: bool) -> None:
    printed = Printed(lines=LINES, pages=("left", "right", "last"))
    assert printed.holds(Expected("context", kind, pieces)) is found
