"""What people write for reports, of the workbook."""

from collections.abc import Iterator, Mapping

from partnership.workbook.importer import Importer, Stored, register
from reporting.models import AgencyStatement, GlossaryTerm, GroupReport, Narrative, Recipient
from reporting.section import all_sections

# Sections that only a newsletter has; the annual report's are classes.
_OF_NEWSLETTERS = {"welcome", "news", "board_summary", "plan_update", "training_dates", "contacts"}


class NarrativeImporter(Importer):
    """A narrative under a section that no report has would be lost in silence, so its key is checked."""

    sheet = "narratives"
    model = Narrative

    def check(self, values: Mapping[str, Stored]) -> Iterator[tuple[str, str]]:
        known = {section.key for section in all_sections()} | _OF_NEWSLETTERS
        if values.get("section") and values["section"] not in known:
            yield "section", "the key of a section, such as foreword"


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
