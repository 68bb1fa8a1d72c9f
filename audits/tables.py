"""What the lists of audits and section 11 returns show."""

from audits import marks
from partnership.registers.tables import Date, Marked, Name, Number, Plain, Reference, RegisterTable, Written


class AuditTable(RegisterTable):
    reference = Reference("reference", "Reference")
    title = Name("title", "Audit", second="theme")
    kind = Plain("audit_kind", "Kind")
    cases = Number("cases", "Cases")
    status = Marked("status", "Status", marks.audit_mark)
    completed = Date("completed_on", "Completed")

    class Meta:
        order_by = "-completed"


class AuditGradeTable(RegisterTable):
    case = Reference("case", "Case")
    agency = Marked("agency", "Graded by", lambda grade: grade.agency or "Moderated overall")
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
