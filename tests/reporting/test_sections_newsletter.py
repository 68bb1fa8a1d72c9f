"""The sections of a newsletter."""

import json
from datetime import date

import pytest

from partnership.models import Board
from partnership.principals import PUBLIC_REPORT
from reporting.blocks import Cell, Heading, Prose, to_json
from reporting.section import ReportPeriod
from reporting.sections.board_summary import BoardSummary
from reporting.sections.contacts import Contacts
from reporting.sections.news import News
from reporting.sections.plan_update import PlanUpdate
from reporting.sections.training_dates import TrainingDates
from reporting.sections.welcome import Welcome
from tests.factories.partnership import (
    AgendaItemFactory,
    BoardFactory,
    BusinessPlanFactory,
    GroupFactory,
    MeetingFactory,
    PriorityFactory,
    PriorityProgressFactory,
)
from tests.factories.reporting import NarrativeFactory
from tests.factories.training import CourseEventFactory, CourseFactory

IN_SUMMER = date(2018, 6, 12)
SECTIONS = (Welcome, BoardSummary, PlanUpdate, TrainingDates, News, Contacts)


@pytest.fixture
def summer(board: Board) -> ReportPeriod:
    return ReportPeriod(
        board=board, label="Summer 2018", start=date(2018, 6, 1), end=date(2018, 8, 31), principal=PUBLIC_REPORT
    )


def meeting(board: Board, summary: str, **fields) -> None:
    fields = {"held_on": IN_SUMMER, "group": GroupFactory(board=board, title="Executive")} | fields
    AgendaItemFactory(
        meeting=MeetingFactory(**fields, title="CANARY-meeting", venue="CANARY-venue", guests=["CANARY-guest"]),
        title="CANARY-item",
        minute="CANARY-minute",
        decision="CANARY-decision",
        public_summary=summary,
    )


def course_dates(period: ReportPeriod) -> list[str]:
    return [row[0] for table in TrainingDates().blocks(period) for row in table.rows]


@pytest.mark.parametrize("section", SECTIONS)
def test_section_without_texts_or_records_prints_nothing(section, summer: ReportPeriod) -> None:
    assert section().blocks(summer) == []


@pytest.mark.parametrize("section", SECTIONS)
def test_section_prints_the_texts_of_its_edition_in_order(section, summer: ReportPeriod) -> None:
    mine = {"board": summer.board, "report": "newsletter", "edition": "SUMMER 2018", "section": section.key}
    NarrativeFactory(**mine, order=2, text="Second.", author="Ruth Ade")
    NarrativeFactory(**mine, order=1, heading="A fair", text="First.")
    NarrativeFactory(**mine | {"edition": "Autumn 2018"})
    NarrativeFactory(**mine | {"report": "annual_report"})
    NarrativeFactory(**mine | {"board": BoardFactory()})
    assert section().blocks(summer) == [
        Heading("A fair"), Prose("First."), Prose("Second."), Prose("**Ruth Ade**"),
    ]  # fmt: skip


def test_board_summary_prints_public_summaries_alone(summer: ReportPeriod) -> None:
    meeting(summer.board, "Help comes *earlier*.")
    blocks = BoardSummary().blocks(summer)
    assert blocks == [Heading("Executive, 12 June 2018"), Prose("Help comes *earlier*.")]
    assert "CANARY" not in json.dumps(to_json(blocks))


@pytest.mark.parametrize(
    "fields",
    [
        {"held_on": date(2018, 5, 31)},
        {"held_on": date(2018, 9, 1)},
        {"status": "cancelled"},
        {"status": "planned"},
        {"visibility": "restricted"},
        {"visibility": "sealed"},
    ],
)
def test_board_summary_leaves_out_other_meetings(summer: ReportPeriod, fields: dict) -> None:
    meeting(summer.board, "CANARY", **fields)
    assert BoardSummary().blocks(summer) == []


def test_board_summary_leaves_out_groups_and_boards_that_may_not_be_named(summer: ReportPeriod) -> None:
    meeting(summer.board, "CANARY", group=GroupFactory(board=summer.board, visibility="restricted"))
    meeting(BoardFactory(), "CANARY")
    meeting(summer.board, "")
    assert BoardSummary().blocks(summer) == []


def test_plan_update_prints_the_latest_summary_of_each_priority(summer: ReportPeriod) -> None:
    plan = BusinessPlanFactory(board=summer.board)
    neglect, voice, early_help = (
        PriorityFactory(plan=plan, number=str(number), title=title, description="What we want.")
        for number, title in enumerate(("Neglect", "Voice", "Early help"), start=1)
    )
    for priority, year, summary in (
        (neglect, "2018-19", "On course."),
        (neglect, "2017-18", "Late."),
        (voice, "2017-18", "Heard."),
        (early_help, "2016-17", "CANARY"),
    ):
        PriorityProgressFactory(priority=priority, year=year, summary=summary)
    (register,) = PlanUpdate().blocks(summer)
    assert [(entry.title, [fact.text for fact in entry.facts], entry.markdown) for entry in register.entries] == [
        ("1. Neglect", ["2018–19"], "On course."),
        ("2. Voice", ["2017–18"], "Heard."),
        ("3. Early help", [], "What we want."),
    ]


def test_training_dates_are_planned_events_of_six_months(summer: ReportPeriod) -> None:
    course = CourseFactory(board=summer.board)
    for on in (date(2018, 5, 31), date(2018, 6, 1), date(2018, 11, 30), date(2018, 12, 1)):
        CourseEventFactory(course=course, starts_on=on, status="planned")
    assert course_dates(summer) == ["1 June 2018", "30 November 2018"]


def test_training_dates_leave_out_other_events(summer: ReportPeriod) -> None:
    course = CourseFactory(board=summer.board)
    planned = {"starts_on": IN_SUMMER, "status": "planned"}
    CourseEventFactory(course=course, **planned | {"status": "cancelled"})
    CourseEventFactory(course=course, **planned, visibility="restricted")
    CourseEventFactory(course=CourseFactory(), **planned)
    assert course_dates(summer) == []


def test_training_dates_name_course_and_place_but_no_trainer(summer: ReportPeriod) -> None:
    course = CourseFactory(board=summer.board, title="Neglect", level="Level 3")
    CourseEventFactory(course=course, starts_on=IN_SUMMER, status="planned", venue="Town Hall", trainer="CANARY")
    (table,) = TrainingDates().blocks(summer)
    assert table.rows == (("12 June 2018", Cell("Neglect", second="Level 3"), "Town Hall"),)


@pytest.mark.parametrize("number", [1, 3])
def test_sections_ask_as_often_whatever_their_records(
    summer: ReportPeriod, number: int, django_assert_num_queries
) -> None:
    course = CourseFactory(board=summer.board)
    for _ in range(number):
        meeting(summer.board, "Told.", group=GroupFactory(board=summer.board))
        CourseEventFactory(course=course, starts_on=IN_SUMMER, status="planned")
    for section, queries in ((BoardSummary, 2), (TrainingDates, 2), (News, 1)):
        with django_assert_num_queries(queries):
            section().blocks(summer)
