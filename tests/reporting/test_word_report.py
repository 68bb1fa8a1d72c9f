"""The Word file of a board's year: from the command, of two real years, and without what the public may not read."""

from itertools import pairwise
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.core.management import CommandError, call_command

from partnership.models import Board
from partnership.services.workbook import import_workbook
from reporting.services.annual_report import build_document
from reporting.word import document_docx
from tests.factories.partnership import InspectionFactory, RiskFactory
from tests.factories.reporting import NarrativeFactory
from tests.factories.reviews import ReviewFactory
from tests.partnership.workbooks import PACKS, pack
from tests.reporting.printed import expected_facts
from tests.reporting.written import lines, opened, read_docx


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize("folder", PACKS, ids=lambda folder: folder.name)
def test_word_file_of_a_pack_says_all_that_is_expected(folder: Path) -> None:
    assert import_workbook(file=pack(folder), by=None).problems == []
    content = document_docx(build_document(board=Board.objects.get(), year=folder.name[-len("2017-18") :]))
    told = read_docx(content)
    assert [fact for fact in expected_facts(folder / "expected.csv") if not told.holds(fact)] == []
    levels = [int(style[-1]) for style, _ in lines(opened(content)) if style.startswith("Heading")]
    assert [(one, next_) for one, next_ in pairwise(levels) if next_ > one + 1] == []


def test_command_writes_the_word_file_of_the_same_report(board: Board, tmp_path: Path) -> None:
    NarrativeFactory(board=board)
    pdf, word = tmp_path / "report.pdf", tmp_path / "report.docx"
    call_command("annual_report", "nscp", "2017-18", out=pdf, docx=word)
    assert word.read_bytes() == document_docx(build_document(board=board, year="2017-18"))
    assert list(lines(opened(word.read_bytes())))[-1] == ("Normal", "A year of change.")


def test_command_says_that_it_cannot_write_the_word_file(board: Board, tmp_path: Path) -> None:
    NarrativeFactory(board=board)
    target = tmp_path / "nowhere" / "report.docx"
    with pytest.raises(CommandError) as refused:
        call_command("annual_report", "NSCP", "2017-18", out=tmp_path / "report.pdf", docx=target)
    assert str(refused.value) == f"The report could not be written to {target}: No such file or directory."
    assert list(tmp_path.iterdir()) == []


def test_no_part_of_the_file_holds_what_the_public_may_not_read(board: Board, tmp_path: Path) -> None:
    guarded = {"title": "CANARY-title", "themes": ["CANARY-theme"], "learning": ["CANARY-learning"]}
    ReviewFactory(board=board, title="Neglect", restricted_summary="CANARY-restricted", reviewer="CANARY-reviewer")
    ReviewFactory(board=board, publication="embargoed", status="paused", public_summary="CANARY-summary", **guarded)
    ReviewFactory(board=board, visibility="sealed", **guarded)
    RiskFactory(board=board, visibility="restricted", title="CANARY-risk")
    InspectionFactory(board=board, visibility="sealed", title="CANARY-inspection")
    word = tmp_path / "report.docx"
    call_command("annual_report", "NSCP", "2017-18", out=tmp_path / "report.pdf", docx=word)
    assert ("Entry Title", "Neglect") in [(style, text[-7:]) for style, text in lines(opened(word.read_bytes()))]
    with ZipFile(word) as file:
        assert [name for name in file.namelist() if b"CANARY" in file.read(name)] == []
