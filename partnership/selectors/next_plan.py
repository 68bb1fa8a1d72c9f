"""What of a business plan is not finished: what its next plan may take over."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Q

from partnership.enums import OPEN_ACTIONS, Rag
from partnership.models import Action, BusinessPlan, Objective, Priority
from partnership.principals import Principal
from partnership.selectors.plans import in_number_order


@dataclass(frozen=True)
class Unfinished:
    """Rows of a plan by their keys with their names. An action of the plan itself belongs to no priority."""

    priorities: dict[int, str] = field(default_factory=dict)
    objectives: dict[int, str] = field(default_factory=dict)
    actions: dict[int, str] = field(default_factory=dict)
    open_priorities: set[int] = field(default_factory=set)
    open_objectives: set[int] = field(default_factory=set)
    priority_of: dict[str, dict[int, int]] = field(default_factory=dict)

    def going_with(self, priorities: set[int], kind: str, chosen: Iterable[int]) -> list[int]:
        """Of the chosen objectives or actions those whose priority goes over, or that belong to none."""
        homes = self.priority_of[kind]
        return [pk for pk in chosen if pk not in homes or homes[pk] in priorities]


def unfinished_in(plan: BusinessPlan, principal: Principal) -> Unfinished:
    """What a principal who may change all of it can take over. Four queries.

    A priority is finished when its latest year is rated blue, an objective when it is blue itself.
    """
    priorities = sorted(
        Priority.objects.visible_to(principal).filter(plan=plan).prefetch_related("progress"),
        key=lambda row: in_number_order(row.number),
    )
    objectives = sorted(
        Objective.objects.visible_to(principal).filter(priority__in=priorities).select_related("priority"),
        key=lambda row: (in_number_order(row.priority.number), in_number_order(row.number)),
    )
    names = {row.pk: f"{row.number}: {row.title}" for row in priorities}
    of_plan = Q(plan__record=plan.pk) | Q(plan__record__in=list(names))
    actions = list(
        Action.objects.visible_to(principal, "change")
        .filter(of_plan, status__in=OPEN_ACTIONS)
        .select_related("plan")
        .order_by("reference_key")
    )
    return Unfinished(
        priorities=names,
        objectives={row.pk: f"{row.number}: {row.text}" for row in objectives},
        actions={row.pk: str(row) for row in actions},
        open_priorities={row.pk for row in priorities if not _is_finished(row)},
        open_objectives={row.pk for row in objectives if row.rag != Rag.BLUE and not _is_finished(row.priority)},
        priority_of={
            "objectives": {row.pk: row.priority_id for row in objectives},
            "actions": {row.pk: row.plan.record_id for row in actions if row.plan.record_id in names},
        },
    )


def _is_finished(priority: Priority) -> bool:
    years = sorted(priority.progress.all(), key=lambda row: row.year)
    return bool(years) and years[-1].rag == Rag.BLUE
