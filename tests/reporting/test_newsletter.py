"""A newsletter as a document, and the command that draws it."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from partnership.exceptions import DomainError
from partnership.models import Board
from reporting.enums import ReportKind
from reporting.section import all_sections
from reporting.services.newsletter import build_newsletter
from tests.factories.partnership import AgendaItemFactory, GroupFactory, MeetingFactory
from tests.factories.reporting import NarrativeFactory


def write(board: Board, **fields) -> None:
    NarrativeFactory(
        **{"board": board, "report": "newsletter", "edition": "Summer 2018", "section": "welcome"} | fields
    )


def tell(board: Board, held_on: date) -> None:
    meeting = MeetingFactory(group=GroupFactory(board=board), held_on=held_on)
    AgendaItemFactory(meeting=meeting, public_summary="Told.")


def test_sections_belong_to_one_report() -> None:
    newsletter = [section.key for section in all_sections(ReportKind.NEWSLETTER)]
    assert newsletter == ["welcome", "board_summary", "plan_update", "training_dates", "news", "contacts"]
    assert {section.key for section in all_sections()} & set(newsletter) == set()


def test_season_prints_texts_and_records_without_numbers(board: Board) -> None:
    write(board)
    tell(board, date(2018, 6, 12))
    document = build_newsletter(board=board, edition=" Summer  2018 ")
    assert (document.name, document.dated) == ("Newsletter Summer 2018", date(2018, 8, 31))
    assert [(section.key, section.number) for section in document.sections] == [("welcome", ""), ("board_summary", "")]
    assert [fact.title for fact in document.facts] == ["June 2018 to August 2018"]


def test_other_edition_prints_its_texts_alone(board: Board) -> None:
    write(board, edition="Conference special")
    written_on = date(2018, 6, 12)
    board.narratives.get().history.update(history_date=datetime(2018, 6, 12, 12, tzinfo=UTC))
    tell(board, written_on)
    document = build_newsletter(board=board, edition="conference special")
    assert ([section.key for section in document.sections], document.dated) == (["welcome"], written_on)
    assert document.facts == ()


def test_other_edition_without_a_text_is_refused(board: Board) -> None:
    write(board, report="annual_report", edition="Conference special")
    with pytest.raises(DomainError) as refused:
        build_newsletter(board=board, edition="Conference special")
    assert refused.value.message == (
        "“Conference special” is not an edition such as Summer 2018, and nobody has written a text for an edition of "
        "that name."
    )


def test_season_with_nothing_to_print_is_refused(board: Board) -> None:
    with pytest.raises(DomainError) as refused:
        build_newsletter(board=board, edition="Summer 2018")
    assert refused.value.message == "There is nothing to print in the newsletter “Summer 2018”."


def test_command_writes_a_pdf(board: Board, tmp_path: Path) -> None:
    write(board)
    out = tmp_path / "newsletter.pdf"
    call_command("newsletter", "nscp", "Summer 2018", out=out)
    assert out.read_bytes()[:5] == b"%PDF-"


@pytest.mark.parametrize(
    ("code", "edition", "sentence"),
    [
        ("NOWHERE", "Summer 2018", "There is no board with the code “NOWHERE”."),
        ("NSCP", "Summer 2018", "There is nothing to print in the newsletter “Summer 2018”."),
    ],
)
def test_command_says_why_it_cannot(board: Board, tmp_path: Path, code: str, edition: str, sentence: str) -> None:
    out = tmp_path / "newsletter.pdf"
    with pytest.raises(CommandError) as refused:
        call_command("newsletter", code, edition, out=out)
    assert (str(refused.value), out.exists()) == (sentence, False)
