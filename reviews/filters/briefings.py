"""Briefings and what agencies did with them."""

import django_filters
from django.db.models import QuerySet

from partnership.registers.filters import RecordFilter, RegisterFilter
from reviews.models import Briefing, BriefingReceipt


class BriefingFilter(RecordFilter):
    cleared = django_filters.ChoiceFilter(
        label="For whom",
        choices=[("partners", "For partners"), ("public", "For the public"), ("none", "Not cleared yet")],
        method="cleared_for",
    )

    class Meta(RegisterFilter.Meta):
        model = Briefing
        fields = ["words", "cleared", "boards"]

    def cleared_for(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        if value == "none":
            return queryset.filter(cleared_at=None)
        return queryset.filter(cleared_at__isnull=False, is_public=value == "public")


class ReceiptFilter(RegisterFilter):
    answer = django_filters.ChoiceFilter(
        label="Answer",
        choices=[("waiting", "Waiting for an answer"), ("answered", "Answered")],
        method="answered",
    )

    class Meta(RegisterFilter.Meta):
        model = BriefingReceipt
        fields = ["words", "answer", "agency"]

    def answered(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return queryset.filter(answered_at__isnull=value == "waiting")
