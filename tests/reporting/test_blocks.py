"""Blocks as data: what goes into the store comes out equal."""

import json
from dataclasses import dataclass
from decimal import Decimal

import pytest

from reporting.blocks import (
    Block,
    Cell,
    Headline,
    Mark,
    Matrix,
    MatrixRow,
    PriorityOpener,
    from_json,
    register,
    to_json,
)
from reporting.blocks.figures import Figures, StatusBar, StatusCount
from reporting.blocks.tables import Column, Table

from .sample_document import ALL_BLOCKS, ATTENDANCE, CONTRIBUTIONS


def test_blocks_come_back_equal_from_their_json():
    assert from_json(json.loads(json.dumps(to_json(ALL_BLOCKS)))) == ALL_BLOCKS


def test_a_decimal_keeps_its_digits():
    stored = to_json(Cell("34%", share=Decimal("0.340")))
    assert stored["share"] == {"type": "Decimal", "value": "0.340"}
    assert str(from_json(stored).share) == "0.340"


def test_what_is_not_a_block_cannot_be_stored():
    @dataclass(frozen=True)
    class Stranger(Block):
        text: str

    with pytest.raises(TypeError, match="Stranger cannot be stored in a report"):
        to_json(Stranger("x"))


def test_two_stored_types_cannot_share_a_name():
    with pytest.raises(ValueError, match="two stored types are called Table"):
        register(type("Table", (), {}))


@pytest.mark.parametrize(
    ("share", "percent"),
    [(None, 0), (Decimal(0), 0), (Decimal("0.001"), 1), (Decimal("0.344"), 34), (Decimal(1), 100), (Decimal(2), 100)],
)
def test_a_share_above_nought_is_always_seen(share, percent):
    assert Cell(share=share).percent == percent


def test_totals_are_laid_last():
    assert [(total, cells[0][1].text) for total, cells in CONTRIBUTIONS.laid_rows] == [
        (False, "Northvale Council"),
        (False, "Westmoor Police"),
        (True, "All contributions"),
    ]


def test_a_row_with_too_few_cells_is_an_error():
    table = Table("Short", (Column("a"), Column("b")), (("only one",),))
    with pytest.raises(ValueError, match="zip"):
        list(table.laid_rows)


def test_a_matrix_has_a_key_of_the_marks_it_uses():
    assert ATTENDANCE.key == (
        ("present", "Present: 1"),
        ("deputy", "Deputy attended: 1"),
        ("absent", "Absent: 1"),
        ("not_due", "Not due: 1"),
    )


def test_a_matrix_whose_marks_carry_numbers_counts_no_cells():
    risks = Matrix("Risks", "Likelihood", ("1", "2"), (MatrixRow("5", (Mark("high", "3"), Mark("very_high", "–"))),))
    assert risks.key == (("very_high", "Very high"), ("high", "High"))


@pytest.mark.parametrize(
    ("meetings", "landscape", "width"), [(4, False, 16), (8, False, 14), (9, True, 16), (14, True, 12)]
)
def test_a_matrix_turns_above_eight_meetings(meetings, landscape, width):
    row = MatrixRow("Chair", (Mark("present"),) * meetings)
    matrix = Matrix("Attendance", "Seat", ("Date",) * meetings, (row,))
    assert (matrix.landscape, matrix.mark_width) == (landscape, width)


@pytest.mark.parametrize(
    ("number", "numeral"), [("4", "4"), ("12", "12"), ("B", "B"), ("10A", "10A"), ("2018", ""), ("1.2", ""), ("", "")]
)
def test_a_short_number_of_a_priority_stands_large(number, numeral):
    assert PriorityOpener(number, "Neglect").numeral == numeral


@pytest.mark.parametrize(("style", "sizes"), [("grid", [2, 2, 1]), ("band", [3, 2]), ("strip", [4, 1])])
def test_headlines_share_lines_by_style(style, sizes):
    figures = Figures((Headline("plans", "1"),) * 5, style)
    assert [len(line) for line in figures.lines] == sizes


def test_a_status_bar_is_stacked_from_the_left():
    bar = StatusBar("Actions", (StatusCount("complete", 8), StatusCount("not_started", 1, "No due date")))
    assert [(entry.text, start) for entry, start in bar.segments] == [("Complete", 0), ("No due date", 8)]
    assert bar.total == 9
