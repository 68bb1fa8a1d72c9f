"""What the list of case reviews can be narrowed by."""

from typing import Any, Final

from django.db.models import Q, QuerySet
from django.db.models.functions import ExtractYear

from partnership.enums import OPEN_CLASSES
from partnership.on_behalf import principal_for
from partnership.registers.filters import OfferedFilter, RecordFilter, RegisterFilter
from partnership.registers.offered import remembered
from reviews.models import Review
from reviews.selectors.papers import of_papers

#: Filters by what is hidden from those not named on a review, whatever class it has.
_OF_PAPERS: Final = ("year", "agencies")


class ReferredInFilter(OfferedFilter):
    """Offers the years in which cases were referred whose papers the principal reads."""

    def offered(self, rows: QuerySet, request: Any) -> list[tuple[str, str]]:
        def read() -> list[tuple[str, str]]:
            named = rows.filter(of_papers(principal_for(request)))
            years = named.exclude(referred_on=None).annotate(year=ExtractYear("referred_on"))
            return [
                (str(year), str(year)) for year in years.values_list("year", flat=True).order_by("-year").distinct()
            ]

        return remembered(request, (rows.model, "referred_on"), read)


class ReviewFilter(RecordFilter):
    """Nobody finds a review by what its page hides from them: for those not named on it a restricted review is found by
    its reference, kind and state alone, and any other one by its title too."""

    year = ReferredInFilter(field_name="referred_on", lookup_expr="year", label="Referred in")

    class Meta(RegisterFilter.Meta):
        model = Review
        fields = ["words", "review_kind", "status", "year", "agencies", "boards"]

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        if any(self.form.cleaned_data.get(name) for name in _OF_PAPERS):
            queryset = queryset.filter(of_papers(principal_for(self.request)))
        found: QuerySet = super().filter_queryset(queryset)
        return found

    def matching(self, queryset: Any, name: str, value: str) -> QuerySet:
        titled = Q(visibility__in=OPEN_CLASSES) | of_papers(principal_for(self.request))
        by_title = titled & Q(pk__in=queryset.matching(value).values("pk"))
        by_reference = Q(*(("key__contains", word) for word in value.casefold().split()))
        found: QuerySet = queryset.filter(by_title | by_reference)
        return found
