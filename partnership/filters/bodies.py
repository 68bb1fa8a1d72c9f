"""The directory."""

import django_filters
from django.db.models import QuerySet
from django.utils import timezone

from partnership import models
from partnership.on_behalf import principal_for
from partnership.registers.filters import RecordFilter, RegisterFilter
from partnership.selectors.attendance import seldom_filled


class GroupFilter(RecordFilter):
    class Meta(RegisterFilter.Meta):
        model = models.Group
        fields = ["words", "group_kind", "boards"]


class SeatFilter(RegisterFilter):
    attendance = django_filters.ChoiceFilter(
        label="Attendance", choices=[("seldom", "Fewer than half of the meetings in 12 months")], method="that_came"
    )

    class Meta(RegisterFilter.Meta):
        model = models.Seat
        fields = ["group", "agency", "role", "attendance"]

    def that_came(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return seldom_filled(queryset, timezone.localdate(), principal_for(self.request))


class AgencyFilter(RegisterFilter):
    class Meta(RegisterFilter.Meta):
        model = models.Agency
        fields = ["category"]


class PersonFilter(RegisterFilter):
    class Meta(RegisterFilter.Meta):
        model = models.Person
        fields = ["agency"]


class BoardsFilter(RegisterFilter):
    class Meta(RegisterFilter.Meta):
        model = models.Board
        fields = ["kind"]
