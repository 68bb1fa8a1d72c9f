"""Inspections, engagement, independent scrutiny and policies of a year."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q

from partnership.enums import Participants
from partnership.models import Board, Engagement, Group, Inspection, Policy, ScrutinyActivity
from partnership.principals import Principal
from partnership.selectors.actions import Work, work_of
from partnership.selectors.carried_over import CarriedOver, still_owed
from partnership.selectors.in_year import lies_in


@dataclass(frozen=True)
class InspectionView:
    reference: str
    title: str
    inspectorate: str
    agency: str
    inspected_on: date | None
    published_on: date | None
    judgement: str
    summary: str
    work: Work


@dataclass(frozen=True)
class EngagementView:
    """`number` is how many took part, None where nobody counted."""

    title: str
    held_on: date
    participants: Participants
    number: int | None
    heard: str
    changed: str


@dataclass(frozen=True)
class ScrutinyView:
    title: str
    held_on: date
    finding: str
    response: str


@dataclass(frozen=True)
class PolicyView:
    title: str
    owner: str
    approved_on: date | None
    review_on: date | None
    url: str


def inspections_in_year(*, board: Board, start: date, end: date, principal: Principal) -> tuple[InspectionView, ...]:
    """Inspections made or published between `start` and `end`, or without any date.

    Those of the year before stay until none of their recommendations is open. Four queries, however many.
    """
    rows, work = _inspections(board, start, end, principal)
    return tuple(_inspection(row, work[row.pk]) for row in rows if _is_told(row, work[row.pk], start, end))


def owed_on_earlier_inspections(
    *, board: Board, start: date, end: date, principal: Principal
) -> tuple[CarriedOver, ...]:
    """What inspections before `start` that the year does not tell still owe. Four queries, however many."""
    rows, work = _inspections(board, start, end, principal)
    return still_owed({row.pk: row.title for row in rows if not _is_told(row, work[row.pk], start, end)}, work)


def engagement_in_year(*, board: Board, start: date, end: date, principal: Principal) -> tuple[EngagementView, ...]:
    """What children, families and practitioners were asked and said between `start` and `end`. One query."""
    rows = Engagement.objects.visible_to(principal).filter(boards=board, held_on__range=(start, end))
    return tuple(
        EngagementView(row.title, row.held_on, Participants(row.participants), row.number, row.heard, row.changed)
        for row in rows.order_by("held_on", "pk")
    )


def scrutiny_in_year(*, board: Board, start: date, end: date, principal: Principal) -> tuple[ScrutinyView, ...]:
    """Independent scrutiny between `start` and `end`. One query."""
    rows = ScrutinyActivity.objects.visible_to(principal).filter(boards=board, held_on__range=(start, end))
    return tuple(
        ScrutinyView(row.title, row.held_on, row.finding, row.response) for row in rows.order_by("held_on", "pk")
    )


def policies_in_year(*, board: Board, start: date, end: date, principal: Principal) -> tuple[PolicyView, ...]:
    """Policies approved between `start` and `end`, or without a date of approval. Two queries."""
    rows = (
        Policy.objects.visible_to(principal)
        .filter(Q(approved_on__range=(start, end)) | Q(approved_on=None), boards=board)
        .prefetch_related(Prefetch("owner_group", Group.objects.visible_to(principal)))
        .order_by("pk")
    )
    return tuple(
        PolicyView(row.title, row.owner_group.title if row.owner_group else "", row.approved_on, row.review_on, row.url)
        for row in rows
    )


def _inspections(
    board: Board, start: date, end: date, principal: Principal
) -> tuple[list[Inspection], Mapping[int, Work]]:
    """Every inspection that was made or published by `end`, or without any date, and what it owes."""
    rows = [
        row
        for row in Inspection.objects.visible_to(principal).filter(boards=board).select_related("agency").order_by("pk")
        if _is_undated(row) or lies_in(date.min, end, row.inspected_on, row.published_on)
    ]
    keys = [row.pk for row in rows]
    return rows, work_of(records=keys, start=start, end=end, principal=principal) if keys else {}


def _is_told(row: Inspection, work: Work, start: date, end: date) -> bool:
    year_before = start.replace(year=start.year - 1)
    return (
        _is_undated(row)
        or lies_in(start, end, row.inspected_on, row.published_on)
        or (lies_in(year_before, end, row.inspected_on, row.published_on) and work.has_open_recommendation)
    )


def _is_undated(row: Inspection) -> bool:
    return not (row.inspected_on or row.published_on)


def _inspection(row: Inspection, work: Work) -> InspectionView:
    return InspectionView(
        reference=row.reference,
        title=row.title,
        inspectorate=row.inspectorate,
        agency=row.agency.name if row.agency else "",
        inspected_on=row.inspected_on,
        published_on=row.published_on,
        judgement=row.judgement,
        summary=row.summary,
        work=work,
    )
