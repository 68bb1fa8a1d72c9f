"""The section of child death reviews."""

import json
from datetime import date

from reporting.blocks import Heading, Prose, Table, to_json
from reporting.section import ReportPeriod
from reporting.sections.child_deaths import ChildDeathReviews
from tests.factories.reporting import NarrativeFactory
from tests.factories.reviews import ChildDeathFactory


def tables(period: ReportPeriod) -> dict[str, Table]:
    return {block.caption: block for block in ChildDeathReviews().blocks(period) if isinstance(block, Table)}


def test_child_deaths_of_an_empty_year_print_nothing(period: ReportPeriod) -> None:
    assert ChildDeathReviews().blocks(period) == []


def test_child_deaths_print_their_narrative(period: ReportPeriod) -> None:
    NarrativeFactory(board=period.board, section="child_deaths", text="The panel met.")
    assert ChildDeathReviews().blocks(period) == [Prose("The panel met.")]


def test_few_deaths_print_a_mark_and_why(period: ReportPeriod) -> None:
    ChildDeathFactory.create_batch(2, board=period.board)
    years, heading, few, *_ = ChildDeathReviews().blocks(period)
    assert (years.rows, years.note[:2]) == ((("2017–18", "c", "0"),), "c:")
    assert heading == Heading("Deaths notified in the year", 3)
    assert few.markdown.startswith("Children: c (number under 5")


def test_enough_deaths_print_every_question_with_shares(period: ReportPeriod) -> None:
    ChildDeathFactory.create_batch(12, board=period.board, expected=True, died_on=date(2017, 5, 1))
    ChildDeathFactory.create_batch(8, board=period.board, expected=False, died_on=date(2017, 5, 1))
    found = tables(period)
    assert list(found) == [
        "Deaths of children normally resident in the area",
        "Deaths notified in the year: age",
        "Deaths notified in the year: sex",
        "Deaths notified in the year: expected",
        "Deaths notified in the year: joint agency response",
        "Waiting for review at the end of the year: year of death",
    ]
    expected = found["Deaths notified in the year: expected"]
    assert expected.rows == (("Yes", "12", "60%"), ("No", "8", "40%"), ("Not recorded", "0", "0%"))
    assert expected.totals == (("All", "20", "100%"),)


def test_very_few_children_have_no_shares(period: ReportPeriod) -> None:
    ChildDeathFactory.create_batch(9, board=period.board, gender="male")
    sex = tables(period)["Deaths notified in the year: sex"]
    assert sex.rows[:2] == (("Male", "9"), ("Female", "0"))


def test_hidden_count_has_no_share(period: ReportPeriod) -> None:
    ChildDeathFactory.create_batch(15, board=period.board, gender="male")
    ChildDeathFactory.create_batch(3, board=period.board, gender="female")
    sex = tables(period)["Deaths notified in the year: sex"]
    assert sex.rows[:2] == (("Male", "c", "—"), ("Female", "c", "—"))
    assert sex.note == "c: number under 5, or one that would give such a number away, not shown."


def test_no_text_of_a_child_is_printed(period: ReportPeriod) -> None:
    secret = {"title": "CANARY-title", "ethnicity": "CANARY-ethnicity", "factors": ["CANARY-factor"]}
    for number in range(12):
        ChildDeathFactory(
            board=period.board, reference=f"CANARY-{number}", learning="CANARY-learning", category=3, **secret
        )
    text = json.dumps(to_json(ChildDeathReviews().blocks(period)))
    assert "Deaths notified" in text
    assert "CANARY" not in text


def test_sealed_deaths_print_nothing(period: ReportPeriod) -> None:
    ChildDeathFactory.create_batch(12, board=period.board, visibility="sealed")
    assert ChildDeathReviews().blocks(period) == []
