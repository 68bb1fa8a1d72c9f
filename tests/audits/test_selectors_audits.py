"""The audits of a year."""

from datetime import date

import pytest

from audits.enums import AuditStatus, Grade
from audits.models import Audit
from audits.selectors.audits import AuditView, Grades, audits_in_year
from partnership.models import Board
from partnership.principals import PUBLIC_REPORT
from tests.factories.audits import AuditFactory, AuditGradeFactory
from tests.factories.partnership import (
    ActionFactory,
    ActionPlanFactory,
    AgencyFactory,
    BoardFactory,
    GroupFactory,
    RecommendationFactory,
)

IN_YEAR = date(2017, 11, 30)


def found(board: Board) -> tuple[AuditView, ...]:
    return audits_in_year(board=board, start=date(2017, 4, 1), end=date(2018, 3, 31), principal=PUBLIC_REPORT)


def full_audit(board: Board) -> Audit:
    audit = AuditFactory(board=board, lead_group=GroupFactory(board=board), completed_on=IN_YEAR)
    plan = ActionPlanFactory(record=audit)
    RecommendationFactory(plan=plan)
    ActionFactory(plan=plan)
    AuditGradeFactory(audit=audit)
    return audit


def test_audits_are_those_dated_in_the_year_or_undated(board: Board) -> None:
    AuditFactory(board=board, title="Before", completed_on=date(2017, 3, 31))
    AuditFactory(board=board, title="Completed", completed_on=date(2017, 4, 1))
    AuditFactory(board=board, title="Started", started_on=date(2018, 3, 31))
    AuditFactory(board=board, title="After", started_on=date(2018, 4, 1))
    AuditFactory(board=board, title="Undated")
    AuditFactory(board=board, title="Restricted", completed_on=IN_YEAR, visibility="restricted")
    AuditFactory(board=BoardFactory(), title="Of another board", completed_on=IN_YEAR)
    assert [audit.title for audit in found(board)] == ["Completed", "Started", "Undated"]


@pytest.mark.parametrize(
    ("fields", "state"),
    [
        ({"completed_on": IN_YEAR}, AuditStatus.COMPLETE),
        ({"started_on": IN_YEAR, "completed_on": date(2018, 4, 1), "status": "complete"}, AuditStatus.IN_PROGRESS),
        ({"status": "planned"}, AuditStatus.PLANNED),
        ({}, None),
    ],
)
def test_state_is_that_of_the_last_day(board: Board, fields: dict, state: AuditStatus | None) -> None:
    AuditFactory(board=board, **fields)
    assert [audit.state for audit in found(board)] == [state]


def test_audit_is_led_by_its_agency_and_group(board: Board) -> None:
    group = GroupFactory(board=board, title="Quality Assurance")
    AuditFactory(board=board, agency=AgencyFactory(name="Westmoor Police"), lead_group=group)
    AuditFactory(board=board, lead_group=GroupFactory(board=board, title="Hidden", visibility="restricted"))
    assert [audit.led_by for audit in found(board)] == ["Westmoor Police, Quality Assurance", ""]


def test_grades_are_counted_before_and_after_moderation(board: Board) -> None:
    audit = AuditFactory(board=board)
    one, other = AgencyFactory.create_batch(2)
    for case, moderated in (("A", "good"), ("B", "good"), ("C", "inadequate")):
        AuditGradeFactory(audit=audit, case=case, grade=moderated)
        AuditGradeFactory(audit=audit, case=case, agency=one, grade="good")
        AuditGradeFactory(audit=audit, case=case, agency=other, grade="outstanding")
    (view,) = found(board)
    assert view.grades == Grades(
        moderated={Grade.GOOD: 2, Grade.INADEQUATE: 1}, own={Grade.GOOD: 3, Grade.OUTSTANDING: 3}
    )


def test_audit_brings_its_work(board: Board) -> None:
    full_audit(board)
    (view,) = found(board)
    assert (len(view.work.recommendations), len(view.work.actions)) == (1, 1)


def test_no_audit_asks_once(board: Board, django_assert_num_queries) -> None:
    with django_assert_num_queries(1):
        assert found(board) == ()


@pytest.mark.parametrize("number", [1, 3])
def test_audits_ask_six_times_whatever_their_number(board: Board, number: int, django_assert_num_queries) -> None:
    for _ in range(number):
        full_audit(board)
    with django_assert_num_queries(6) as asked:
        found(board)
    assert ["comment" in query["sql"] for query in asked.captured_queries] == [False] * 6
