"""The section of training."""

import json
from decimal import Decimal

import pytest

from reporting.blocks import Heading, Prose, Table, to_json
from reporting.section import ReportPeriod
from reporting.sections.training import Training
from tests.factories.partnership import AgencyFactory
from tests.factories.reporting import NarrativeFactory
from tests.factories.training import (
    BookingFactory,
    CourseEventFactory,
    CourseFactory,
    EvaluationTotalFactory,
    TrainingTotalFactory,
)


def words(table: Table) -> list[tuple[str, ...]]:
    return [tuple(cell if isinstance(cell, str) else cell.text for cell in row) for row in (*table.rows, *table.totals)]


def headings(table: Table) -> list[str]:
    return [column.heading for column in table.columns]


def test_training_of_an_empty_year_prints_nothing(period: ReportPeriod) -> None:
    assert Training().blocks(period) == []


def test_courses_known_by_attendance_alone_print_one_column(period: ReportPeriod) -> None:
    NarrativeFactory(board=period.board, section="training", text="Courses ran.")
    for title, attended in (("Neglect & GCP2", 240), ("Targeted Working Together", 1107)):
        course = CourseFactory(board=period.board, title=title)
        TrainingTotalFactory(board=period.board, course=course, attended=attended)
    narrative, courses = Training().blocks(period)
    assert narrative == Prose("Courses ran.")
    assert headings(courses) == ["Course", "Attended"]
    assert words(courses) == [
        ("Neglect & GCP2", "240"),
        ("Targeted Working Together", "1,107"),
        ("Whole programme", "1,347"),
    ]


def test_rates_and_fees_are_computed(period: ReportPeriod) -> None:
    course = CourseFactory(board=period.board, title="Neglect")
    TrainingTotalFactory(
        board=period.board, course=course, events=2, places=40, attended=30, did_not_attend=6, fee_income=1200
    )
    (courses,) = Training().blocks(period)
    assert headings(courses) == [
        "Course", "Events", "Places", "Attended", "Did not attend", "Filled", "Attendance", "Fees",
    ]  # fmt: skip
    figures = ("2", "40", "30", "6", "75%", "83%", "£1,200")
    assert words(courses) == [("Neglect", *figures), ("Whole programme", *figures)]
    assert courses.note.startswith("Filled: ")


def test_rate_of_others_than_those_beside_it_stands_with_its_numbers(period: ReportPeriod) -> None:
    for title, places, attended in (("A", 40, 30), ("B", None, 100)):
        course = CourseFactory(board=period.board, title=title)
        TrainingTotalFactory(board=period.board, course=course, places=places, attended=attended)
    (courses,) = Training().blocks(period)
    assert words(courses) == [
        ("A", "40", "30", "75%"),
        ("B", "—", "100", "—"),
        ("Whole programme", "40", "130", "30 of 40, 75%"),
    ]


def test_pence_stand_in_the_whole_table_where_any_amount_has_them(period: ReportPeriod) -> None:
    for title, fees in (("A", Decimal("40.50")), ("B", Decimal(40))):
        course = CourseFactory(board=period.board, title=title)
        TrainingTotalFactory(board=period.board, course=course, fee_income=fees)
    (courses,) = Training().blocks(period)
    assert [row[-1] for row in words(courses)] == ["£40.50", "£40.00", "£80.50"]


def test_agencies_and_last_year_have_tables_of_their_own(period: ReportPeriod) -> None:
    police = AgencyFactory(name="Police")
    TrainingTotalFactory(board=period.board, agency=police, attended=300)
    TrainingTotalFactory(board=period.board, year="2016-17", attended=200)
    courses, agencies, years = Training().blocks(period)
    assert words(courses) == [("Whole programme", "300")]
    assert words(agencies) == [("Police", "300"), ("These agencies", "300")]
    assert headings(years) == ["Figure", "2016–17", "2017–18", "Change"]
    assert [row[:3] for row in words(years)] == [("Attended", "200", "300")]
    change = years.rows[0][3].change
    assert (change.amount, change.since) == ("+100", "(+50%)")


@pytest.mark.parametrize(
    ("stage", "caption"), [("end_of_course", "At the end of the course"), ("follow_up", "Follow-up")]
)
def test_evaluations_print_by_stage(period: ReportPeriod, stage: str, caption: str) -> None:
    EvaluationTotalFactory(board=period.board, stage=stage, answer="Knowledge improved", percent=Decimal("92.5"))
    EvaluationTotalFactory(board=period.board, stage=stage, answer="No change", count=7)
    heading, table = Training().blocks(period)
    assert heading == Heading("What delegates said")
    assert table.caption == caption
    assert words(table) == [("Knowledge improved", "—", "92.5%"), ("No change", "7", "—")]


def test_no_delegate_is_named(period: ReportPeriod) -> None:
    course = CourseFactory(board=period.board)
    secret = {"delegate_name": "CANARY-name", "delegate_email": "canary@example.org"}
    BookingFactory(event=CourseEventFactory(course=course, trainer="CANARY-trainer"), **secret)
    text = json.dumps(to_json(Training().blocks(period)))
    assert "Attended" in text
    assert "canary" not in text.casefold()
