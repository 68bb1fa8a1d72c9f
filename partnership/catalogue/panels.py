"""Panels that stand on the pages of many kinds."""

from collections.abc import Callable
from typing import Any

from django.urls import reverse

from partnership import models, panel_tables, tables
from partnership.formats import a_or_an
from partnership.principals import Principal
from partnership.registers import Link, Panel
from partnership.selectors.action_rights import may_add
from partnership.selectors.sources import kinds_with_plans


def _adds(model: Any, noun: str, sheet: str) -> Callable[[Principal, Any], Link | None]:
    """The way to add such a row to the plan of a record, for those who may."""

    def add(principal: Principal, record: Any) -> Link | None:
        if record.kind not in kinds_with_plans(sheet) or not may_add(principal, model, record):
            return None
        return Link(f"Add {a_or_an(noun)} {noun}", f"{reverse(f'partnership:{noun}-create')}?record={record.pk}")

    return add


RECOMMENDATIONS = Panel(
    "Recommendations",
    tables.RecommendationTable,
    lambda record: (
        models.Recommendation.objects.filter(plan__record=record)
        .select_related("plan__record")
        .prefetch_related("agencies")
        .order_by("number")
    ),
    add=_adds(models.Recommendation, "recommendation", "recommendations"),
)
ACTIONS = Panel(
    "Actions",
    panel_tables.PlanActionTable,
    lambda record: (
        models.Action.objects.filter(plan__record=record)
        .select_related("plan__record", "agency")
        .order_by("due_on", "pk")
    ),
    add=_adds(models.Action, "action", "actions"),
)
#: The work that hangs on a record of any kind.
WORK = (RECOMMENDATIONS, ACTIONS)
