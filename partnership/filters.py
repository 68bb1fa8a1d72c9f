"""What the ground floor's lists can be narrowed by."""

from datetime import date

import django_filters
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from partnership import models
from partnership.enums import OPEN_ACTIONS, ActionStatus, OpenStatus
from partnership.rag import DUE_SOON, HIGH_RISK, Rag
from partnership.registers.filters import BoardFilter, RecordFilter, RegisterFilter, ValuesFilter

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


class RiskFilter(RecordFilter):
    defaults = {"status": OpenStatus.OPEN.value}

    rating = django_filters.ChoiceFilter(label="Rating", choices=[("high", "High or very high")], method="rated_high")

    class Meta(RegisterFilter.Meta):
        model = models.Risk
        fields = ["words", "status", "rating", "group", "owner_agency", "boards"]

    def rated_high(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return queryset.alias(now=F("likelihood") * F("impact")).filter(now__gte=HIGH_RISK)


class ChallengeFilter(RecordFilter):
    defaults = {"status": OpenStatus.OPEN.value}

    class Meta(RegisterFilter.Meta):
        model = models.Challenge
        fields = ["words", "status", "agencies", "boards"]


class EscalationFilter(RecordFilter):
    class Meta(RegisterFilter.Meta):
        model = models.Escalation
        fields = ["words", "stage", "raised_by", "with_agency", "boards"]


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


class BusinessPlanFilter(RecordFilter):
    class Meta(RegisterFilter.Meta):
        model = models.BusinessPlan
        fields = ["words", "boards"]


class PriorityFilter(RecordFilter):
    class Meta(RegisterFilter.Meta):
        model = models.Priority
        fields = ["words", "plan", "lead_group", "boards"]


class ObjectiveFilter(RegisterFilter):
    class Meta(RegisterFilter.Meta):
        model = models.Objective
        fields = ["rag", "lead_agency", "lead_group"]


class ProgressFilter(RegisterFilter):
    year = ValuesFilter(label="Year")

    class Meta(RegisterFilter.Meta):
        model = models.PriorityProgress
        fields = ["year", "priority", "rag"]


class MeetingFilter(RecordFilter):
    class Meta(RegisterFilter.Meta):
        model = models.Meeting
        fields = ["words", "group", "status", "boards"]


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


class ContributionFilter(RegisterFilter):
    financial_year = ValuesFilter(label="Financial year")

    class Meta(RegisterFilter.Meta):
        model = models.Contribution
        fields = ["board", "financial_year", "agency"]


class BudgetLineFilter(RegisterFilter):
    financial_year = ValuesFilter(label="Financial year")

    class Meta(RegisterFilter.Meta):
        model = models.BudgetLine
        fields = ["board", "financial_year", "kind"]


class ReserveFilter(RegisterFilter):
    financial_year = ValuesFilter(label="Financial year")

    class Meta(RegisterFilter.Meta):
        model = models.Reserve
        fields = ["board", "financial_year"]


class IndicatorFilter(RecordFilter):
    theme = ValuesFilter(label="Theme")

    class Meta(RegisterFilter.Meta):
        model = models.Indicator
        fields = ["words", "theme", "source_agency", "boards"]
