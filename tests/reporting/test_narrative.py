"""What people wrote for a section."""

import pytest

from partnership.models import Board
from partnership.principals import Principal
from reporting.blocks import Heading, Prose
from reporting.narrative import narrative_blocks
from reporting.section import ReportPeriod
from tests.factories.reporting import NarrativeFactory


def test_texts_come_in_order_with_their_headings(board: Board, period: ReportPeriod) -> None:
    NarrativeFactory(board=board, order=2, heading="Then", text="Second.")
    NarrativeFactory(board=board, order=1, text="First.")
    assert narrative_blocks(period, "foreword") == [Prose("First."), Heading("Then"), Prose("Second.")]


def test_author_stands_once_beneath_what_they_wrote(board: Board, period: ReportPeriod) -> None:
    for order, author in enumerate(["Ann *Chair*", "Ann *Chair*", "", "Ben"], start=1):
        NarrativeFactory(board=board, order=order, text=f"{order}.", author=author)
    assert narrative_blocks(period, "foreword") == [
        Prose("1."), Prose("2."), Prose(r"**Ann \*Chair\***"), Prose("3."), Prose("4."), Prose("**Ben**"),
    ]  # fmt: skip


@pytest.mark.parametrize(("edition", "found"), [("2017-18", 1), ("2017/18", 1), ("2016-17", 0), ("Summer 2017", 0)])
def test_edition_is_the_reporting_year_in_either_spelling(
    board: Board, period: ReportPeriod, edition: str, found: int
) -> None:
    NarrativeFactory(board=board, edition=edition)
    assert len(narrative_blocks(period, "foreword")) == found


def test_other_boards_sections_and_newsletters_are_left_out(board: Board, period: ReportPeriod) -> None:
    NarrativeFactory()
    NarrativeFactory(board=board, section="introduction")
    NarrativeFactory(board=board, report="newsletter")
    assert narrative_blocks(period, "foreword") == []


def test_nobody_without_a_role_reads_a_narrative(board: Board, period: ReportPeriod) -> None:
    NarrativeFactory(board=board)
    hidden = ReportPeriod(board=board, label=period.label, start=period.start, end=period.end, principal=Principal())
    assert narrative_blocks(hidden, "foreword") == []
