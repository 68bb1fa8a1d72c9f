"""What agencies answered to recommendations, which of them can still be asked, and who owes an answer."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from partnership.enums import GUARDED_CLASSES
from partnership.models import Agency, Interest, Recommendation, RecommendationAnswer
from partnership.principals import Principal


@dataclass(frozen=True)
class Answers:
    """How many agencies were asked about one recommendation, and what they said."""

    asked: int = 0
    accepted: int = 0
    declined: int = 0

    @property
    def answered(self) -> int:
        return self.accepted + self.declined

    @property
    def is_complete(self) -> bool:
        """Whether everybody who was asked has answered."""
        return bool(self.asked) and self.answered == self.asked

    @property
    def is_mixed(self) -> bool:
        """Some take it on, some do not: then a person decides."""
        return self.is_complete and bool(self.accepted and self.declined)

    @property
    def words(self) -> str:
        """For lists: "Not yet asked", "1 of 2 answered", "2 of 2 accepted"."""
        if not self.asked:
            return "Not yet asked"
        if not self.is_complete:
            return f"{self.answered} of {self.asked} answered"
        return (
            f"{self.accepted} of {self.asked} accepted"
            if self.accepted
            else f"{self.declined} of {self.asked} declined"
        )


def answers_of(recommendations: Iterable[Recommendation | int]) -> dict[int, Answers]:
    """The answers by recommendation, for rows that the reader was shown already. One query.

    Only numbers leave it: what an agency wrote is read through `visible_to`.
    """
    keys: list[int] = [one if isinstance(one, int) else one.pk for one in recommendations]
    counts: dict[int, list[bool | None]] = defaultdict(list)
    rows = RecommendationAnswer.objects.filter(recommendation__in=keys, archived_at=None)
    for recommendation, answered_at, accepted in rows.values_list("recommendation", "answered_at", "accepted"):
        counts[recommendation].append(accepted if answered_at else None)
    return {key: Answers(len(said), said.count(True), said.count(False)) for key in keys for said in [counts[key]]}


def agencies_to_ask(recommendation: Recommendation) -> QuerySet[Agency]:
    """Those to which it is addressed, but for those asked before and those with a conflict of interest."""
    asked = recommendation.answers.filter(archived_at=None).values("agency")
    conflicted = Interest.objects.in_force().filter(record=recommendation.plan.record_id, agency__isnull=False)
    agencies: QuerySet[Agency] = recommendation.agencies.filter(archived_at=None)
    return agencies.exclude(pk__in=asked).exclude(pk__in=conflicted.values("agency")).order_by("name")


def answers_owed(principal: Principal, today: date) -> QuerySet[Any]:
    """What the agencies that one speaks for have still to answer."""
    agencies = {pk for grant in principal.grants for pk in grant.agencies}
    mine = RecommendationAnswer.objects.visible_to(principal, "change").filter(agency__in=agencies, answered_at=None)
    return mine.select_related("recommendation__plan__record", "agency")


def answers_due(agency: Agency, principal: Principal) -> QuerySet[Any]:
    """What one agency has still to answer and may stand on a sheet that is handed round: nothing restricted."""
    rows = RecommendationAnswer.objects.visible_to(principal).filter(agency=agency, answered_at=None)
    return rows.exclude(recommendation__plan__record__visibility__in=GUARDED_CLASSES).select_related("recommendation")
