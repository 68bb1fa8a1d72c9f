"""What of a business plan is not finished: what its next plan may take over."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Q

from partnership.enums import OPEN_ACTIONS, ActionStatus, Rag
from partnership.models import Action, BusinessPlan, Objective, Priority
from partnership.principals import Principal
from partnership.selectors.plans import in_number_order

#: The note with which an action ends that goes on in the next plan (services/plans.py).
GOES_ON = "Goes on as {} in the next plan."
_GOES_ON = re.compile(re.escape(GOES_ON).replace(r"\{\}", "(.+?)"))


@dataclass(frozen=True)
class Unfinished:
    """Rows of a plan by their keys with their names. An action of the plan itself belongs to no priority.

    `there` are the priorities that the plan which takes over has already, `renumbered` those whose number it uses for
    something else: they stay, and their actions go on under that plan itself.
    """

    priorities: dict[int, str] = field(default_factory=dict)
    objectives: dict[int, str] = field(default_factory=dict)
    actions: dict[int, str] = field(default_factory=dict)
    open_priorities: set[int] = field(default_factory=set)
    open_objectives: set[int] = field(default_factory=set)
    priority_of: dict[str, dict[int, int]] = field(default_factory=dict)
    there: frozenset[int] = frozenset()
    renumbered: dict[int, str] = field(default_factory=dict)

    def going_with(self, priorities: set[int], kind: str, chosen: Iterable[int]) -> list[int]:
        """Of the chosen objectives or actions those whose priority goes over or is there, or that belong to none."""
        homes, open_to = self.priority_of[kind], priorities | self.there
        return [pk for pk in chosen if pk not in homes or homes[pk] in open_to]


def unfinished_in(plan: BusinessPlan, principal: Principal, target: BusinessPlan | None = None) -> Unfinished:
    """What a principal who may change all of it can take over. Four queries, and seven for a `target`.

    A priority is finished when its latest year is rated blue, an objective when it is blue itself. What the target
    has already is left out.
    """
    there = counterparts(plan, target) if target else {}
    other = renumbered(plan, target) if target else set()
    priorities = sorted(
        Priority.objects.visible_to(principal).filter(plan=plan).prefetch_related("progress"),
        key=lambda row: in_number_order(row.number),
    )
    objectives = sorted(
        Objective.objects.visible_to(principal).filter(priority__in=priorities).select_related("priority"),
        key=lambda row: (in_number_order(row.priority.number), in_number_order(row.number)),
    )
    known = set(Objective.objects.filter(priority__in=there.values()).values_list("priority", "number_key", "text"))
    objectives = [row for row in objectives if row.priority_id not in other and _place(row, there) not in known]
    names = {row.pk: f"{row.number}: {row.title}" for row in priorities}
    actions = open_actions(plan, names, principal)
    return Unfinished(
        priorities={pk: name for pk, name in names.items() if pk not in other.union(there)},
        objectives={row.pk: f"{row.number}: {row.text}" for row in objectives},
        actions={row.pk: str(row) for row in actions},
        open_priorities={row.pk for row in priorities if not _is_finished(row)},
        open_objectives={row.pk for row in objectives if row.rag != Rag.BLUE and not _is_finished(row.priority)},
        priority_of={
            "objectives": {row.pk: row.priority_id for row in objectives},
            "actions": {row.pk: row.plan.record_id for row in actions if row.plan.record_id in set(names) - other},
        },
        there=frozenset(there),
        renumbered={pk: name for pk, name in names.items() if pk in other},
    )


def open_actions(plan: BusinessPlan, priorities: Iterable[int], principal: Principal) -> list[Action]:
    """The open actions of a plan and of these priorities that the principal may change. One query."""
    of_plan = Q(plan__record=plan.pk) | Q(plan__record__in=list(priorities))
    rows = Action.objects.visible_to(principal, "change").filter(of_plan, status__in=OPEN_ACTIONS)
    return list(rows.select_related("plan").order_by("reference_key"))


def later_plans(plan: BusinessPlan, principal: Principal) -> list[BusinessPlan]:
    """Plans of the same boards and the same class that start after this one, soonest first. Three queries."""
    boards = set(plan.boards.values_list("pk", flat=True))
    later = BusinessPlan.objects.visible_to(principal, "change").filter(starts_on__gt=plan.starts_on)
    rows = later.filter(visibility=plan.visibility).prefetch_related("boards").order_by("starts_on", "pk")
    return [row for row in rows if {board.pk for board in row.boards.all()} == boards]


def counterparts(plan: BusinessPlan, target: BusinessPlan) -> dict[int, Priority]:
    """By the keys of a plan's priorities those of the target that have their number, title and class. Two queries."""
    known = {_called(row): row for row in Priority.objects.filter(plan=target, archived_at=None)}
    rows = Priority.objects.filter(plan=plan)
    return {row.pk: known[_called(row)] for row in rows if _called(row) in known}


def renumbered(plan: BusinessPlan, target: BusinessPlan) -> set[int]:
    """The keys of a plan's priorities whose number the target uses for another. Four queries.

    A restricted priority is none of them: its actions would come into a plan that more people see.
    """
    used = {number.casefold() for number in Priority.objects.filter(plan=target).values_list("number", flat=True)}
    rows = Priority.objects.filter(plan=plan, visibility=target.visibility).exclude(pk__in=counterparts(plan, target))
    return {row.pk for row in rows if row.number.casefold() in used}


def goes_on_as(action: Action, principal: Principal) -> Action | None:
    """The action under which a cancelled one goes on in the next plan, as its note says. At most one query."""
    found = _GOES_ON.search(action.progress) if action.status == ActionStatus.CANCELLED else None
    return Action.objects.visible_to(principal).filter(reference_key=found[1].casefold()).first() if found else None


def _called(priority: Priority) -> tuple[str, str, str]:
    """What makes a priority the same in both plans; under another class it would show what is held back."""
    return priority.number.casefold(), priority.title.casefold(), priority.visibility


def _place(objective: Objective, there: dict[int, Priority]) -> tuple[int, str, str] | None:
    """Where the target would have an objective already, and in which words."""
    home = there.get(objective.priority_id)
    return (home.pk, objective.number_key, objective.text) if home else None


def _is_finished(priority: Priority) -> bool:
    years = sorted(priority.progress.all(), key=lambda row: row.year)
    return bool(years) and years[-1].rag == Rag.BLUE
