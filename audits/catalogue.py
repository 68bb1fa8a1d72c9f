"""The registers of audits and section 11 returns."""

from audits import filters, marks, tables
from audits.models import Audit, Section11Return
from partnership.catalogue.panels import WORK
from partnership.registers import Panel, Register

REGISTERS = (
    Register(
        model=Audit,
        noun="audit",
        plural="audits",
        heading="Audit programme",
        place="audits",
        about="The yearly programme of audits: what was strong, what must improve and what changed.",
        table=tables.AuditTable,
        filterset=filters.AuditFilter,
        related=("lead_group", "agency"),
        state=lambda audit: [marks.audit_mark(audit)],
        facts=(
            ("audit_kind", "Kind"),
            "theme",
            "lead_group",
            "agency",
            ("started_on", "Started"),
            ("completed_on", "Completed"),
            "cases",
            "escalated_cases",
        ),
        texts=(
            ("strengths", "What was strong"),
            ("areas_for_improvement", "What must improve"),
            ("impact", "What changed"),
            "method",
        ),
        panels=(
            Panel(
                "Grades",
                tables.AuditGradeTable,
                lambda audit: audit.grades.select_related("audit", "agency"),
                logged=True,
            ),
            *WORK,
        ),
    ),
    Register(
        model=Section11Return,
        noun="section 11 return",
        plural="section 11 returns",
        place="audits",
        about="Each agency’s yearly answer to the standards of section 11 of the Children Act 2004.",
        table=tables.Section11Table,
        filterset=filters.Section11Filter,
        related=("agency",),
        state=lambda answer: [marks.standard_mark(answer)],
        facts=("year", "agency", "standard", "standard_title"),
        texts=("evidence", ("action", "What will be done")),
        panels=WORK,
    ),
)
