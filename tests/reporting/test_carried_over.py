"""Whatever is still owed prints once, whether its record is of the year or an earlier one."""

import json
from collections.abc import Callable
from datetime import date

import pytest

from partnership.models import Board, Record
from reporting.blocks import Heading, PriorityOpener, Table, to_json
from reporting.section import ReportPeriod
from reporting.sections.priorities import Priorities
from reporting.services.annual_report import printed_sections
from tests.factories.audits import AuditFactory, Section11ReturnFactory
from tests.factories.partnership import (
    ActionFactory,
    ActionPlanFactory,
    BusinessPlanFactory,
    ChallengeFactory,
    GroupFactory,
    InspectionFactory,
    PriorityFactory,
    RecommendationFactory,
    RiskFactory,
)
from tests.factories.reviews import ChildDeathFactory, ReviewFactory

OLD = date(2013, 6, 1)
#: Sections of sources that the workbook gives no recommendations.
WITHOUT_RECOMMENDATIONS = ("priorities", "next_priorities", "risks", "challenges")
Maker = Callable[[Board], Record]


def priority_of(board: Board, starts_on: date, ends_on: date) -> Record:
    return PriorityFactory(plan=BusinessPlanFactory(board=board, starts_on=starts_on, ends_on=ends_on))


#: By kind of source and its place in time: the section that prints its work, and how to make it.
SOURCES: dict[str, tuple[str, Maker]] = {
    "group of the year": ("groups", lambda board: GroupFactory(board=board)),
    "group that has ended": ("groups", lambda board: GroupFactory(board=board, ends_on=OLD)),
    "priority in force": (
        "priorities", lambda board: priority_of(board, date(2017, 4, 1), date(2018, 3, 31)),
    ),
    "priority of an ended plan": ("priorities", lambda board: priority_of(board, OLD, date(2017, 3, 31))),
    "priority to come": ("next_priorities", lambda board: priority_of(board, date(2018, 4, 1), date(2019, 3, 31))),
    "review under way": ("reviews", lambda board: ReviewFactory(board=board)),
    "review closed before": ("reviews", lambda board: ReviewFactory(board=board, status="closed", completed_on=OLD)),
    "published review closed before": (
        "reviews",
        lambda board: ReviewFactory(board=board, status="closed", completed_on=OLD, publication="published"),
    ),
    "audit of the year": ("audits", lambda board: AuditFactory(board=board, completed_on=date(2017, 9, 1))),
    "audit without a date": ("audits", lambda board: AuditFactory(board=board)),
    "earlier audit": ("audits", lambda board: AuditFactory(board=board, completed_on=OLD)),
    "audit over the whole year": (
        "audits", lambda board: AuditFactory(board=board, started_on=OLD, completed_on=date(2018, 9, 1)),
    ),
    "inspection of the year": ("inspections", lambda board: InspectionFactory(board=board, inspected_on="2017-09-01")),
    "inspection of the year before": (
        "inspections", lambda board: InspectionFactory(board=board, inspected_on=date(2016, 9, 1)),
    ),
    "earlier inspection": ("inspections", lambda board: InspectionFactory(board=board, inspected_on=OLD)),
    "open risk": ("risks", lambda board: RiskFactory(board=board)),
    "risk closed before": ("risks", lambda board: RiskFactory(board=board, status="closed", closed_on=OLD)),
    "risk closed at an unknown time": ("risks", lambda board: RiskFactory(board=board, status="closed")),
    "open challenge": ("challenges", lambda board: ChallengeFactory(board=board)),
    "challenge closed before": (
        "challenges", lambda board: ChallengeFactory(board=board, status="closed", closed_on=OLD),
    ),
    "return of the year": ("section11", lambda board: Section11ReturnFactory(board=board)),
    "earlier return": ("section11", lambda board: Section11ReturnFactory(board=board, year="2013-14")),
}  # fmt: skip
#: What may not be printed, and what is not of the year yet.
UNPRINTED: dict[str, Maker] = {
    "child death": lambda board: ChildDeathFactory(board=board),
    "child death, its class opened": lambda board: ChildDeathFactory(board=board, visibility="partnership"),
    "embargoed review": lambda board: ReviewFactory(board=board, publication="embargoed"),
    "embargoed review closed before": lambda board: ReviewFactory(
        board=board, publication="embargoed", status="closed", completed_on=OLD
    ),
    "sealed review closed before": lambda board: ReviewFactory(
        board=board, status="closed", completed_on=OLD, visibility="sealed"
    ),
    "restricted earlier audit": lambda board: AuditFactory(board=board, completed_on=OLD, visibility="restricted"),
    "restricted closed risk": lambda board: RiskFactory(board=board, status="closed", visibility="restricted"),
    "restricted ended group": lambda board: GroupFactory(board=board, ends_on=OLD, visibility="restricted"),
    "later audit": lambda board: AuditFactory(board=board, started_on=date(2018, 9, 1)),
    "later return": lambda board: Section11ReturnFactory(board=board, year="2018-19"),
    "later risk": lambda board: RiskFactory(board=board, status="closed", opened_on=date(2018, 9, 1)),
    "record of another board": lambda board: AuditFactory(completed_on=OLD),
}


def owing(record: Record, *, recommended: bool) -> Record:
    """The record with an open action, and with an open recommendation where its kind has any."""
    plan = ActionPlanFactory(record=record)
    ActionFactory(plan=plan, title="CANARY-action")
    if recommended:
        RecommendationFactory(plan=plan, text="CANARY-recommendation")
    return record


def found(period: ReportPeriod, words: str) -> dict[str, int]:
    """How often words are printed, by section."""
    counts = {section.key: json.dumps(to_json(section.blocks)).count(words) for section in printed_sections(period)}
    return {key: count for key, count in counts.items() if count}


@pytest.mark.parametrize("name", SOURCES)
def test_open_action_prints_once_in_the_section_of_its_record(name: str, period: ReportPeriod) -> None:
    section, make = SOURCES[name]
    owing(make(period.board), recommended=False)
    assert found(period, "CANARY-action") == {section: 1}


@pytest.mark.parametrize("name", [name for name, (key, _) in SOURCES.items() if key not in WITHOUT_RECOMMENDATIONS])
def test_open_recommendation_prints_once_in_the_section_of_its_record(name: str, period: ReportPeriod) -> None:
    section, make = SOURCES[name]
    owing(make(period.board), recommended=True)
    assert (found(period, "CANARY-action"), found(period, "CANARY-recommendation")) == ({section: 1}, {section: 1})


@pytest.mark.parametrize("name", UNPRINTED)
def test_work_that_may_not_be_printed_is_not(name: str, period: ReportPeriod) -> None:
    owing(UNPRINTED[name](period.board), recommended=True)
    assert found(period, "CANARY") == {}


def test_what_earlier_records_settled_is_not_told_again(period: ReportPeriod) -> None:
    plan = ActionPlanFactory(record=AuditFactory(board=period.board, completed_on=OLD))
    ActionFactory(plan=plan, title="CANARY", status="complete", due_on=OLD, completed_on=date(2013, 9, 1))
    RecommendationFactory(plan=plan, text="CANARY", status="implemented")
    assert found(period, "CANARY") == {}


def test_action_of_an_earlier_record_completed_in_the_year_is_told(period: ReportPeriod) -> None:
    plan = ActionPlanFactory(record=AuditFactory(board=period.board, title="Neglect", completed_on=OLD))
    ActionFactory(plan=plan, title="CANARY", status="complete", raised_on=OLD, completed_on=date(2017, 9, 1))
    assert found(period, "CANARY") == {"audits": 1}
    assert found(period, "Carried over from earlier audits") == {"audits": 1}


def test_everything_at_once_is_told_once_each(period: ReportPeriod) -> None:
    for number, (_, make) in enumerate(SOURCES.values(), start=100):
        ActionFactory(plan=ActionPlanFactory(record=make(period.board)), title=f"CANARY-{number}")
    told = [found(period, f"CANARY-{number}") for number in range(100, 100 + len(SOURCES))]
    assert told == [{section: 1} for section, _ in SOURCES.values()]


def test_work_of_earlier_plans_stands_before_the_priorities_of_the_year(period: ReportPeriod) -> None:
    for starts_on, ends_on in ((OLD, date(2017, 3, 31)), (date(2017, 4, 1), date(2018, 3, 31))):
        owing(priority_of(period.board, starts_on, ends_on), recommended=False)
    overview, heading, owed, opener, *_ = Priorities().blocks(period)
    assert heading == Heading("Carried over from earlier plans")
    assert [type(block) for block in (overview, owed, opener)] == [Table, Table, PriorityOpener]
