"""The report as a document, and the command that draws it."""

from datetime import date
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from partnership.exceptions import DomainError
from partnership.models import Board
from partnership.principals import PUBLIC_REPORT
from reporting.blocks import Prose
from reporting.document import CoverFact
from reporting.services.annual_report import build_document, printed_sections, report_period
from tests.factories.partnership import BoardFactory, InspectionFactory, RiskFactory
from tests.factories.reporting import NarrativeFactory

NOTHING = "Northvale Safeguarding Children Partnership has nothing on record to print for 2017–18."


def test_sections_without_content_are_left_out_and_the_rest_numbered(board: Board) -> None:
    for section in ("conclusions", "foreword", "links"):
        NarrativeFactory(board=board, section=section)
    sections = build_document(board=board, year="2017-18").sections
    assert [(section.number, section.key, section.part) for section in sections] == [
        ("1", "foreword", "The year in brief"),
        ("2", "links", "The partnership and its priorities"),
        ("3", "conclusions", "Looking ahead"),
    ]
    assert sections[0].blocks == (Prose("A year of change."),)


def test_document_of_a_board_whose_year_starts_in_october(db: None) -> None:
    southend = BoardFactory(name="Southend", year_start_month=10)
    NarrativeFactory(board=southend, edition="2015-16")
    document = build_document(board=southend, year="2015/16")
    assert (document.name, document.board_name, document.dated) == (
        "Annual report 2015–16",
        "Southend",
        date(2016, 9, 30),
    )
    assert document.facts == (CoverFact("October 2015 to September 2016", "The year that this report covers"),)


def test_document_takes_the_colour_of_the_partnership(board: Board, settings: object) -> None:
    settings.PARTNERSHIP_BRAND = "#4b1d52"
    NarrativeFactory(board=board)
    assert build_document(board=board, year="2017-18").theme.brand == "#4b1d52"


def test_report_is_read_as_the_public_may(board: Board) -> None:
    assert report_period(board, "2017-18").principal is PUBLIC_REPORT


@pytest.mark.parametrize("visibility", ["restricted", "sealed"])
def test_guarded_records_leave_no_trace(board: Board, visibility: str) -> None:
    RiskFactory(board=board, visibility=visibility, title="SECRET")
    InspectionFactory(board=board, visibility=visibility, title="SECRET")
    assert printed_sections(report_period(board, "2017-18")) == ()


def test_year_without_anything_to_print_is_refused(board: Board) -> None:
    with pytest.raises(DomainError) as refused:
        build_document(board=board, year="2017-18")
    assert refused.value.message == NOTHING


@pytest.mark.parametrize(
    ("year", "sentence"),
    [
        ("last year", "“last year” is not a year such as 2017-18."),
        ("2017-19", "“2017-19” is not a year: 2017 is followed by 18, as in 2017-18."),
    ],
)
def test_label_that_is_no_year_is_refused(board: Board, year: str, sentence: str) -> None:
    with pytest.raises(DomainError) as refused:
        build_document(board=board, year=year)
    assert refused.value.message == sentence


def test_command_writes_pdf_and_page(board: Board, tmp_path: Path) -> None:
    NarrativeFactory(board=board)
    pdf, page = tmp_path / "report.pdf", tmp_path / "report.html"
    call_command("annual_report", "nscp", "2017-18", out=pdf, html=page)
    assert pdf.read_bytes().startswith(b"%PDF-")
    assert "A year of change." in page.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("code", "year", "sentence"),
    [
        ("XSCP", "2017-18", "There is no board with the code “XSCP”."),
        ("NSCP", "soon", "“soon” is not a year such as 2017-18."),
        ("NSCP", "2017-18", NOTHING),
    ],
)
def test_command_says_what_is_wrong_and_writes_nothing(
    board: Board, tmp_path: Path, code: str, year: str, sentence: str
) -> None:
    with pytest.raises(CommandError) as refused:
        call_command("annual_report", code, year, out=tmp_path / "report.pdf")
    assert (str(refused.value), refused.value.returncode) == (sentence, 1)
    assert list(tmp_path.iterdir()) == []


def test_command_says_that_it_cannot_write(board: Board, tmp_path: Path) -> None:
    NarrativeFactory(board=board)
    target = tmp_path / "nowhere" / "report.pdf"
    with pytest.raises(CommandError) as refused:
        call_command("annual_report", "NSCP", "2017-18", out=target)
    assert str(refused.value) == f"The report could not be written to {target}: No such file or directory."
