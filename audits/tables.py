"""What the lists of audits and section 11 returns show."""

from audits import marks
from partnership.registers.tables import Column, Marked, Name, Number, Plain, RegisterTable, Written


class AuditTable(RegisterTable):
    reference = Plain("reference", "Reference", neutral=True)
    title = Name("title", "Audit", second="theme")
    kind = Plain("audit_kind", "Kind")
    cases = Number("cases", "Cases")
    status = Marked("status", "Status", marks.audit_mark)
    completed = Column("completed_on", "Completed")

    class Meta:
        order_by = "-completed"


class AuditGradeTable(RegisterTable):
    case = Plain("case", "Case", neutral=True)
    agency = Plain("agency__name", "Agency", neutral=True)
    grade = Marked("grade", "Grade", marks.grade_mark)
    comment = Written("comment", "Comment", neutral=True)


class Section11Table(RegisterTable):
    title = Name("title", "Return", second="reference")
    agency = Plain("agency__name", "Agency")
    year = Plain("year", "Year")
    standard = Plain("standard", "Standard", second="standard_title")
    rating = Marked("rag", "Rating", marks.standard_mark)

    class Meta:
        order_by = "-year"
