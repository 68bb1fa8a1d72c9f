"""What the page of a review counts and lists of what hangs on it, each narrowed to its reader."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Max, Q
from django.utils import timezone

from partnership.models import Action, Recommendation
from partnership.principals import Principal
from partnership.selectors.attachments import files_of
from partnership.selectors.recommendation_answers import Answers, answers_of
from partnership.selectors.record_access import named_on
from reviews.enums import PanelPart, TextKind
from reviews.enums.returns import HANDED_IN
from reviews.models import (
    AgencyReturn,
    Briefing,
    ChronologyEntry,
    Consideration,
    CriterionAnswer,
    IdentityKey,
    PanelMember,
    Pause,
    Review,
    ReviewText,
)


@dataclass(frozen=True)
class PartCounts:
    """How much there is of each part of a review."""

    criteria_met: int
    criteria: int
    terms: int
    draft: int
    people: int
    entries: int
    briefings: int
    files: int


@dataclass(frozen=True)
class ReturnCounts:
    """How many returns agencies were asked for, and how many of them are in."""

    arrived: int
    asked: int


@dataclass(frozen=True)
class RecommendationRow:
    """A recommendation, what agencies answered, and how many actions there are for it."""

    recommendation: Recommendation
    agencies: str
    answers: Answers
    actions: int


def part_counts(review: Review, principal: Principal) -> PartCounts:
    """Seven queries."""
    last = Consideration.objects.visible_to(principal).filter(review=review).order_by("-considered_on", "-pk")
    answers = CriterionAnswer.objects.visible_to(principal).filter(consideration__in=last.values("pk")[:1])
    met = answers.aggregate(met=Count("pk", filter=Q(met=True)), asked=Count("pk"))
    drafts = dict(
        ReviewText.objects.visible_to(principal)
        .filter(review=review)
        .order_by("kind")
        .values_list("kind")
        .annotate(last=Max("number"))
    )
    return PartCounts(
        criteria_met=met["met"],
        criteria=met["asked"],
        terms=drafts.get(TextKind.TERMS.value, 0),
        draft=drafts.get(TextKind.REPORT.value, 0),
        people=_serving(review, principal).count(),
        entries=ChronologyEntry.objects.visible_to(principal).filter(agency_return__review=review).count(),
        briefings=Briefing.objects.visible_to(principal).filter(of_review=review).count(),
        files=files_of(review, principal).count(),
    )


def leading_people(review: Review, principal: Principal) -> list[tuple[str, str]]:
    """Who writes the review and who chairs its panel: words and names. One query."""
    members = _serving(review, principal).filter(part__in=(PanelPart.REVIEWER, PanelPart.CHAIR)).select_related("user")
    names = {part: ", ".join(str(one) for one in members if one.part == part) for part in PanelPart}
    led = [("Independent reviewer", names[PanelPart.REVIEWER] or review.reviewer)]
    return [(words, name) for words, name in [*led, ("Panel chair", names[PanelPart.CHAIR])] if name]


def returns_of_review(review: Review, principal: Principal) -> list[Any]:
    """Returns with `entry_count`, those due first first. One query."""
    rows = AgencyReturn.objects.visible_to(principal).filter(review=review).select_related("agency")
    counted = rows.annotate(entry_count=Count("entries", filter=Q(entries__archived_at=None), distinct=True))
    return list(counted.order_by("due_on", "agency__name", "pk"))


def count_returns(review: Review) -> ReturnCounts:
    """Of all agencies, those too whose returns the reader may not open yet: for those named. One query."""
    rows = AgencyReturn._base_manager.filter(review=review, archived_at=None)
    return ReturnCounts(**rows.aggregate(arrived=Count("pk", filter=Q(state__in=HANDED_IN)), asked=Count("pk")))


def recommendations_of(review: Review, principal: Principal) -> list[RecommendationRow]:
    """Four queries."""
    rows = Recommendation.objects.visible_to(principal).filter(plan__record=review).prefetch_related("agencies")
    recommendations = list(rows.order_by("number"))
    actions = Action.objects.visible_to(principal).filter(recommendation__in=recommendations)
    counts = Counter(actions.values_list("recommendation", flat=True))
    answers = answers_of(recommendations)
    return [
        RecommendationRow(one, _names(one), answers.get(one.pk, Answers()), counts[one.pk]) for one in recommendations
    ]


def pauses_of(review: Review, principal: Principal) -> list[tuple[Pause, str]]:
    """With the names of those who entered them. Two queries."""
    pauses = list(Pause.objects.visible_to(principal).filter(review=review))
    entered = Pause.history.filter(id__in=[pause.pk for pause in pauses], history_type="+")
    by = dict(entered.values_list("id", "history_user__name"))
    return [(pause, by.get(pause.pk) or "") for pause in pauses]


def keepers_of_identity(review: Review, principal: Principal, today: date) -> int:
    """How many people can open who the child is; nought for those who cannot. Two queries."""
    key = IdentityKey.objects.visible_to(principal).filter(of_review=review).first()
    return named_on(key, today).values("user").distinct().count() if key else 0


def _serving(review: Review, principal: Principal) -> Any:
    today = timezone.localdate()
    rows = PanelMember.objects.visible_to(principal).filter(review=review, joined_on__lte=today)
    return rows.filter(Q(left_on=None) | Q(left_on__gte=today))


def _names(recommendation: Recommendation) -> str:
    return ", ".join(sorted(agency.name for agency in recommendation.agencies.all()))
