"""The directory."""

import django_filters
from django.db.models import QuerySet

from partnership import models
from partnership.registers.filters import RecordFilter, RegisterFilter


class GroupFilter(RecordFilter):
    class Meta(RegisterFilter.Meta):
        model = models.Group
        fields = ["words", "group_kind", "boards"]


class SeatFilter(RegisterFilter):
    class Meta(RegisterFilter.Meta):
        model = models.Seat
        fields = ["group", "agency", "role"]


class AgencyFilter(RegisterFilter):
    name = django_filters.CharFilter(label="Name", lookup_expr="icontains")

    class Meta(RegisterFilter.Meta):
        model = models.Agency
        fields = ["name", "category"]


class PersonFilter(RegisterFilter):
    name = django_filters.CharFilter(label="Name", method="named")

    class Meta(RegisterFilter.Meta):
        model = models.Person
        fields = ["name", "agency"]

    def named(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return queryset.filter(name_key__contains=value.casefold())


class BoardsFilter(RegisterFilter):
    class Meta(RegisterFilter.Meta):
        model = models.Board
        fields = ["kind"]
