"""Meetings and decisions."""

from typing import Any

from django.db.models import QuerySet
from django.db.models.functions import ExtractYear

from partnership import models
from partnership.registers.filters import BoardFilter, OfferedFilter, RecordFilter, RegisterFilter, ScopedChoiceFilter


class MeetingFilter(RecordFilter):
    class Meta(RegisterFilter.Meta):
        model = models.Meeting
        fields = ["words", "group", "status", "boards"]


class HeldInFilter(OfferedFilter):
    """Offers the years in which there were meetings that the principal may see."""

    def offered(self, rows: QuerySet, request: Any) -> list[tuple[str, str]]:
        years = rows.annotate(year=ExtractYear(self.field_name)).values_list("year", flat=True)
        return [(str(year), str(year)) for year in years.order_by("-year").distinct()]


class DecisionFilter(RegisterFilter):
    group = ScopedChoiceFilter(
        field_name="meeting__group", queryset=models.Group.objects.order_by("title"), label="Group"
    )
    board = BoardFilter(field_name="meeting__boards", label="Partnership")
    year = HeldInFilter(field_name="meeting__held_on", lookup_expr="year", label="Year")

    class Meta(RegisterFilter.Meta):
        model = models.Decision
        fields = ["group", "board", "year"]
