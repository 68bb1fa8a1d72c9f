"""A year's training figures."""

from datetime import date
from decimal import Decimal

import pytest

from partnership.models import Board
from partnership.principals import PUBLIC_REPORT
from tests.factories.partnership import AgencyFactory, BoardFactory
from tests.factories.training import BookingFactory, CourseEventFactory, CourseFactory, TrainingTotalFactory
from training.models import Course
from training.selectors.totals import Figures, Row, TrainingYear, training_in_year


@pytest.fixture
def neglect(board: Board) -> Course:
    return CourseFactory(board=board, title="Neglect", level="Targeted")


def found(board: Board) -> TrainingYear:
    span = {"start": date(2017, 4, 1), "end": date(2018, 3, 31)}
    return training_in_year(board=board, year="2017-18", principal=PUBLIC_REPORT, **span)


def test_year_without_training_is_empty(board: Board) -> None:
    assert found(board) == TrainingYear((), (), Figures())


def test_programme_is_the_courses_sum(board: Board, neglect: Course) -> None:
    TrainingTotalFactory(board=board, course=neglect, attended=240)
    TrainingTotalFactory(board=board, course=CourseFactory(board=board, title="GCP2"), attended=62)
    assert found(board) == TrainingYear(
        courses=(Row("GCP2", Figures(attended=62)), Row("Neglect", Figures(attended=240), "Targeted")),
        agencies=(),
        programme=Figures(attended=302),
    )


def test_whole_programme_row_stands_for_the_programme_and_is_not_added(board: Board, neglect: Course) -> None:
    TrainingTotalFactory(board=board, course=neglect, attended=240, places=300)
    TrainingTotalFactory(board=board, attended=500)
    assert found(board).programme == Figures(attended=500, places=300, filled=240)


def test_totals_of_other_years_and_boards_are_left_out(board: Board, neglect: Course) -> None:
    TrainingTotalFactory(board=board, year="2016-17", course=neglect, attended=1)
    TrainingTotalFactory(board=BoardFactory(), course=neglect, attended=2)
    assert found(board) == TrainingYear((), (), Figures())


def test_courses_of_one_title_stay_apart(board: Board, neglect: Course) -> None:
    TrainingTotalFactory(board=board, course=neglect, attended=1)
    TrainingTotalFactory(board=board, course=CourseFactory(board=board, title="Neglect"), attended=2)
    assert sorted(row.figures.attended for row in found(board).courses) == [1, 2]


def test_course_without_a_total_of_its_own_is_its_agencies_sum(board: Board, neglect: Course) -> None:
    police, school = AgencyFactory(name="Police"), AgencyFactory(name="Academy")
    TrainingTotalFactory(board=board, course=neglect, agency=police, attended=3)
    TrainingTotalFactory(board=board, course=neglect, agency=school, attended=4)
    year = found(board)
    assert [row.figures for row in year.courses] == [Figures(attended=7)]
    assert year.agencies == (Row("Academy", Figures(attended=4)), Row("Police", Figures(attended=3)))


def test_agencies_part_is_not_added_to_the_course_total(board: Board, neglect: Course) -> None:
    TrainingTotalFactory(board=board, course=neglect, attended=10)
    TrainingTotalFactory(board=board, course=neglect, agency=AgencyFactory(), attended=4)
    assert found(board).programme == Figures(attended=10)


def test_bookings_of_the_year_are_added_to_the_course(board: Board, neglect: Course) -> None:
    police = AgencyFactory(name="Police")
    TrainingTotalFactory(board=board, course=neglect, attended=10)
    event = CourseEventFactory(course=neglect, places=20)
    BookingFactory(event=event, agency=police, fee_charged=Decimal("40.00"))
    BookingFactory(event=event, agency=police, status="did_not_attend", fee_charged=Decimal("50.00"))
    BookingFactory(event=event)
    BookingFactory(event=event, status="waiting")
    year = found(board)
    assert [row.figures for row in year.courses] == [Figures(1, 20, 12, 1, Decimal("90.00"), filled=2, kept=2)]
    assert [(row.name, row.figures.attended, row.figures.did_not_attend) for row in year.agencies] == [
        ("Police", 1, 1),
        ("Agency not recorded", 1, 0),
    ]
    assert year.programme.expected == 3


def test_events_of_other_years_boards_and_states_are_not_counted(board: Board, neglect: Course) -> None:
    BookingFactory(event=CourseEventFactory(course=neglect, starts_on=date(2018, 4, 1)))
    BookingFactory(event=CourseEventFactory(course=CourseFactory()))
    CourseEventFactory(course=neglect, status="cancelled", places=20)
    CourseEventFactory(course=neglect, status="planned", places=20)
    assert found(board) == TrainingYear((), (), Figures())


def test_restricted_event_gives_nothing(board: Board, neglect: Course) -> None:
    BookingFactory(event=CourseEventFactory(course=neglect, visibility="restricted"))
    assert found(board) == TrainingYear((), (), Figures())


@pytest.mark.parametrize("number", [1, 3])
def test_training_asks_five_times_and_never_for_a_name(board: Board, number: int, django_assert_num_queries) -> None:
    for _ in range(number):
        course = CourseFactory(board=board)
        TrainingTotalFactory(board=board, course=course, attended=1)
        BookingFactory(event=CourseEventFactory(course=course), agency=AgencyFactory())
    with django_assert_num_queries(5) as asked:
        found(board)
    assert [query for query in asked.captured_queries if "delegate" in query["sql"]] == []
