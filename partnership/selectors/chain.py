"""From a record's recommendations to proven change, on one page: answers, actions, what they led to, impact tests.

For any record with an action plan. What is missing is said in words, since an action that leads to no proof should look
unfinished.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from partnership import marks, registry
from partnership.enums import ActionStatus, Proven, RecommendationStatus
from partnership.learning_marks import proven_mark
from partnership.models import Action, ActionPlan, ActionResult, ImpactTest, Recommendation, Record
from partnership.policy import allows
from partnership.principals import Principal
from partnership.registers import Chip, Link
from partnership.registers.rows import neutral_name, readable
from partnership.selectors.recommendation_answers import Answers, answers_of

NO_ACTION, NOT_TESTED, NO_RESULT = "No action yet", "Not tested yet", "Led to nothing yet"


@dataclass(frozen=True)
class ChainResult:
    """What an action led to; `link` where it is on record and may be opened."""

    kind: str
    what: str
    link: Link | None


@dataclass(frozen=True)
class ChainAction:
    """An action, how it stands, and what it led to."""

    action: Action
    mark: Chip
    results: tuple[ChainResult, ...]

    @property
    def gap(self) -> str:
        """An action is unfinished until something came of it; one that was cancelled leads nowhere."""
        return "" if self.results or self.action.status == ActionStatus.CANCELLED else NO_RESULT


@dataclass(frozen=True)
class ChainLink:
    """One recommendation with all that followed from it."""

    recommendation: Recommendation
    mark: Chip
    answers: Answers
    actions: tuple[ChainAction, ...]
    tests: tuple[tuple[ImpactTest, Chip], ...]

    @property
    def is_given_up(self) -> bool:
        """Declined, or closed without being carried out: nothing is to follow."""
        closed = self.recommendation.status == RecommendationStatus.CLOSED_NOT_IMPLEMENTED
        return closed or self.recommendation.accepted is False

    @property
    def asked_words(self) -> str:
        """How the answers stand. One that is carried out already is no longer asked about."""
        carried_out = self.recommendation.status == RecommendationStatus.IMPLEMENTED
        return "Nobody was asked" if carried_out and not self.answers.asked else self.answers.words

    @property
    def is_proven(self) -> bool:
        """What the last test found holds."""
        return bool(self.tests) and self.tests[-1][0].proven == Proven.YES

    @cached_property
    def gaps(self) -> tuple[str, ...]:
        """What is missing, in words; nothing of what is given up or proven."""
        if self.is_given_up or self.is_proven:
            return ()
        found = [action.gap for action in self.actions if action.gap] or ([] if self.actions else [NO_ACTION])
        return (*found, *([] if self.tests else [NOT_TESTED]))


@dataclass(frozen=True)
class Chain:
    """All of a record's plan; `loose` are actions that carry out no recommendation."""

    links: tuple[ChainLink, ...]
    loose: tuple[ChainAction, ...]

    @property
    def is_empty(self) -> bool:
        return not (self.links or self.loose)

    @property
    def words(self) -> str:
        """Such as "3 recommendations: 1 proven, 2 with something missing"."""
        count, proven = len(self.links), sum(link.is_proven for link in self.links)
        gaps = sum(bool(link.gaps) for link in self.links)
        things = "recommendation" if count == 1 else "recommendations"
        return f"{count} {things}: {proven} proven, {gaps} with something missing"


def may_read_chain(principal: Principal, record: Record) -> bool:
    """Whether somebody who sees the record may read its plan too."""
    if ActionPlan.objects.visible_to(principal).filter(record=record.pk).exists():
        return True
    return allows(principal, "view", "action") and not ActionPlan._base_manager.filter(record=record.pk).exists()


def chain_of(record: Record, principal: Principal) -> Chain:
    """The chain as the principal may see it. Seven queries at most, however long it is."""
    mine = {"plan__record": record.pk}
    rows = Recommendation.objects.visible_to(principal).filter(**mine).select_related("plan__record")
    recommendations = list(rows.prefetch_related("agencies").order_by("number"))
    actions = _actions(record, principal)
    answers, tests = answers_of(recommendations), _tests(record, principal)
    links = tuple(
        ChainLink(
            recommendation=row,
            mark=marks.recommendation_mark(row),
            answers=answers[row.pk],
            actions=tuple(actions.get(row.pk, ())),
            tests=tuple(tests.get(row.pk, ())),
        )
        for row in recommendations
    )
    shown = {row.pk for row in recommendations}
    loose = tuple(action for key, some in actions.items() if key not in shown for action in some)
    return Chain(links, loose)


def _actions(record: Record, principal: Principal) -> Mapping[int | None, list[ChainAction]]:
    """Actions by the recommendation that they carry out."""
    rows = Action.objects.visible_to(principal).filter(plan__record=record.pk).select_related("plan__record", "agency")
    results = _results(record, principal)
    found: dict[int | None, list[ChainAction]] = defaultdict(list)
    for action in rows.order_by("due_on", "pk"):
        one = ChainAction(action, marks.action_mark(action), tuple(results.get(action.pk, ())))
        found[action.recommendation_id].append(one)
    return found


def _results(record: Record, principal: Principal) -> Mapping[int, list[ChainResult]]:
    rows = ActionResult.objects.visible_to(principal).filter(action__plan__record=record.pk).select_related("record")
    stored = list(rows.order_by("pk"))
    shown = readable(principal, [row.record_id for row in stored if row.record_id])
    found: dict[int, list[ChainResult]] = defaultdict(list)
    for row in stored:
        link = _link(row.record) if row.record and row.record_id in shown else None
        found[row.action_id].append(ChainResult(row.get_kind_display(), row.what, link))
    return found


def _tests(record: Record, principal: Principal) -> Mapping[int, Iterable[tuple[ImpactTest, Chip]]]:
    rows: Any = ImpactTest.objects.visible_to(principal).filter(recommendation__plan__record=record.pk)
    found: dict[int, list[tuple[ImpactTest, Chip]]] = defaultdict(list)
    for test in rows.order_by("tested_on", "pk"):
        found[test.recommendation_id].append((test, proven_mark(test)))
    return found


def _link(record: Record) -> Link:
    return Link(neutral_name(record), registry.url_of(record))
