"""Actions, recommendations and requests for new dates."""

from datetime import date
from typing import Any, ClassVar

import django_filters
from django.db.models import Q, QuerySet
from django.utils import timezone

from partnership import models
from partnership.enums import OPEN_ACTIONS, ActionStatus, RequestAnswer
from partnership.formats import capital
from partnership.on_behalf import principal_for
from partnership.rag import DUE_SOON, Rag
from partnership.registers.fields import UKDateField
from partnership.registers.filters import BoardFilter, OfferedFilter, RegisterFilter, ScopedChoiceFilter
from partnership.registers.rows import noun_of
from partnership.selectors.drift import that_moved, that_moved_often
from partnership.selectors.sources import kinds_with_plans
from partnership.selectors.whose import WHOSE, of_whom, usually_whose, whose_leads_somewhere

#: An action that is complete and does not say what difference it made, nor why that cannot be shown yet.
NO_IMPACT = "no_impact"
STATES = (
    ("open", "Open"),
    (ActionStatus.COMPLETE.value, "Complete"),
    (NO_IMPACT, "Complete, no impact shown"),
    (ActionStatus.CANCELLED.value, "Cancelled"),
)


RATINGS = (
    (Rag.RED.value, "Overdue or off course"),
    (Rag.AMBER.value, "At risk or due soon"),
    (Rag.GREEN.value, "On course"),
    (Rag.BLUE.value, "Complete"),
)


DUE = (("overdue", "Overdue"), ("undated", "No due date"))
LOOK_AT = (
    ("at_risk", "Marked at risk"),
    ("moved", "Due date moved"),
    ("moved_often", "Due date moved 3 times or more"),
    ("asked", "New date asked for"),
)
WAITING = "waiting"
ANSWERS = ((WAITING, "Waiting for an answer"), *RequestAnswer.choices)


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


class WhoseFilter(OfferedFilter):
    """My actions, my agency's, my groups': as far as one has any."""

    def offered(self, rows: QuerySet, request: Any) -> list[tuple[str, str]]:
        return [(whose, WHOSE[whose]) for whose in whose_leads_somewhere(principal_for(request))]


def _kinds() -> list[tuple[str, str]]:
    """What actions come from, by the names of the kinds."""
    names = {model.record_kind: noun_of(model) for model in models.Record.__subclasses__()}
    return [(kind, capital(names[kind])) for kind in kinds_with_plans("actions")]


class DayFilter(django_filters.DateFilter):
    """A day as people write it."""

    field_class = UKDateField


class OwnedFilter(RegisterFilter):
    """Actions, at first a chair's groups', a representative's agency's, or everybody's."""

    whose = WhoseFilter(label="Whose", method="of_whom")
    boards = BoardFilter(field_name="plan__record__boards")

    def __init__(self, data: Any, *, request: Any, **kwargs: Any) -> None:
        usual = usually_whose(principal_for(request))
        self.defaults = {**self.defaults, **({"whose": usual} if usual else {})}  # type: ignore[misc]  # of this reader
        super().__init__(data, request=request, **kwargs)

    def of_whom(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return queryset.filter(of_whom(value, principal_for(self.request)))


class ActionFilter(OwnedFilter):
    """The action log begins with what is open."""

    defaults: ClassVar[dict[str, str]] = {"state": "open"}

    state = django_filters.ChoiceFilter(label="Status", choices=STATES, method="in_state")
    rating = django_filters.ChoiceFilter(label="Rating", choices=RATINGS, method="of_rating")
    due = django_filters.ChoiceFilter(label="Due", choices=DUE, method="when_due")
    look_at = django_filters.ChoiceFilter(label="Only those", choices=LOOK_AT, method="to_look_at")
    owner = django_filters.CharFilter(label="Owner", lookup_expr="icontains")
    kind = django_filters.ChoiceFilter(label="Comes from", field_name="plan__record__kind", choices=_kinds)
    due_from = DayFilter(label="Due from", field_name="due_on", lookup_expr="gte")
    due_to = DayFilter(label="Due to", field_name="due_on", lookup_expr="lte", help_text="")

    class Meta(RegisterFilter.Meta):
        model = models.Action
        fields = [
            "whose", "state", "rating", "due", "look_at", "agency", "owner", "kind", "due_from", "due_to",
            "boards",
        ]  # fmt: skip

    def in_state(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        if value == NO_IMPACT:
            return queryset.filter(status=ActionStatus.COMPLETE, impact="", no_impact_reason="")
        return queryset.filter(status__in=OPEN_ACTIONS if value == "open" else [value])

    def of_rating(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return queryset.filter(rated(Rag(value), timezone.localdate()))

    def when_due(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        if value == "undated":
            return queryset.filter(due_on=None)
        return queryset.filter(status__in=OPEN_ACTIONS, due_on__lt=timezone.localdate())

    def to_look_at(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        if value == "at_risk":
            return queryset.filter(at_risk=True)
        if value == "moved":
            return that_moved(queryset)
        if value == "moved_often":
            return that_moved_often(queryset)
        waiting = models.DueDateRequest.objects.filter(answer="").values("action")
        return queryset.filter(pk__in=waiting, status__in=OPEN_ACTIONS)


class ImpactFilter(OwnedFilter):
    """Complete actions of which no status is to be chosen."""

    class Meta(RegisterFilter.Meta):
        model = models.Action
        fields = ["title", "whose", "agency", "boards"]


class RecommendationFilter(RegisterFilter):
    boards = BoardFilter(field_name="plan__record__boards")

    class Meta(RegisterFilter.Meta):
        model = models.Recommendation
        fields = ["status", "agencies", "boards"]


class DueDateRequestFilter(RegisterFilter):
    """Requests for new dates, at first those that wait for an answer."""

    defaults: ClassVar[dict[str, str]] = {"state": WAITING}

    state = django_filters.ChoiceFilter(label="Answer", choices=ANSWERS, method="answered")
    agency = ScopedChoiceFilter(label="Agency", field_name="action__agency", queryset=models.Agency.objects.all())
    boards = BoardFilter(field_name="action__plan__record__boards")

    class Meta(RegisterFilter.Meta):
        model = models.DueDateRequest
        fields = ["state", "agency", "boards"]

    def answered(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        if value == WAITING:
            return queryset.filter(answer="", action__status__in=OPEN_ACTIONS)
        return queryset.filter(answer=value)
