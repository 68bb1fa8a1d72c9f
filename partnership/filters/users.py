"""What the lists of accounts and roles can be narrowed by."""

import django_filters
from django.db.models import Q, QuerySet
from django.utils import timezone

from partnership.enums import Role
from partnership.models import RoleGrant, User
from partnership.registers.filters import RegisterFilter
from partnership.roles import GIVEN
from partnership.selectors.users import counts_now, ends_soon_or_never, on_guarded_records

ROLES = [(role, Role(role).label) for role in GIVEN]
STANDINGS = (
    ("now", "Count today"),
    ("confirm", "End within 30 days, or never"),
    ("future", "Begin later"),
    ("before", "Ended"),
)
RECORDS = (("guarded", "Named on a restricted or sealed record"),)


class UserFilter(RegisterFilter):
    defaults = {"account": "open"}

    words = django_filters.CharFilter(label="Name or e-mail address", method="called")
    role = django_filters.ChoiceFilter(label="Role today", choices=ROLES, method="holding")
    account = django_filters.ChoiceFilter(
        label="Account", choices=[("open", "Open"), ("closed", "Closed")], method="standing"
    )

    class Meta(RegisterFilter.Meta):
        model = User
        fields = ["words", "role", "account"]

    def called(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return queryset.filter(Q(name__icontains=value) | Q(email__contains=value.casefold()))

    def holding(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        held = RoleGrant.objects.in_force(timezone.localdate()).filter(role=value)
        return queryset.filter(pk__in=held.values("user"))

    def standing(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return queryset.filter(is_active=value == "open")


class GrantFilter(RegisterFilter):
    defaults = {"standing": "now"}

    words = django_filters.CharFilter(label="Name", field_name="user__name", lookup_expr="icontains")
    standing = django_filters.ChoiceFilter(label="Standing", choices=STANDINGS, method="stands")
    role = django_filters.ChoiceFilter(label="Role", choices=ROLES)
    records = django_filters.ChoiceFilter(label="Records", choices=RECORDS, method="on_records")

    class Meta(RegisterFilter.Meta):
        model = RoleGrant
        fields = ["words", "standing", "role", "records"]

    def stands(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        today = timezone.localdate()
        spans = {
            "now": counts_now(today) & Q(user__is_active=True),
            "confirm": ends_soon_or_never(today) & Q(user__is_active=True),
            "future": Q(starts_on__gt=today),
            "before": Q(ends_on__lt=today) | Q(user__is_active=False),
        }
        return queryset.filter(spans[value])

    def on_records(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return queryset.filter(on_guarded_records())
