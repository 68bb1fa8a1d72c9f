"""What the lists of audits and section 11 returns can be narrowed by."""

from audits.models import Audit, Section11Return
from partnership.registers.filters import RecordFilter, RegisterFilter, ValuesFilter


class AuditFilter(RecordFilter):
    class Meta(RegisterFilter.Meta):
        model = Audit
        fields = ["words", "audit_kind", "status", "agency", "boards"]


class Section11Filter(RecordFilter):
    year = ValuesFilter(label="Year")

    class Meta(RegisterFilter.Meta):
        model = Section11Return
        fields = ["words", "year", "agency", "rag", "boards"]
