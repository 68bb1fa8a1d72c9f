"""Actions and recommendations."""

from datetime import date

import django_filters
from django.db.models import Q, QuerySet
from django.utils import timezone

from partnership import models
from partnership.enums import OPEN_ACTIONS, ActionStatus
from partnership.rag import DUE_SOON, Rag
from partnership.registers.filters import BoardFilter, RegisterFilter

STATES = (
    ("open", "Open"),
    (ActionStatus.COMPLETE.value, "Complete"),
    (ActionStatus.CANCELLED.value, "Cancelled"),
)


RATINGS = (
    (Rag.RED.value, "Overdue or off course"),
    (Rag.AMBER.value, "At risk or due soon"),
    (Rag.GREEN.value, "On course"),
    (Rag.BLUE.value, "Complete"),
)


DUE = (("overdue", "Overdue"), ("undated", "No due date"))


def rated(rag: Rag, today: date) -> Q:
    """Actions of one rating: the rule of `partnership.rag.action_rag` as SQL."""
    done = Q(status=ActionStatus.COMPLETE) & (Q(completed_on=None) | Q(completed_on__lte=today))
    late = Q(due_on__isnull=False, due_on__lt=today)
    soon = Q(at_risk=True) | Q(due_on__isnull=False, due_on__lte=today + DUE_SOON)
    computed = {
        Rag.BLUE: done,
        Rag.RED: ~done & late,
        Rag.AMBER: ~done & ~late & soon,
        Rag.GREEN: ~done & Q(at_risk=False, due_on__gt=today + DUE_SOON),
    }[rag]
    by_hand = ~done & Q(rag_override=rag.value)
    return ~Q(status=ActionStatus.CANCELLED) & (by_hand | (computed & (done | Q(rag_override=""))))


class ActionFilter(RegisterFilter):
    defaults = {"state": "open"}

    title = django_filters.CharFilter(label="Words in the action", lookup_expr="icontains")
    state = django_filters.ChoiceFilter(label="Status", choices=STATES, method="in_state")
    rating = django_filters.ChoiceFilter(label="Rating", choices=RATINGS, method="of_rating")
    due = django_filters.ChoiceFilter(label="Due", choices=DUE, method="when_due")
    boards = BoardFilter(field_name="plan__record__boards")

    class Meta(RegisterFilter.Meta):
        model = models.Action
        fields = ["title", "state", "rating", "due", "agency", "boards"]

    def in_state(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return queryset.filter(status__in=OPEN_ACTIONS if value == "open" else [value])

    def of_rating(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return queryset.filter(rated(Rag(value), timezone.localdate()))

    def when_due(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        if value == "undated":
            return queryset.filter(due_on=None)
        return queryset.filter(status__in=OPEN_ACTIONS, due_on__lt=timezone.localdate())


class RecommendationFilter(RegisterFilter):
    text = django_filters.CharFilter(label="Words in the recommendation", lookup_expr="icontains")
    boards = BoardFilter(field_name="plan__record__boards")

    class Meta(RegisterFilter.Meta):
        model = models.Recommendation
        fields = ["text", "status", "agencies", "boards"]
