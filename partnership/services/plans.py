"""The next business plan: what is unfinished goes over, and nothing of the old one is lost."""

from collections.abc import Collection, Mapping
from datetime import date
from itertools import chain
from typing import Any

from django.db import transaction

from partnership.enums import OPEN_ACTIONS, ActionStatus
from partnership.exceptions import DomainError
from partnership.models import (
    Action,
    ActionPlan,
    Attachment,
    BusinessPlan,
    Comment,
    DueDateRequest,
    Objective,
    Priority,
    Record,
    User,
)
from partnership.selectors.next_plan import GOES_ON, counterparts, renumbered
from partnership.services.actions import create_action, noted, override_rating, plan_of
from partnership.services.rows import change_row, create_row

_COPIED_OF_PRIORITY = ("number", "title", "description", "outcomes_sought", "lead_group", "cross_cutting")
_COPIED_OF_OBJECTIVE = ("number", "text", "success_measure", "lead_group", "lead_agency", "due_on", "rag", "progress")
_COPIED_OF_ACTION = ("title", "agency", "owner", "raised_on", "due_on", "status", "at_risk", "impact")


@transaction.atomic
def begin_next_plan(
    *,
    plan: BusinessPlan,
    code: str,
    title: str,
    starts_on: date,
    ends_on: date,
    priorities: Collection[int],
    objectives: Collection[int],
    actions: Collection[int],
    by: User,
) -> Record:
    """A new plan of the same boards with copies of these priorities and objectives (by their keys).

    An action that goes over is copied under a new reference, and the old one is cancelled with the note where it goes
    on: its files, comments and requests for new dates go with it. All or nothing; DomainError for what belongs to a
    priority that does not go over, and for an action that has ended meanwhile.
    """
    boards = list(plan.boards.order_by("code_key"))
    values = {"reference": code, "title": title, "starts_on": starts_on, "ends_on": ends_on, "boards": boards}
    new = _of_class(create_row(row=BusinessPlan(), values=values, by=by), plan, by)
    homes = _copied(plan, new, {}, priorities, objectives, by)
    _carry_all(actions, homes, by)
    return new


@transaction.atomic
def add_to_plan(
    *,
    plan: BusinessPlan,
    target: BusinessPlan,
    priorities: Collection[int],
    objectives: Collection[int],
    actions: Collection[int],
    by: User,
) -> BusinessPlan:
    """The same into a later plan that exists already.

    What belongs to a priority that the target has, with the same number and title, goes on there; the actions of one
    whose number it uses for something else go on under the target itself. DomainError also for priorities and
    objectives whose number is used, and for a plan of another class.
    """
    if target.visibility != plan.visibility:
        raise DomainError("Only a plan that the same people can see can take over from this one.")
    homes = _copied(plan, target, counterparts(plan, target), priorities, objectives, by)
    _carry_all(actions, {**dict.fromkeys(renumbered(plan, target), target), **homes}, by)
    return target


def _copied(
    plan: BusinessPlan,
    new: Record,
    there: Mapping[int, Record],
    priorities: Collection[int],
    objectives: Collection[int],
    by: User,
) -> dict[int, Record]:
    """Copy what was chosen; gives by old keys where something of the plan and its priorities goes on."""
    homes: dict[int, Record] = dict(there)
    for priority in Priority.objects.filter(plan=plan, pk__in=priorities).select_related("lead_group"):
        homes[priority.pk] = _copy_priority(priority, new, by)
    for objective in Objective.objects.filter(priority__plan=plan, pk__in=objectives).order_by("pk"):
        _copy_objective(objective, _home(homes, objective.priority_id), by)
    return {**homes, plan.pk: new}


def _carry_all(actions: Collection[int], homes: Mapping[int, Record], by: User) -> None:
    rows = Action.objects.select_for_update(of=("self",)).filter(pk__in=actions).select_related("plan__record")
    for action in rows.order_by("reference_key"):
        _carry_on(action, plan_of(_home(homes, action.plan.record_id)), by)


def _home(homes: Mapping[int, Record], old: int) -> Record:
    """Where something of an old priority, or of the plan itself, goes on."""
    if old not in homes:
        raise DomainError("What belongs to a priority goes over only with it. Take the priority over too.")
    return homes[old]


def _copy_priority(old: Priority, plan: Record, by: User) -> Record:
    if Priority.objects.filter(plan=plan.pk, number__iexact=old.number).exists():
        raise DomainError(
            f"{plan.title} has another priority {old.number}. "
            "Give one of the two another number, or both the same title."
        )
    values = {name: getattr(old, name) for name in _COPIED_OF_PRIORITY}
    return _of_class(create_row(row=Priority(plan_id=plan.pk), values=values, by=by), old, by)


def _copy_objective(old: Objective, priority: Record, by: User) -> Objective:
    if Objective.objects.filter(priority=priority.pk, number_key=old.number_key).exists():
        raise DomainError(
            f"{priority.reference} has another objective {old.number}. Give one of the two another number first."
        )
    values = {name: getattr(old, name) for name in _COPIED_OF_OBJECTIVE}
    measures = list(old.measures.all())
    new: Objective = create_row(row=Objective(priority_id=priority.pk), values={**values, "measures": measures}, by=by)
    return new


def _carry_on(old: Action, plan: ActionPlan, by: User) -> Action:
    """The action in the new plan; the old one says where it goes on."""
    if old.status not in OPEN_ACTIONS:
        raise DomainError(f"{old.reference} is not open any more. Go back and look at the list again.")
    values = {name: getattr(old, name) for name in _COPIED_OF_ACTION}
    begun = noted(old.progress, f"Goes on from {old.reference} of the earlier plan.", by)
    new = create_action(row=Action(plan=plan), values={**values, "progress": begun}, by=by)
    if old.rag_override:
        rated = {"rating": old.rag_override, "reason": old.rag_override_reason}
        new = override_rating(action=new, version=new.version, by=by, **rated)
    _hand_over(old, new, by)
    ended = noted(old.progress, GOES_ON.format(new.reference), by)
    change_row(row=old, values={"status": ActionStatus.CANCELLED, "progress": ended}, version=old.version, by=by)
    return new


def _hand_over(old: Action, new: Action, by: User) -> None:
    """What hangs on an action goes with it, archived files too; the history of each keeps where it was."""
    kinds: tuple[Any, ...] = (Attachment, Comment, DueDateRequest)
    for row in chain.from_iterable(kind.objects.filter(action=old) for kind in kinds):
        change_row(row=row, values={"action": new}, version=getattr(row, "version", 0), by=by)


def _of_class(new: Record, old: Record, by: User) -> Record:
    """A copy is as restricted as what it was made of."""
    if new.visibility == old.visibility:
        return new
    restricted: Record = change_row(row=new, values={"visibility": old.visibility}, version=new.version, by=by)
    return restricted
