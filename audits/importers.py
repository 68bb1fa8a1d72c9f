"""Audits, their grades and section 11 returns of the workbook."""

from audits.models import Audit, AuditGrade, Section11Return
from partnership.workbook.importer import Importer, register
from partnership.workbook.record_importer import RecordImporter


class AuditImporter(RecordImporter):
    sheet = "audits"
    model = Audit
    attributes = {"kind": "audit_kind"}


class AuditGradeImporter(Importer):
    sheet = "audit_grades"
    model = AuditGrade


class Section11Importer(RecordImporter):
    sheet = "section11_returns"
    model = Section11Return

    def complete(self, row: Section11Return) -> None:
        row.title = row.title or f"Standard {row.standard}: {row.agency.name}, {row.year}"


register(AuditImporter, AuditGradeImporter, Section11Importer)
