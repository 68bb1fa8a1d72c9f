"""What the list of case reviews can be narrowed by."""

from typing import Any

from django.db.models import QuerySet
from django.db.models.functions import ExtractYear

from partnership.registers.filters import OfferedFilter, RecordFilter, RegisterFilter
from partnership.registers.offered import remembered
from reviews.models import Review


class ReferredInFilter(OfferedFilter):
    """Offers the years in which cases were referred that the principal may see."""

    def offered(self, rows: QuerySet, request: Any) -> list[tuple[str, str]]:
        def read() -> list[tuple[str, str]]:
            years = rows.exclude(referred_on=None).annotate(year=ExtractYear("referred_on"))
            return [
                (str(year), str(year)) for year in years.values_list("year", flat=True).order_by("-year").distinct()
            ]

        return remembered(request, (rows.model, "referred_on"), read)


class ReviewFilter(RecordFilter):
    year = ReferredInFilter(field_name="referred_on", lookup_expr="year", label="Referred in")

    class Meta(RegisterFilter.Meta):
        model = Review
        fields = ["words", "review_kind", "status", "year", "agencies", "boards"]
