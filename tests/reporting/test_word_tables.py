"""Tables of the Word file: heads that repeat, widths, numbers to the right, marks and charts in words."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn

from partnership import charts
from reporting.blocks import (
    Block,
    Cell,
    Change,
    Chart,
    Chip,
    Column,
    Figures,
    Glossary,
    Headline,
    Mark,
    Matrix,
    MatrixRow,
    StatusBar,
    StatusCount,
    Table,
    Term,
)
from reporting.word import document_docx
from tests.reporting.sample_document import ATTENDANCE, CONTRIBUTIONS, LINES, document
from tests.reporting.written import cells, lines, opened

RIGHT, CENTRE = WD_ALIGN_PARAGRAPH.RIGHT, WD_ALIGN_PARAGRAPH.CENTER


def tables(*blocks: Block) -> list[Any]:
    return opened(document_docx(document(*blocks))).tables


def rows(block: Block) -> list[list[str]]:
    (table,) = tables(block)
    return cells(table)


def text_of(cell: Cell) -> str:
    return rows(Table("", (Column("Head"),), ((cell,),)))[1][0]


def test_table_stands_between_its_caption_and_its_note() -> None:
    file = opened(document_docx(document(replace(CONTRIBUTIONS, reading="Most came from the council."))))
    assert list(lines(file))[-8:] == [
        ("Caption", "Table 8.1 Contributions agreed"),
        ("Report Table", "Contributor | Agreed | Share of the whole"),
        ("Report Table", "Northvale Council | £130,017 | 60%"),
        ("Report Table", "Westmoor Police\nPolice | −£7,000 | under 1%"),
        ("Report Table", "All contributions | £123,017 | "),
        ("After Table", ""),
        ("Note", "A dash means that no value is on record."),
        ("Reading", "Most came from the council."),
    ]


def test_head_repeats_and_no_row_is_torn() -> None:
    (table,) = tables(CONTRIBUTIONS)
    found = [[part.tag for part in row._tr.trPr] for row in table.rows]
    assert found == [[qn("w:cantSplit"), qn("w:tblHeader")], *[[qn("w:cantSplit")]] * 3]


def test_numbers_stand_to_the_right_and_totals_are_bold() -> None:
    (table,) = tables(CONTRIBUTIONS)
    assert [row.cells[1].paragraphs[0].alignment for row in table.rows] == [RIGHT] * 4
    assert [row.cells[0].paragraphs[0].alignment for row in table.rows] == [None] * 4
    assert [row.cells[1].paragraphs[0].runs[0].bold for row in table.rows] == [None, None, None, True]


def test_table_tells_its_name_to_a_screen_reader() -> None:
    (table,) = tables(CONTRIBUTIONS)
    assert [name.get(qn("w:val")) for name in table._tbl.iter(qn("w:tblCaption"))] == ["Contributions agreed"]
    assert table._tbl.tblPr.find(qn("w:tblLook")).get(qn("w:firstRow")) == "1"


@pytest.mark.parametrize(
    ("columns", "full", "widths"),
    [
        ((None, 30, 50), True, [86, 30, 50]),
        ((None, 30, None), False, [43, 30, 43]),
        ((20, 30), True, [20, 30]),
        ((None, 160, 160), True, [6, 80, 80]),  # what is too much is made narrower alike
    ],
)
def test_columns_are_as_wide_as_they_ask(columns: tuple[int | None, ...], full: bool, widths: list[int]) -> None:
    heads = tuple(Column("Head", width=width) for width in columns)
    (table,) = tables(Table("", heads, (("cell",) * len(heads),), full=full))
    assert [round(column.width.mm) for column in table.columns] == widths
    assert [[round(cell.width.mm) for cell in row.cells] for row in table.rows] == [widths] * 2


def test_tables_that_follow_each_other_stay_apart() -> None:
    plain = Table("", (Column("Head"),), (("cell",),))
    assert [cells(table) for table in tables(plain, plain)] == [[["Head"], ["cell"]]] * 2


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (Cell(), ""),
        (Cell("Text", second="Second"), "Text\nSecond"),
        (Cell(chip=Chip("on_course", "In progress")), "In progress"),
        (Cell(change=Change("down", "−3 points", "better", "from 9%")), "Better: −3 points from 9%"),
        (Cell(change=Change("up", "+3")), "+3"),
        (Cell("40%", share=Decimal("0.4")), "40%"),
        (Cell(share=Decimal("0.4")), "40%"),
        (Cell(share=Decimal(0)), "0%"),
        (Cell(markdown="One\n\n- two"), "One\ntwo"),
        (Cell("Text", markdown="One", chip=Chip("met")), "Text\nMet\nOne"),
        (Cell(markdown=" "), ""),
    ],
)
def test_cell_says_in_words_what_it_shows(cell: Cell, text: str) -> None:
    assert text_of(cell) == text


def test_narrow_matrix_has_words_and_their_key() -> None:
    assert list(lines(opened(document_docx(document(ATTENDANCE)))))[-7:-1] == [
        ("Caption", "Table 8.1 Who attended"),
        ("Note", "Key: Present: 1; Deputy attended: 1; Absent: 1; Not due: 1"),
        ("Report Table", "Seat | 25 Apr 2017 | 10 Jul 2017 | Attended of due | Rate"),
        ("Report Table", "Chair | Present | Deputy attended | 2 of 2 | 100%"),
        ("Report Table", "Lay Member | Absent | Not due | 0 of 1 | 0%"),
        ("Report Table", "Attended, of those due | 1 of 2 | 1 of 1 | 2 of 3 | 67%"),
    ]


def test_crowded_matrix_has_letters_and_their_key() -> None:
    marks = (Mark("met"), Mark("partly_met"), Mark("not_met"), "—") * 5
    crowded = Matrix("Grades", "Standard", tuple(map(str, range(20))), (MatrixRow("Leadership", marks, number="1"),))
    found = list(lines(opened(document_docx(document(crowded)))))
    assert found[-4:-1] == [
        ("Note", "Key: M Met: 5; P Partly met: 5; N Not met: 5"),
        ("Report Table", " | ".join(["Standard", *map(str, range(20))])),
        ("Report Table", " | ".join(["1 Leadership", *["M", "P", "N", "—"] * 5])),
    ]


def test_marks_with_a_text_of_their_own_keep_it_beside_the_word() -> None:
    risks = Matrix("Risks", "Likelihood", ("1",), (MatrixRow("5", (Mark("very_high", "3"),)),))
    assert rows(risks) == [["Likelihood", "1"], ["5", "3 (Very high)"]]


def test_marks_stand_in_the_middle() -> None:
    (table,) = tables(ATTENDANCE)
    assert [cell.paragraphs[0].alignment for cell in table.rows[1].cells] == [None, CENTRE, CENTRE, RIGHT, RIGHT]


def test_headlines_are_rows_with_what_stands_beside_them() -> None:
    spark = charts.Sparkline("Plans", ("2016", "2017"), (Decimal(3), None), "count", ("2016", "2017"))
    change = Change("up", "+2", "worse", "from 3")
    assert rows(
        Figures((Headline("on a plan", "5", "%", change, "At year end", spark), Headline("looked after", "7")))
    ) == [
        ["Figure", "Value", "Change and notes"],
        ["on a plan", "5%", "Worse: +2 from 3; At year end\nPlans: 3 (2016), not shown (2017)."],
        ["looked after", "7", ""],
    ]


def test_glossary_and_states_of_actions_are_tables() -> None:
    assert rows(Glossary((Term("CSE", "Child sexual exploitation"),))) == [
        ["Term", "Meaning"],
        ["CSE", "Child sexual exploitation"],
    ]
    assert rows(StatusBar("Actions", (StatusCount("complete", 2), StatusCount("overdue", 1, "Late")))) == [
        ["Status", "Actions"],
        ["Complete", "2"],
        ["Late", "1"],
        ["All actions", "3"],
    ]


def test_chart_gives_its_reading_and_the_table_it_brings() -> None:
    brought = Table("The figures", (Column("Year"),), (("2016",),))
    found = list(lines(opened(document_docx(document(Chart("Rate", LINES, "It rose.", brought))))))
    assert found[-6:-1] == [
        ("Caption", "Figure 8.1 Rate"),
        ("Reading", "It rose."),
        ("Caption", "Table 8.1 The figures"),
        ("Report Table", "Year"),
        ("Report Table", "2016"),
    ]


@pytest.mark.parametrize(
    ("drawing", "values"),
    [
        (
            charts.LineChart("Rate", ("2015", "2016"), (charts.Series("Northvale", (None, Decimal(9))),), "percent"),
            [["Period", "Northvale"], ["2015", "—"], ["2016", "9%"]],
        ),
        (
            charts.BarChart(
                "Ages", ("0–4",), tuple(charts.Series(y, (Decimal(1200),)) for y in ("2015", "2016")), "count"
            ),
            [["Part or period", "2015", "2016"], ["0–4", "1,200", "1,200"]],
        ),
        (
            charts.StackedBars("Money", (charts.Stack("Income", (charts.Segment("Police", Decimal(70)),)),), "money"),
            [["Whole", "Part", "Value"], ["Income", "Police", "£70"]],
        ),
        (charts.ShareBar("Places", Decimal(3), Decimal(4), "count"), [["Part", "Whole"], ["3", "4"]]),
    ],
)
def test_chart_without_a_table_gives_the_values_that_it_draws(drawing: Any, values: list[list[str]]) -> None:
    assert rows(Chart("Figure", drawing, "")) == values
