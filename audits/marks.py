"""Chips of audits and section 11 returns."""

from audits.enums import AuditStatus, Grade, StandardRag
from audits.models import Audit, AuditGrade, Section11Return
from partnership.registers import Chip

_GRADE_COLOURS = {
    Grade.OUTSTANDING: "blue",
    Grade.GOOD: "green",
    Grade.REQUIRES_IMPROVEMENT: "amber",
    Grade.INADEQUATE: "red",
}
_STANDARD_COLOURS = {
    StandardRag.RED: "red",
    StandardRag.AMBER: "amber",
    StandardRag.GREEN: "green",
    StandardRag.NOT_APPLICABLE: "grey",
}


def audit_mark(audit: Audit) -> Chip | str:
    if not audit.state:
        return ""
    status = AuditStatus(audit.state)
    return Chip("blue" if status == AuditStatus.COMPLETE else "grey", status.label)


def grade_mark(grade: AuditGrade) -> Chip:
    return Chip(_GRADE_COLOURS[Grade(grade.grade)], grade.get_grade_display())


def standard_mark(answer: Section11Return) -> Chip:
    return Chip(_STANDARD_COLOURS[StandardRag(answer.rag)], answer.get_rag_display())
