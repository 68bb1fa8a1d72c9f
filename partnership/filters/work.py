"""Actions, recommendations and requests for new dates."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Any, ClassVar

import django_filters
from django.db.models import Q, QuerySet
from django.utils import timezone

from partnership import models
from partnership.enums import GUARDED_CLASSES, OPEN_ACTIONS, ActionStatus, RequestAnswer
from partnership.formats import capital
from partnership.on_behalf import principal_for
from partnership.rag import DUE_SOON, Rag
from partnership.reaches import one_of
from partnership.registers.fields import UKDateField
from partnership.registers.filters import BoardFilter, OfferedFilter, RegisterFilter, ScopedChoiceFilter, texts_of
from partnership.registers.rows import noun_of
from partnership.selectors.drift import that_moved, that_moved_often
from partnership.selectors.sources import kinds_with_plans
from partnership.selectors.whose import GROUP, WHOSE, of_whom, usually_whose, whose_leads_somewhere

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


#: What an action's page says of it also to those who may not open its restricted source.
PLAIN_TEXTS = ("reference", "title", "owner")


def known(request: Any) -> QuerySet:
    """The records that the person may open: by no other does a filter find what hangs on it."""
    return models.Record.objects.visible_to(principal_for(request)).values("pk")


def with_words(words: str, texts: Iterable[str]) -> Q:
    """Rows in whose texts every word occurs (`RegisterFilter.matching`)."""
    found = Q()
    for word in words.split():
        found &= one_of(Q(**{f"{text}__iregex": re.escape(word)}) for text in texts)
    return found


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


class SourceBoardFilter(BoardFilter):
    """The partnership of the record that a row comes from.

    A restricted source that the person may not open tells nothing: its rows are found under every partnership, so that
    nobody loses from sight what they have to do.
    """

    def filter(self, qs: QuerySet, value: str) -> QuerySet:
        if not value:
            return qs
        source = self.field_name.removesuffix("__boards")
        of_board = Q(**{f"{source}__in": models.Record.objects.filter(boards=int(value)).values("pk")})
        guarded = Q(**{f"{source}__visibility__in": GUARDED_CLASSES})
        return qs.filter(of_board | (guarded & ~Q(**{f"{source}__in": known(self.parent.request)})))


class DayFilter(django_filters.DateFilter):
    """A day as people write it."""

    field_class = UKDateField


class OwnedFilter(RegisterFilter):
    """Actions, at first a chair's groups', a representative's agency's, or everybody's."""

    whose = WhoseFilter(label="Whose", method="of_whom")
    boards = SourceBoardFilter(field_name="plan__record__boards")

    def __init__(self, data: Any, *, request: Any, **kwargs: Any) -> None:
        usual = usually_whose(principal_for(request))
        self.defaults = {**self.defaults, **({"whose": usual} if usual else {})}  # type: ignore[misc]  # of this reader
        super().__init__(data, request=request, **kwargs)

    def of_whom(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        found = queryset.filter(of_whom(value, principal_for(self.request)))
        return found.filter(plan__record__in=known(self.request)) if value == GROUP else found

    def matching(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        """By what people wrote of a restricted case an action is found by those who may open the case."""
        told = ~Q(plan__record__visibility__in=GUARDED_CLASSES) | Q(plan__record__in=known(self.request))
        return queryset.filter(with_words(value, PLAIN_TEXTS) | (told & with_words(value, texts_of(queryset.model))))


class ActionFilter(OwnedFilter):
    """The action log begins with what is open."""

    defaults: ClassVar[dict[str, str]] = {"state": "open"}

    state = django_filters.ChoiceFilter(label="Status", choices=STATES, method="in_state")
    rating = django_filters.ChoiceFilter(label="Rating", choices=RATINGS, method="of_rating")
    due = django_filters.ChoiceFilter(label="Due", choices=DUE, method="when_due")
    look_at = django_filters.ChoiceFilter(label="Only those", choices=LOOK_AT, method="to_look_at")
    owner = django_filters.CharFilter(label="Owner", lookup_expr="icontains")
    kind = django_filters.ChoiceFilter(label="Comes from", choices=_kinds, method="from_kind")
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

    def from_kind(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return queryset.filter(plan__record__in=known(self.request), plan__record__kind=value)

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
    boards = SourceBoardFilter(field_name="plan__record__boards")

    class Meta(RegisterFilter.Meta):
        model = models.Recommendation
        fields = ["status", "agencies", "boards"]


class DueDateRequestFilter(RegisterFilter):
    """Requests for new dates, at first those that wait for an answer."""

    defaults: ClassVar[dict[str, str]] = {"state": WAITING}

    state = django_filters.ChoiceFilter(label="Answer", choices=ANSWERS, method="answered")
    agency = ScopedChoiceFilter(label="Agency", field_name="action__agency", queryset=models.Agency.objects.all())
    boards = SourceBoardFilter(field_name="action__plan__record__boards")

    class Meta(RegisterFilter.Meta):
        model = models.DueDateRequest
        fields = ["state", "agency", "boards"]

    def answered(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        if value == WAITING:
            return queryset.filter(answer="", action__status__in=OPEN_ACTIONS)
        return queryset.filter(answer=value)
