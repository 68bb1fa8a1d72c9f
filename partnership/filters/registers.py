"""Risks, challenges, escalations, policies, inspections, engagement, scrutiny."""

import django_filters
from django.db.models import F, QuerySet
from django.utils import timezone

from partnership import models
from partnership.enums import OpenStatus
from partnership.rag import HIGH_RISK
from partnership.registers.filters import RecordFilter, RegisterFilter
from partnership.selectors.challenges import over_limit
from partnership.selectors.risk_scores import to_challenge


class RiskFilter(RecordFilter):
    defaults = {"status": OpenStatus.OPEN.value}

    rating = django_filters.ChoiceFilter(label="Rating", choices=[("high", "High or very high")], method="rated_high")

    look_at = django_filters.ChoiceFilter(
        label="Only those",
        choices=[("challenge", "Higher than 12 months ago, or high past its review")],
        method="to_look_at",
    )

    class Meta(RegisterFilter.Meta):
        model = models.Risk
        fields = ["words", "status", "rating", "look_at", "group", "owner_agency", "boards"]

    def rated_high(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return queryset.alias(now=F("likelihood") * F("impact")).filter(now__gte=HIGH_RISK)

    def to_look_at(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return to_challenge(queryset, timezone.localdate())


class ChallengeFilter(RecordFilter):
    defaults = {"status": OpenStatus.OPEN.value}

    answer = django_filters.ChoiceFilter(
        label="Answer", choices=[("waiting", "Waiting for an answer"), ("answered", "Answered")], method="answered"
    )

    class Meta(RegisterFilter.Meta):
        model = models.Challenge
        fields = ["words", "status", "answer", "agencies", "boards"]

    def answered(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        if value == "waiting":
            return queryset.filter(progress="", status=OpenStatus.OPEN)
        return queryset.exclude(progress="")


class EscalationFilter(RecordFilter):
    defaults = {"state": "open"}

    state = django_filters.ChoiceFilter(
        label="State",
        choices=[("open", "Open"), ("late", "Open, over its limit"), ("resolved", "Resolved")],
        method="in_state",
    )

    class Meta(RegisterFilter.Meta):
        model = models.Escalation
        fields = ["words", "state", "stage", "raised_by", "with_agency", "boards"]

    def in_state(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        if value == "late":
            return over_limit(queryset, timezone.localdate())
        return queryset.filter(resolved_on__isnull=value == "open")


class PolicyFilter(RecordFilter):
    class Meta(RegisterFilter.Meta):
        model = models.Policy
        fields = ["words", "owner_group", "boards"]


class InspectionFilter(RecordFilter):
    class Meta(RegisterFilter.Meta):
        model = models.Inspection
        fields = ["words", "agency", "boards"]


class EngagementFilter(RecordFilter):
    class Meta(RegisterFilter.Meta):
        model = models.Engagement
        fields = ["words", "participants", "boards"]


class ScrutinyFilter(RecordFilter):
    class Meta(RegisterFilter.Meta):
        model = models.ScrutinyActivity
        fields = ["words", "boards"]
