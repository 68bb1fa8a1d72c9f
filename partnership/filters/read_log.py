"""What the read log can be narrowed by."""

from datetime import date, datetime, time, timedelta

import django_filters
from django.db.models import Q, QuerySet
from django.utils import timezone

from partnership.enums import GUARDED_CLASSES, ReadVerb, Visibility
from partnership.filters.work import DayFilter
from partnership.models import ReadEntry
from partnership.registers.filters import RegisterFilter

CLASSES = [(value, Visibility(value).label) for value in GUARDED_CLASSES]


class ReadLogFilter(RegisterFilter):
    words = django_filters.CharFilter(label="Who", method="by")
    record = django_filters.CharFilter(label="Record’s reference", method="about")
    verb = django_filters.ChoiceFilter(label="What was done", choices=ReadVerb.choices)
    visibility = django_filters.ChoiceFilter(label="Class at the time", choices=CLASSES)
    since = DayFilter(label="From", method="from_day")
    until = DayFilter(label="To", method="to_day")
    reason = django_filters.CharFilter(label="Words of the reason", lookup_expr="icontains")

    class Meta(RegisterFilter.Meta):
        model = ReadEntry
        fields = ["words", "record", "verb", "visibility", "since", "until", "reason"]

    def by(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return queryset.filter(Q(user__name__icontains=value) | Q(user__email__contains=value.casefold()))

    def about(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return queryset.filter(record__reference__icontains=value)

    def from_day(self, queryset: QuerySet, name: str, value: date) -> QuerySet:
        return queryset.filter(read_at__gte=_midnight(value))

    def to_day(self, queryset: QuerySet, name: str, value: date) -> QuerySet:
        return queryset.filter(read_at__lt=_midnight(value + timedelta(days=1)))


def _midnight(day: date) -> datetime:
    """When a day begins in Britain."""
    return timezone.make_aware(datetime.combine(day, time()))
