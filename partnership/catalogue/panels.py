"""Panels that stand on the pages of many kinds."""

from partnership import models, panel_tables, tables
from partnership.registers import Panel

RECOMMENDATIONS = Panel(
    "Recommendations",
    tables.RecommendationTable,
    lambda record: (
        models.Recommendation.objects.filter(plan__record=record)
        .select_related("plan__record")
        .prefetch_related("agencies")
        .order_by("number")
    ),
)
ACTIONS = Panel(
    "Actions",
    panel_tables.PlanActionTable,
    lambda record: (
        models.Action.objects.filter(plan__record=record)
        .select_related("plan__record", "agency")
        .order_by("due_on", "pk")
    ),
)
#: The work that hangs on a record of any kind.
WORK = (RECOMMENDATIONS, ACTIONS)
