"""What people write for reports, of the workbook."""

from partnership.workbook.importer import Importer, register
from reporting.models import AgencyStatement, GlossaryTerm, GroupReport, Narrative, Recipient


class NarrativeImporter(Importer):
    sheet = "narratives"
    model = Narrative


class AgencyStatementImporter(Importer):
    sheet = "agency_statements"
    model = AgencyStatement


class GroupReportImporter(Importer):
    sheet = "group_reports"
    model = GroupReport


class RecipientImporter(Importer):
    sheet = "recipients"
    model = Recipient


class GlossaryImporter(Importer):
    sheet = "glossary"
    model = GlossaryTerm


register(NarrativeImporter, AgencyStatementImporter, GroupReportImporter, RecipientImporter, GlossaryImporter)
