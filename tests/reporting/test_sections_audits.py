"""The section of audits."""

import json
from datetime import date

from partnership.models import Board
from reporting.blocks import Heading, Prose, Register, Table, to_json
from reporting.section import ReportPeriod
from reporting.sections.audits import Audits
from tests.factories.audits import AuditFactory, AuditGradeFactory
from tests.factories.partnership import ActionFactory, ActionPlanFactory, AgencyFactory, GroupFactory
from tests.factories.reporting import NarrativeFactory


def full_audit(board: Board) -> None:
    audit = AuditFactory(
        board=board,
        title="Childhood neglect",
        theme="Neglect",
        lead_group=GroupFactory(board=board, title="Quality Assurance"),
        completed_on=date(2017, 11, 30),
        cases=1200,
        escalated_cases=3,
        strengths=["Good meetings"],
        areas_for_improvement=["Engage *families*"],
        impact="Shortfall made known.",
    )
    AuditGradeFactory(audit=audit, case="CANARY-case", grade="good", comment="CANARY-comment")
    AuditGradeFactory(audit=audit, case="CANARY-case", agency=AgencyFactory(name="CANARY-agency"), grade="outstanding")
    ActionFactory(plan=ActionPlanFactory(record=audit), title="Tell commissioners")


def test_audits_of_an_empty_year_print_nothing(period: ReportPeriod) -> None:
    assert Audits().blocks(period) == []


def test_audits_of_a_full_year_print_every_block(period: ReportPeriod) -> None:
    NarrativeFactory(board=period.board, section="audits")
    full_audit(period.board)
    blocks = Audits().blocks(period)
    assert [type(block) for block in blocks] == [Prose, Table, Table, Heading, Register, Heading, Table]
    programme, grades, findings = blocks[1], blocks[2], blocks[4].entries[0]
    assert [cell if isinstance(cell, str) else cell.text for cell in programme.rows[0]] == [
        "Childhood neglect", "Quality Assurance", "1,200", "3", "",
    ]  # fmt: skip
    assert (programme.rows[0][0].second, programme.rows[0][-1].chip.text) == ("Multi-agency audit, Neglect", "Complete")
    assert programme.totals == (("All audits", "", "1,200", "3", ""),)
    assert grades.rows == (
        ("Childhood neglect", "The panel, overall", "0", "1", "0", "0"),
        ("Childhood neglect", "Agencies themselves", "1", "0", "0", "0"),
    )
    assert grades.reading == "Good or outstanding after moderation: 1 of 1, 100%."
    assert findings.markdown == (
        "**Strengths**\n\n- Good meetings\n\n"
        "**Areas for improvement**\n\n- Engage \\*families\\*\n\n**Impact**\n\nShortfall made known."
    )


def test_no_case_comment_or_agency_of_a_grade_is_printed(period: ReportPeriod) -> None:
    full_audit(period.board)
    assert "CANARY" not in json.dumps(to_json(Audits().blocks(period)))


def test_columns_of_cases_stand_only_where_counted(period: ReportPeriod) -> None:
    AuditFactory(board=period.board, title="Dip sample", audit_kind="dip_sample")
    (programme,) = Audits().blocks(period)
    assert [column.heading for column in programme.columns] == ["Audit", "Led by", "State"]
    assert (programme.rows[0][1], programme.rows[0][2].text, programme.totals) == ("—", "—", ())
