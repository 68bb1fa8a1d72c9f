"""What people write for reports, of the workbook."""

from collections.abc import Iterator, Mapping

from partnership.period import parse_year
from partnership.workbook.importer import Importer, Stored, register
from reporting.enums import ReportKind
from reporting.models import AgencyStatement, GlossaryTerm, GroupReport, Narrative, Recipient
from reporting.section import all_sections


class NarrativeImporter(Importer):
    """A narrative of a section or year that no report has would be lost in silence, so both are checked."""

    sheet = "narratives"
    model = Narrative

    def check(self, values: Mapping[str, Stored]) -> Iterator[tuple[str, str]]:
        known = {section.key for report in ReportKind for section in all_sections(report)}
        if values.get("section") and values["section"] not in known:
            yield "section", "the key of a section, such as foreword"
        if values.get("report") == ReportKind.ANNUAL_REPORT and not _is_year(str(values.get("edition", ""))):
            yield "edition", "a reporting year such as 2017-18"


def _is_year(text: str) -> bool:
    try:
        parse_year(text)
    except ValueError:
        return False
    return True


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
