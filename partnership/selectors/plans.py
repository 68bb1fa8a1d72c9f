"""The business plans of a board: their priorities, what a year brought them, and the work that they owe."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q

from partnership.models import Board, BusinessPlan, Group, Objective, Priority, PriorityProgress
from partnership.principals import Principal
from partnership.rag import Rag
from partnership.selectors.actions import Work, work_of
from partnership.selectors.carried_over import CarriedOver, carried_over


@dataclass(frozen=True)
class ObjectiveView:
    """An objective; `lead` is the group or agency that answers for it, `rag` None where nobody rated it."""

    number: str
    text: str
    success_measure: str
    lead: str
    due_on: date | None
    rag: Rag | None
    progress: str


@dataclass(frozen=True)
class ProgressView:
    """What one year brought a priority, in the partnership's words."""

    rag: Rag | None
    did: tuple[str, ...]
    learned: tuple[str, ...]
    difference: tuple[str, ...]
    next: tuple[str, ...]
    summary: str


@dataclass(frozen=True)
class PriorityView:
    """A priority with its year. `progress` is None where the year has none."""

    number: str
    title: str
    description: str
    outcomes: tuple[str, ...]
    lead: str
    is_cross_cutting: bool
    progress: ProgressView | None
    objectives: tuple[ObjectiveView, ...]
    work: Work


@dataclass(frozen=True)
class PlanView:
    title: str
    starts_on: date
    ends_on: date
    priorities: tuple[PriorityView, ...]


def plans_in_force(*, board: Board, year: str, start: date, end: date, principal: Principal) -> tuple[PlanView, ...]:
    """Plans in force between `start` and `end`, with their progress of `year`. What starts on `end` is yet to come."""
    return _plans(Q(starts_on__lt=end, ends_on__gte=start), board, year, start, end, principal)


def plans_to_come(*, board: Board, year: str, start: date, end: date, principal: Principal) -> tuple[PlanView, ...]:
    """Plans that start on or after `end`."""
    return _plans(Q(starts_on__gte=end), board, year, start, end, principal)


def owed_by_ended_plans(*, board: Board, start: date, end: date, principal: Principal) -> tuple[CarriedOver, ...]:
    """What the priorities of plans that ended before `start` still owe. At most four queries."""
    ended = BusinessPlan.objects.visible_to(principal).filter(boards=board, ends_on__lt=start)
    priorities = Priority.objects.visible_to(principal).filter(plan__in=ended).select_related("plan")
    names = {
        priority.pk: f"priority {priority.number} of “{priority.plan.title}”"
        for priority in priorities.order_by("plan__starts_on", "pk")
    }
    return carried_over(records=names, start=start, end=end, principal=principal)


def in_number_order(number: str) -> list[tuple[int, int, str]]:
    """Sort key of a number that people give: 2 before 10, 1.2 before 1.10, A after all of them."""
    parts = re.findall(r"[0-9]+|[^0-9]+", number.casefold())
    return [(0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts]


def _plans(which: Q, board: Board, year: str, start: date, end: date, principal: Principal) -> tuple[PlanView, ...]:
    """Eight queries, however many plans and priorities."""
    groups = Group.objects.visible_to(principal)
    objectives = Objective.objects.visible_to(principal).select_related("lead_agency")
    priorities = Priority.objects.visible_to(principal).prefetch_related(
        Prefetch("lead_group", groups),
        Prefetch("progress", PriorityProgress.objects.visible_to(principal).filter(year=year)),
        Prefetch("objectives", objectives.prefetch_related(Prefetch("lead_group", groups))),
    )
    plans = list(
        BusinessPlan.objects.visible_to(principal)
        .filter(which, boards=board)
        .order_by("starts_on", "pk")
        .prefetch_related(Prefetch("priorities", priorities))
    )
    keys = [priority.pk for plan in plans for priority in plan.priorities.all()]
    work = work_of(records=keys, start=start, end=end, principal=principal) if keys else {}
    return tuple(_plan(plan, work) for plan in plans)


def _plan(plan: BusinessPlan, work: Mapping[int, Work]) -> PlanView:
    priorities = sorted(plan.priorities.all(), key=lambda priority: in_number_order(priority.number))
    return PlanView(
        title=plan.title,
        starts_on=plan.starts_on,
        ends_on=plan.ends_on,
        priorities=tuple(_priority(priority, work[priority.pk]) for priority in priorities),
    )


def _priority(priority: Priority, work: Work) -> PriorityView:
    objectives = sorted(priority.objectives.all(), key=lambda objective: in_number_order(objective.number))
    progress = next(iter(priority.progress.all()), None)
    return PriorityView(
        number=priority.number,
        title=priority.title,
        description=priority.description,
        outcomes=tuple(priority.outcomes_sought),
        lead=priority.lead_group.title if priority.lead_group else "",
        is_cross_cutting=bool(priority.cross_cutting),
        progress=_progress(progress) if progress else None,
        objectives=tuple(_objective(objective) for objective in objectives),
        work=work,
    )


def _progress(row: PriorityProgress) -> ProgressView:
    return ProgressView(
        rag=Rag(row.rag) if row.rag else None,
        did=tuple(row.did),
        learned=tuple(row.learned),
        difference=tuple(row.difference),
        next=tuple(row.next),
        summary=row.summary,
    )


def _objective(row: Objective) -> ObjectiveView:
    leads = (row.lead_group.title if row.lead_group else "", row.lead_agency.name if row.lead_agency else "")
    return ObjectiveView(
        number=row.number,
        text=row.text,
        success_measure=row.success_measure,
        lead=", ".join(lead for lead in leads if lead),
        due_on=row.due_on,
        rag=Rag(row.rag) if row.rag else None,
        progress=row.progress,
    )
