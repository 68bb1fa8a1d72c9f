"""The challenge log and the escalations of a year."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from partnership.enums import EscalationStage, OpenStatus
from partnership.models import Board, Challenge, Escalation
from partnership.principals import Principal
from partnership.selectors.actions import Work, work_of
from partnership.selectors.carried_over import CarriedOver, carried_over
from partnership.selectors.in_year import was_open_or_ended_in
from partnership.workdays import stage_ends_on


@dataclass(frozen=True)
class ChallengeView:
    """What the board challenged whom about. `is_closed` and `closed_on` are as on the last day of the year."""

    reference: str
    title: str
    raised_on: date | None
    raised_by: str
    challenge: str
    action_required: str
    agencies: tuple[str, ...]
    responsible: str
    progress: str
    is_closed: bool
    closed_on: date | None
    work: Work


@dataclass(frozen=True)
class EscalationView:
    """A professional disagreement. `resolved_on` is None where it was unresolved on the last day of the year."""

    reference: str
    theme: str
    raised_on: date
    raised_by: str
    with_agency: str
    stage: EscalationStage
    resolved_on: date | None
    outcome: str


def challenges_in_year(*, board: Board, start: date, end: date, principal: Principal) -> tuple[ChallengeView, ...]:
    """Challenges open on `end`, closed since `start`, or without any date. Four queries, however many."""
    challenges = [
        challenge
        for challenge in Challenge.objects.visible_to(principal)
        .filter(boards=board)
        .order_by("pk")
        .prefetch_related("agencies")
        if _is_of_year(challenge, start, end)
    ]
    keys = [challenge.pk for challenge in challenges]
    work = work_of(records=keys, start=start, end=end, principal=principal) if keys else {}
    return tuple(_challenge(challenge, work[challenge.pk], end) for challenge in challenges)


def owed_on_closed_challenges(*, board: Board, start: date, end: date, principal: Principal) -> tuple[CarriedOver, ...]:
    """What challenges closed before `start` still owe. At most four queries."""
    names = {
        challenge.pk: f"the challenge “{challenge.title}”"
        for challenge in Challenge.objects.visible_to(principal).filter(boards=board).order_by("pk")
        if not _is_of_year(challenge, start, end) and not (challenge.raised_on and challenge.raised_on > end)
    }
    return carried_over(records=names, start=start, end=end, principal=principal)


def escalations_in_year(*, board: Board, start: date, end: date, principal: Principal) -> tuple[EscalationView, ...]:
    """Escalations unresolved on `end` or resolved since `start`, the oldest first. One query."""
    return tuple(
        _escalation(row, end)
        for row in Escalation.objects.visible_to(principal)
        .filter(boards=board)
        .select_related("raised_by", "with_agency")
        .order_by("raised_on", "pk")
        if was_open_or_ended_in(
            start,
            end,
            begun_on=row.raised_on,
            ended_on=row.resolved_on,
            has_ended=row.resolved_on is not None,
            undated=True,
        )
    )


def at_stage_since(escalation: Escalation) -> date | None:
    """Since when an unresolved escalation stands at its stage; None where that is not on record, or it is resolved."""
    if escalation.resolved_on:
        return None
    return escalation.stage_since or (escalation.raised_on if escalation.stage == EscalationStage.ONE else None)


def over_limit(escalations: QuerySet[Any], today: date) -> QuerySet[Any]:
    """Unresolved ones that stand at their stage for longer than it allows. Working days are counted outside SQL."""
    late = [
        row.pk
        for row in escalations.filter(resolved_on=None)
        if (since := at_stage_since(row)) and stage_ends_on(row.stage, since) < today
    ]
    return escalations.filter(pk__in=late)


def _is_of_year(challenge: Challenge, start: date, end: date) -> bool:
    return was_open_or_ended_in(
        start,
        end,
        begun_on=challenge.raised_on,
        ended_on=challenge.closed_on,
        has_ended=challenge.status == OpenStatus.CLOSED,
        undated=True,
    )


def _challenge(row: Challenge, work: Work, end: date) -> ChallengeView:
    closed_later = row.closed_on is not None and row.closed_on > end
    return ChallengeView(
        reference=row.reference,
        title=row.title,
        raised_on=row.raised_on,
        raised_by=row.raised_by,
        challenge=row.challenge,
        action_required=row.action_required,
        agencies=tuple(agency.name for agency in row.agencies.all()),
        responsible=row.responsible,
        progress=row.progress,
        is_closed=row.status == OpenStatus.CLOSED and not closed_later,
        closed_on=None if closed_later else row.closed_on,
        work=work,
    )


def _escalation(row: Escalation, end: date) -> EscalationView:
    return EscalationView(
        reference=row.reference,
        theme=row.theme,
        raised_on=row.raised_on,
        raised_by=row.raised_by.name,
        with_agency=row.with_agency.name,
        stage=EscalationStage(row.stage),
        resolved_on=row.resolved_on if row.resolved_on and row.resolved_on <= end else None,
        outcome=row.outcome,
    )
