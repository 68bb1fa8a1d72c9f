"""What the lists of texts for reports can be narrowed by."""

from typing import Any

from django.db.models import QuerySet

from partnership.registers.filters import RegisterFilter, ValuesFilter
from reporting.models import AgencyStatement, GlossaryTerm, GroupReport, Narrative, Recipient
from reporting.section import section_titles


class AgencyStatementFilter(RegisterFilter):
    year = ValuesFilter(label="Year")

    class Meta(RegisterFilter.Meta):
        model = AgencyStatement
        fields = ["board", "year", "agency"]


class GroupReportFilter(RegisterFilter):
    year = ValuesFilter(label="Year")

    class Meta(RegisterFilter.Meta):
        model = GroupReport
        fields = ["board", "year", "group"]


class SectionFilter(ValuesFilter):
    """Sections by their titles."""

    def offered(self, rows: QuerySet, request: Any) -> list[tuple[str, str]]:
        titles = section_titles()
        return [(key, titles.get(key, key)) for key, _ in super().offered(rows, request)]


class NarrativeFilter(RegisterFilter):
    edition = ValuesFilter(label="Edition")
    section = SectionFilter(label="Section")

    class Meta(RegisterFilter.Meta):
        model = Narrative
        fields = ["board", "report", "edition", "section"]


class RecipientFilter(RegisterFilter):
    class Meta(RegisterFilter.Meta):
        model = Recipient
        fields = ["board"]


class GlossaryFilter(RegisterFilter):
    class Meta(RegisterFilter.Meta):
        model = GlossaryTerm
        fields: list[str] = []
