"""What the lists of editions and of their rules can be narrowed by."""

from typing import Any

from django.db.models import QuerySet

from partnership.on_behalf import principal_for
from partnership.registers.filters import OfferedFilter, RegisterFilter
from partnership.registers.offered import remembered
from reviews.models import ClockRule, Criterion, Edition, KindRule


class OfEditionFilter(OfferedFilter):
    """Offers the editions, which have titles where other rows have names; the latest first."""

    def offered(self, rows: QuerySet, request: Any) -> list[tuple[str, str]]:
        def read() -> list[tuple[str, str]]:
            editions = Edition.objects.visible_to(principal_for(request)).order_by("-in_force_from", "code_key")
            return [(str(pk), title) for pk, title in editions.values_list("pk", "title")]

        return remembered(request, Edition, read)


class EditionFilter(RegisterFilter):
    class Meta(RegisterFilter.Meta):
        model = Edition
        fields = ["words", "checked"]


class KindRuleFilter(RegisterFilter):
    edition = OfEditionFilter(field_name="edition", label="Edition")

    class Meta(RegisterFilter.Meta):
        model = KindRule
        fields = ["words", "edition", "kind", "checked"]


class CriterionFilter(RegisterFilter):
    edition = OfEditionFilter(field_name="edition", label="Edition")

    class Meta(RegisterFilter.Meta):
        model = Criterion
        fields = ["words", "edition", "checked"]


class ClockRuleFilter(RegisterFilter):
    edition = OfEditionFilter(field_name="edition", label="Edition")

    class Meta(RegisterFilter.Meta):
        model = ClockRule
        fields = ["words", "edition", "starts_with", "checked"]
