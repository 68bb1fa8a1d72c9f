"""The risk register of a year: scores as they stood at its end, and how they moved."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Prefetch
from django.utils import timezone

from partnership.enums import OpenStatus
from partnership.models import Board, Group, Risk
from partnership.principals import Principal
from partnership.rag import RiskRating, risk_rating
from partnership.selectors.actions import Work, work_of
from partnership.selectors.carried_over import CarriedOver, carried_over
from partnership.selectors.in_year import was_open_or_ended_in


@dataclass(frozen=True)
class RiskView:
    """A risk with its scores. `before` is the score on the day before the year began, None where none is on record."""

    reference: str
    title: str
    description: str
    controls: str
    group: str
    owner: str
    likelihood: int
    impact: int
    rating: RiskRating
    target: int | None
    before: int | None
    is_closed: bool
    opened_on: date | None
    closed_on: date | None
    work: Work


def risks_in_year(*, board: Board, start: date, end: date, principal: Principal) -> tuple[RiskView, ...]:
    """Risks open on `end` or closed since `start`, the highest score first. Five queries, however many."""
    risks = [
        risk
        for risk in Risk.objects.visible_to(principal)
        .filter(boards=board)
        .select_related("owner_agency")
        .prefetch_related(Prefetch("group", Group.objects.visible_to(principal)))
        if _is_of_year(risk, start, end)
    ]
    keys = [risk.pk for risk in risks]
    if not keys:
        return ()
    work = work_of(records=keys, start=start, end=end, principal=principal)
    scores = _scores(keys)
    views = [_risk(risk, work[risk.pk], scores.get(risk.pk, []), start, end) for risk in risks]
    return tuple(sorted(views, key=lambda view: (-view.rating.score, view.reference.casefold())))


def owed_on_closed_risks(*, board: Board, start: date, end: date, principal: Principal) -> tuple[CarriedOver, ...]:
    """What risks closed before `start`, or nobody knows when, still owe. At most four queries."""
    names = {
        risk.pk: f"the risk “{risk.title}”"
        for risk in Risk.objects.visible_to(principal).filter(boards=board).order_by("pk")
        if not _is_of_year(risk, start, end) and not (risk.opened_on and risk.opened_on > end)
    }
    return carried_over(records=names, start=start, end=end, principal=principal)


def _is_of_year(risk: Risk, start: date, end: date) -> bool:
    return was_open_or_ended_in(
        start,
        end,
        begun_on=risk.opened_on,
        ended_on=risk.closed_on,
        has_ended=risk.status == OpenStatus.CLOSED,
        undated=False,
    )


def _scores(keys: list[int]) -> Mapping[int, list[Any]]:
    """Rows of the history of these risks, oldest first. Callers have made sure that the risks may be seen."""
    rows = defaultdict(list)
    for row in Risk.history.filter(id__in=keys).order_by("history_date", "history_id"):
        rows[row.id].append(row)
    return rows


def _as_on(rows: list[Any], day: date) -> Any | None:
    """The last row of the history that was written on or before a day."""
    known = [row for row in rows if _day(row.history_date) <= day]
    return known[-1] if known else None


def _day(moment: datetime) -> date:
    return timezone.localdate(moment)


def _risk(risk: Risk, work: Work, rows: list[Any], start: date, end: date) -> RiskView:
    then = _as_on(rows, end) or risk
    earlier = [row for row in rows if _day(row.history_date) < start]
    return RiskView(
        reference=risk.reference,
        title=risk.title,
        description=risk.description,
        controls=risk.controls,
        group=risk.group.title if risk.group else "",
        owner=risk.owner_agency.name if risk.owner_agency else "",
        likelihood=then.likelihood,
        impact=then.impact,
        rating=risk_rating(then.likelihood, then.impact),
        target=risk.target_score,
        before=earlier[-1].likelihood * earlier[-1].impact if earlier else None,
        is_closed=risk.status == OpenStatus.CLOSED and (risk.closed_on is None or risk.closed_on <= end),
        opened_on=risk.opened_on,
        closed_on=risk.closed_on if risk.closed_on and risk.closed_on <= end else None,
        work=work,
    )
