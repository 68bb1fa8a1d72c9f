"""Answers to recommendations, results of actions, impact tests."""

import django_filters
from django.db.models import QuerySet

from partnership import models
from partnership.registers.filters import RegisterFilter

WAITING, ACCEPTED, DECLINED = "waiting", "accepted", "declined"


class AnswerFilter(RegisterFilter):
    answer = django_filters.ChoiceFilter(
        label="Answer",
        choices=[(WAITING, "Waiting for an answer"), (ACCEPTED, "Accepted"), (DECLINED, "Declined")],
        method="answered",
    )

    class Meta(RegisterFilter.Meta):
        model = models.RecommendationAnswer
        fields = ["words", "answer", "agency"]

    def answered(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        if value == WAITING:
            return queryset.filter(answered_at=None)
        return queryset.filter(answered_at__isnull=False, accepted=value == ACCEPTED)


class ResultFilter(RegisterFilter):
    class Meta(RegisterFilter.Meta):
        model = models.ActionResult
        fields = ["words", "kind"]


class ImpactTestFilter(RegisterFilter):
    class Meta(RegisterFilter.Meta):
        model = models.ImpactTest
        fields = ["words", "proven"]
