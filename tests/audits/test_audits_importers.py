"""Audits, grades and section 11 returns come in."""

import pytest

from audits.models import Audit, AuditGrade, Section11Return
from tests.partnership.workbooks import bring_in, problems

pytestmark = pytest.mark.django_db

GROUND = {
    "boards": [["code", "name", "kind", "area", "year_start_month"], ["B", "Board", "lscb", "Area", 4]],
    "agencies": [["code", "name", "category"], ["POL", "Police", "police"]],
}
AUDIT = ["reference", "board", "kind", "title", "status", "completed_on", "strengths"]
GRADE = ["audit", "case", "agency", "grade"]
RETURN = ["board", "year", "agency", "standard", "rag"]


def test_audit_without_status_keeps_it_blank_and_counts_as_complete():
    bring_in(GROUND | {"audits": [AUDIT, ["AUD", "B", "Dip sample", "Neglect", None, "30/11/2017", "One\nTwo"]]})
    audit = Audit.objects.get()
    assert (audit.audit_kind, audit.status, audit.state, audit.strengths) == (
        "dip_sample",
        "",
        "complete",
        ["One", "Two"],
    )


def test_grade_without_agency_is_the_moderated_one_and_a_row_of_its_own():
    audits = [AUDIT, ["AUD", "B", "deep_dive", "Neglect", "planned", None, None]]
    grades = [GRADE, ["aud", "Case 1", "POL", "good"], ["AUD", "case 1", None, "inadequate"]]
    bring_in(GROUND | {"audits": audits, "audit_grades": grades})
    again = bring_in({"audit_grades": [GRADE, ["AUD", "CASE 1", "-", "requires improvement"]]})
    assert (again.created, again.changed) == (0, 1)
    found = AuditGrade.objects.order_by("pk").values_list("agency__code", "grade")
    assert list(found) == [("POL", "good"), (None, "requires_improvement")]


def test_section11_return_can_be_the_source_of_an_action():
    actions = [
        ["reference", "source_kind", "source", "title", "status"],
        ["A", "section11", "b/2017/18/pol/8", "Train", "open"],
    ]
    bring_in(GROUND | {"section11_returns": [RETURN, ["B", "2017/18", "POL", 8, "Not applicable"]], "actions": actions})
    found = Section11Return.objects.get()
    assert (found.reference, found.title, found.rag) == (
        "B/2017-18/POL/8",
        "Standard 8: Police, 2017-18",
        "not_applicable",
    )
    assert found.action_plan.actions.get().reference == "A"


def test_ninth_standard_is_named():
    assert problems(GROUND | {"section11_returns": [RETURN, ["B", "2017-18", "POL", 9, "red"]]}) == [
        "section11_returns!2 standard: found “9”; expected 1 to 8"
    ]
