"""What the lists of texts for reports can be narrowed by."""

import django_filters
from django.db.models import QuerySet

from partnership.registers.filters import RegisterFilter, ValuesFilter
from reporting.models import AgencyStatement, GlossaryTerm, GroupReport, Narrative, Recipient


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


class NarrativeFilter(RegisterFilter):
    edition = ValuesFilter(label="Edition")
    section = ValuesFilter(label="Section")

    class Meta(RegisterFilter.Meta):
        model = Narrative
        fields = ["board", "report", "edition", "section"]


class RecipientFilter(RegisterFilter):
    class Meta(RegisterFilter.Meta):
        model = Recipient
        fields = ["board"]


class GlossaryFilter(RegisterFilter):
    term = django_filters.CharFilter(label="Term", method="named")

    class Meta(RegisterFilter.Meta):
        model = GlossaryTerm
        fields = ["term"]

    def named(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return queryset.filter(term_key__contains=value.casefold())
