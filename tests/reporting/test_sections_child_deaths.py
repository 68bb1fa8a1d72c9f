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
        "Deaths notified in the year: ethnicity",
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


def test_reviews_are_told_by_category_and_factors(period: ReportPeriod) -> None:
    reviewed = {"status": "reviewed", "died_on": date(2017, 1, 5), "reviewed_on": date(2017, 9, 1), "category": 8}
    ChildDeathFactory.create_batch(12, board=period.board, modifiable="no", **reviewed)
    ChildDeathFactory.create_batch(7, board=period.board, modifiable="yes", **reviewed)
    crossed = tables(period)["Reviews completed in the year: category of death by modifiable factors"]
    assert crossed.rows[7] == ("Perinatal or neonatal event", "7", "12", "0", "0", "19")
    assert crossed.totals == (("All", "7", "12", "0", "0", "19"),)


def review(period: ReportPeriod, number: int, died_on: date) -> None:
    on = {"notified_on": date(2017, 4, 1), "died_on": died_on, "reviewed_on": date(2018, 1, 10)}
    ChildDeathFactory.create_batch(number, board=period.board, status="reviewed", **on)


def test_time_to_review_is_printed_with_shares(period: ReportPeriod) -> None:
    review(period, 10, date(2017, 7, 10))
    review(period, 6, date(2017, 7, 9))
    review(period, 9, date(2017, 1, 9))
    time = tables(period)["Reviews completed in the year: time from death to review"]
    assert time.rows == (
        ("Within 6 months", "10", "40%"),
        ("6 to 12 months", "6", "24%"),
        ("Over 12 months", "9", "36%"),
        ("Not recorded", "0", "0%"),
    )
    assert time.totals == (("All", "25", "100%"),)


def test_few_late_reviews_are_hidden_with_another_number(period: ReportPeriod) -> None:
    review(period, 18, date(2017, 9, 10))
    review(period, 2, date(2016, 9, 10))
    time = tables(period)["Reviews completed in the year: time from death to review"]
    assert time.rows == (
        ("Within 6 months", "c", "—"),
        ("6 to 12 months", "0", "0%"),
        ("Over 12 months", "c", "—"),
        ("Not recorded", "0", "0%"),
    )


def test_time_of_too_few_reviews_is_not_told(period: ReportPeriod) -> None:
    review(period, 4, date(2016, 9, 10))
    ChildDeathFactory.create_batch(12, board=period.board, gender="male")
    assert [caption for caption in tables(period) if "Reviews completed" in caption] == []


def test_years_are_pooled_where_one_would_tell_nothing(period: ReportPeriod) -> None:
    for year in (2015, 2016, 2017):
        on = {"notified_on": date(year, 6, 1), "died_on": date(year, 6, 1)}
        ChildDeathFactory.create_batch(3, board=period.board, gender="male", **on)
        ChildDeathFactory.create_batch(3, board=period.board, gender="female", **on)
    blocks = ChildDeathReviews().blocks(period)
    assert any("count the 3 years 2015–16 to 2017–18 together" in getattr(block, "markdown", "") for block in blocks)
    sex = tables(period)["Deaths notified in the 3 years: sex"]
    assert sex.rows[:2] == (("Male", "9", "50%"), ("Female", "9", "50%"))


def test_what_is_released_is_handed_on_to_be_kept(period: ReportPeriod) -> None:
    ChildDeathFactory.create_batch(12, board=period.board, gender="male")
    ChildDeathReviews().blocks(period)
    assert period.releases["child_deaths"].told["notified", "2017-18", "Sex", "Male"].count == 12
