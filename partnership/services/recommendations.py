"""Recommendations: numbered within the plan of what they come from."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import Max

from partnership.exceptions import DomainError
from partnership.models import ActionPlan, Recommendation, User
from partnership.registers.rows import guarded_class
from partnership.services.actions import with_stored_plan
from partnership.services.rows import change_row, create_row


@transaction.atomic
def create_recommendation(*, row: Recommendation, values: Mapping[str, Any], by: User) -> Recommendation:
    """Add a recommendation to the plan that `row` has or `values` names; a blank number follows the last one."""
    values = with_stored_plan(values)
    plan = values.get("plan") or row.plan
    recommendation: Recommendation = create_row(
        row=row, values={**values, "number": values.get("number") or _next_number(plan)}, by=by
    )
    return recommendation


@transaction.atomic
def change_recommendation(*, row: Recommendation, values: Mapping[str, Any], version: int, by: User) -> Recommendation:
    """Change a recommendation. DomainError for one that would leave its actions behind, or a restricted record."""
    values = with_stored_plan(values)
    plan = values.get("plan", row.plan)
    if plan != row.plan and guarded_class(row) != guarded_class(plan.record):
        raise DomainError("A recommendation of a restricted record stays there.")
    if plan != row.plan and row.actions.exists():
        raise DomainError("Its actions stand in the same plan. Move those first, or add a new recommendation there.")
    changed: Recommendation = change_row(row=row, values=values, version=version, by=by)
    return changed


def _next_number(plan: ActionPlan) -> int:
    """The number after the last; whoever else asks for the same plan waits until it is stored."""
    ActionPlan.objects.select_for_update(of=("self",)).get(pk=plan.pk)
    last = Recommendation._base_manager.filter(plan=plan).aggregate(last=Max("number"))["last"]
    return (last or 0) + 1
