"""The actions and recommendations that hang on records, as they stood on the last day of a year."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from partnership.enums import ActionStatus, RecommendationStatus
from partnership.models import Action, Recommendation
from partnership.principals import Principal
from partnership.rag import Rag, action_rag, rag_words
from partnership.selectors.in_year import was_open_or_ended_in

NOTES_SHOWN = 3
#: Notes stand under a day and a name (services/actions.py).
_BEFORE_NOTE = re.compile(r"\n\n(?=\*\*\d[^*\n]*:\*\*)")
OPEN_RECOMMENDATIONS = (RecommendationStatus.OPEN, RecommendationStatus.IN_PROGRESS)


@dataclass(frozen=True)
class ActionView:
    """An action with its rating on the day. `words` are those of its chip; `rag` is None for a cancelled one."""

    reference: str
    title: str
    agency: str
    owner: str
    due_on: date | None
    completed_on: date | None
    progress: str
    impact: str
    recommendation: int | None
    rag: Rag | None
    words: str


@dataclass(frozen=True)
class RecommendationView:
    number: int
    text: str
    agencies: tuple[str, ...]
    accepted: bool | None
    status: RecommendationStatus
    response: str

    @property
    def is_open(self) -> bool:
        return self.status in OPEN_RECOMMENDATIONS


@dataclass(frozen=True)
class Work:
    """What is owed on one record."""

    recommendations: tuple[RecommendationView, ...] = ()
    actions: tuple[ActionView, ...] = ()

    @property
    def has_open_recommendation(self) -> bool:
        return any(recommendation.is_open for recommendation in self.recommendations)


def work_of(*, records: Iterable[int], start: date, end: date, principal: Principal) -> Mapping[int, Work]:
    """What the action plans of these records owe, by the record's key; a record without any has an empty `Work`.

    Actions are those open on `end`, completed since `start`, or without any date; recommendations bear no dates, so
    all of them. Three queries, however many records.
    """
    wanted = list(records)
    actions, recommendations = defaultdict(list), defaultdict(list)
    for action in (
        Action.objects.visible_to(principal)
        .filter(plan__record__in=wanted)
        .select_related("plan", "agency", "recommendation")
    ):
        if in_report(action, start=start, end=end):
            actions[action.plan.record_id].append(_action(action, end))
    for row in (
        Recommendation.objects.visible_to(principal)
        .filter(plan__record__in=wanted)
        .select_related("plan")
        .prefetch_related("agencies")
        .order_by("number")
    ):
        recommendations[row.plan.record_id].append(_recommendation(row))
    return {pk: Work(tuple(recommendations[pk]), tuple(actions[pk])) for pk in wanted}


def in_report(action: Action, *, start: date, end: date) -> bool:
    """Whether a report of the year prints an action: open at its end, completed in it, or without any date."""
    if not (action.raised_on or action.due_on or action.completed_on):
        return True
    if action.status == ActionStatus.CANCELLED:
        return False
    return was_open_or_ended_in(
        start,
        end,
        begun_on=action.raised_on,
        ended_on=action.completed_on,
        has_ended=action.status == ActionStatus.COMPLETE,
        undated=False,
    )


def rating(action: Action, *, on: date) -> Rag | None:
    """How an action stands on a day, by the rule of `partnership/rag.py`."""
    return action_rag(
        status=action.status,
        due_on=action.due_on,
        at_risk=action.at_risk,
        completed_on=action.completed_on,
        today=on,
        override=action.rag_override,
    )


def _action(action: Action, on: date) -> ActionView:
    rag = rating(action, on=on)
    return ActionView(
        reference=action.reference,
        title=action.title,
        agency=action.agency.name if action.agency else "",
        owner=action.owner,
        due_on=action.due_on,
        completed_on=action.completed_on if rag is Rag.BLUE else None,
        progress=action.progress,
        impact=action.impact,
        recommendation=action.recommendation.number if action.recommendation else None,
        rag=rag,
        words=rag_words(rag, due_on=action.due_on, today=on),
    )


def _recommendation(row: Recommendation) -> RecommendationView:
    return RecommendationView(
        number=row.number,
        text=row.text,
        agencies=tuple(agency.name for agency in row.agencies.all()),
        accepted=row.accepted,
        status=RecommendationStatus(row.status),
        response=row.response,
    )


def last_notes(progress: str) -> str:
    """The last three progress notes; what was written without a date and a name counts as one of them."""
    return "\n\n".join(_BEFORE_NOTE.split(progress)[:NOTES_SHOWN])
