"""How the scores of risks moved, from their history."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from partnership.models import Risk
from partnership.rag import HIGH_RISK, RiskRating, risk_rating

YEAR = timedelta(days=365)


@dataclass(frozen=True)
class Scored:
    """A score of a risk, from the day on which it was given, by whom and why; `reason` may be empty."""

    on: date
    by: str
    likelihood: int
    impact: int
    reason: str
    before: int | None

    @property
    def rating(self) -> RiskRating:
        return risk_rating(self.likelihood, self.impact)

    @property
    def movement(self) -> str:
        """Such as "up from 12"; nothing for the first score."""
        score = self.rating.score
        if self.before is None:
            return ""
        return f"{'up' if score > self.before else 'down' if score < self.before else 'no change'} from {self.before}"


def score_history(risk: Risk) -> tuple[Scored, ...]:
    """Every score that the risk has had, the first one first. One query; the caller has made sure who may read it."""
    rows = risk.history.select_related("history_user").order_by("history_date", "history_id")
    found: list[Scored] = []
    for row in rows:
        last = found[-1] if found else None
        if last and (last.likelihood, last.impact) == (row.likelihood, row.impact):
            continue
        found.append(
            Scored(
                on=timezone.localdate(row.history_date),
                by=row.history_user.name if row.history_user else "",
                likelihood=row.likelihood,
                impact=row.impact,
                reason=row.history_change_reason or "",
                before=last.rating.score if last else None,
            )
        )
    return tuple(found)


def to_challenge(risks: QuerySet[Any], today: date) -> QuerySet[Any]:
    """Those whose score is higher than it was twelve months ago, and those that stand high past their review.

    A risk that was added since is compared with its first score.
    """
    begin = timezone.make_aware(datetime.combine(today - YEAR, time.min))
    versions = Risk.history.filter(id=OuterRef("pk")).annotate(score=F("likelihood") * F("impact"))
    first = versions.order_by("history_date", "history_id").values("score")[:1]
    year_ago = versions.filter(history_date__lt=begin).order_by("-history_date", "-history_id").values("score")[:1]
    scored = risks.alias(now=F("likelihood") * F("impact"), was=Coalesce(Subquery(year_ago), Subquery(first)))
    return scored.filter(Q(now__gt=F("was")) | Q(now__gte=HIGH_RISK, review_on__lt=today))


def scores_before(risks: Collection[int]) -> Mapping[int, int]:
    """The score that each of these risks had before its present one, by key; those that never moved are left out.

    One query, however many.
    """
    fields = ("id", "likelihood", "impact")
    rows: Any = Risk.history.filter(id__in=risks).order_by("history_date", "history_id").values_list(*fields)
    scores: dict[int, list[int]] = defaultdict(list)
    for key, likelihood, impact in rows:
        if not scores[key] or scores[key][-1] != likelihood * impact:
            scores[key].append(likelihood * impact)
    return {key: known[-2] for key, known in scores.items() if len(known) > 1}
