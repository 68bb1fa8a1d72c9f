"""The clocks of reviews and of child deaths: rules of the edition, dates, pauses and corrections put together.

For rows that the reader was shown already. Of pauses and corrections nothing but dates goes into a clock; their words
are read through `visible_to`.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from partnership.policy import live
from reviews.clocks import Clock, clock_of
from reviews.clocks.days import Interval, Limit, latest_start
from reviews.enums import ClockEvent, ClockUnit, Publication, ReviewStatus
from reviews.models import ChildDeath, ClockOverride, ClockRule, Edition, KindRule, Pause, Review

_BEGINNINGS = ("aware_on", "referred_on", "partners_aware_on", "considered_on", "commissioned_on")
_OF_DEATHS = frozenset({ClockEvent.DIED, ClockEvent.REVIEWED})


@dataclass(frozen=True)
class RuleClock:
    """A rule and how its clock stands. `correction` is the latest one, which gives the last day."""

    rule: ClockRule
    clock: Clock
    correction: ClockOverride | None = None


class _Rules:
    """The rules of every edition. Three queries, however many rows ask."""

    def __init__(self) -> None:
        self.editions = sorted(
            Edition.objects.filter(live(Edition)), key=lambda one: (one.in_force_from, one.code_key), reverse=True
        )
        kinds = KindRule.objects.filter(live(KindRule)).values_list("edition", "kind")
        self.kinds = frozenset(kinds)
        self.of_edition: dict[int, list[ClockRule]] = defaultdict(list)
        for rule in ClockRule.objects.filter(live(ClockRule)).order_by("order", "pk"):
            self.of_edition[rule.edition_id].append(rule)

    def of_review(self, review: Review, today: date) -> list[ClockRule]:
        """Those of the edition that the review goes by: its own, or the one in force when it began."""
        edition = review.edition_id or self._edition(review.review_kind, _began_on(review) or today)
        rules = self.of_edition[edition] if edition else []
        return [rule for rule in rules if not (rule.kinds and review.review_kind not in rule.kinds)]

    def of_deaths(self, on: date) -> list[ClockRule]:
        """Those for a child who died on a day."""
        rules = [rule for one in self._in_force(on) for rule in self.of_edition[one.pk]]
        return [rule for rule in rules if {rule.starts_with, rule.ends_with} <= _OF_DEATHS]

    def _edition(self, kind: str, on: date) -> int | None:
        return next((one.pk for one in self._in_force(on) if (one.pk, kind) in self.kinds), None)

    def _in_force(self, on: date) -> list[Edition]:
        return [
            one
            for one in self.editions
            if one.in_force_from <= on and (one.in_force_until is None or on <= one.in_force_until)
        ]


def clocks_of_reviews(reviews: Iterable[Review], *, today: date) -> dict[int, tuple[RuleClock, ...]]:
    """The clocks of each review by its primary key, in the order of their rules. Five queries; none without a review.

    What never ended in a review that is over runs no more, and is left out.
    """
    reviews = list(reviews)
    if not reviews:
        return {}
    rules, pauses, corrections = _Rules(), _pauses(reviews), _corrections(reviews)
    found = {}
    for review in reviews:
        clocks = [
            _clock(rule, review, pauses[review.pk], corrections.get((review.pk, rule.pk)), today)
            for rule in rules.of_review(review, today)
        ]
        found[review.pk] = tuple(one for one in clocks if one.clock.end or not _is_over(review))
    return found


def clocks_of_deaths(deaths: Iterable[ChildDeath], *, today: date) -> dict[int, tuple[RuleClock, ...]]:
    """The clocks of each child's death: from the death to its review. Three queries. No pause stops them."""
    rules = _Rules()
    return {
        death.pk: tuple(_clock(rule, death, [], None, today) for rule in rules.of_deaths(death.died_on))
        for death in deaths
        if death.died_on
    }


def main_clock(clocks: Iterable[RuleClock]) -> RuleClock | None:
    """The clock that matters most: of those that run the one that ends first, else the one that began last."""
    limits = [one for one in clocks if one.clock.start and not one.rule.at_least]
    running = [one for one in limits if one.clock.is_open]
    if running:
        return min(running, key=lambda one: one.clock.due_on or date.max)
    return max(limits, key=lambda one: one.clock.start or date.min, default=None)


def starts_due(clocks: Iterable[RuleClock]) -> list[tuple[date, ClockRule]]:
    """Days by which something must have begun so that a shortest time is over when another clock ends."""
    clocks = list(clocks)
    ends = {one.rule.ends_with: one.clock.due_on for one in clocks if one.clock.is_open and not one.rule.at_least}
    return [
        (latest_start(one.clock.limit, due_on), one.rule)
        for one in clocks
        if one.rule.at_least and one.clock.start is None
        for due_on in [ends.get(one.rule.ends_with)]
        if due_on
    ]


def _is_over(review: Review) -> bool:
    if review.status == ReviewStatus.COMPLETE:
        return review.publication == Publication.NOT_FOR_PUBLICATION
    return review.status in (ReviewStatus.NOT_MET, ReviewStatus.PUBLISHED, ReviewStatus.CLOSED)


def _began_on(review: Review) -> date | None:
    return min((day for name in _BEGINNINGS if (day := getattr(review, name))), default=None)


def _clock(
    rule: ClockRule, row: Any, pauses: Iterable[Interval], correction: ClockOverride | None, today: date
) -> RuleClock:
    clock = clock_of(
        Limit(rule.limit, ClockUnit(rule.unit), rule.at_least, rule.pausable),
        start=getattr(row, rule.starts_with, None),
        end=getattr(row, rule.ends_with, None),
        pauses=pauses,
        corrected_due_on=correction.due_on if correction else None,
        today=today,
    )
    return RuleClock(rule, clock, correction)


def _pauses(reviews: Iterable[Review]) -> Mapping[int, list[Interval]]:
    found: dict[int, list[Interval]] = defaultdict(list)
    rows = Pause.objects.filter(live(Pause), review__in=[review.pk for review in reviews])
    for review, since, until in rows.values_list("review", "starts_on", "ends_on"):
        found[review].append(Interval(since, until))
    return found


def _corrections(reviews: Iterable[Review]) -> Mapping[tuple[int, int], ClockOverride]:
    """The latest correction of each clock."""
    rows = ClockOverride.objects.filter(live(ClockOverride), review__in=[review.pk for review in reviews])
    ordered = rows.select_related("made_by").order_by("made_at", "pk")
    return {(row.review_id, row.rule_id): row for row in ordered}
