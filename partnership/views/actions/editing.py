"""Adding and changing actions and recommendations."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils import timezone

from partnership.catalogue.work import ACTIONS, RECOMMENDATIONS
from partnership.models import Recommendation, Record
from partnership.registers.editing import ChangeRow, CreateRow
from partnership.row_keys import is_row_key
from partnership.selectors.action_rights import may_manage
from partnership.selectors.sources import name_of_source


class PlannedCreate(CreateRow):
    """Something new in the plan of a record: `?record=12` says of which."""

    sheet = ""

    def initial(self) -> Mapping[str, Any]:
        asked = self.request.GET.get("record", "")
        record = Record.objects.visible_to(self.principal).filter(pk=asked).first() if is_row_key(asked) else None
        return {**super().initial(), **self.of(record)}

    def of(self, record: Record | None) -> dict[str, Any]:
        """What the form says first of the record that the work belongs to."""
        return {"plan": name_of_source(record, sheet=self.sheet, principal=self.principal)} if record else {}


class ActionCreate(PlannedCreate):
    """A new action; `?recommendation=7` says which recommendation it carries out."""

    register = ACTIONS
    sheet = "actions"

    def initial(self) -> Mapping[str, Any]:
        asked = self.request.GET.get("recommendation", "")
        rows = Recommendation.objects.visible_to(self.principal).select_related("plan__record")
        row = rows.filter(pk=asked).first() if is_row_key(asked) else None
        found = {**self.of(row.plan.record), "recommendation": row.number} if row else {}
        return {"raised_on": timezone.localdate(), **super().initial(), **found}


class RecommendationCreate(PlannedCreate):
    """A new recommendation."""

    register = RECOMMENDATIONS
    sheet = "recommendations"


class ActionChange(ChangeRow):
    """All of an action, for those who keep its plan; agencies report by their own steps."""

    register = ACTIONS

    def load(self, rows: Any, **lookup: Any) -> Any:
        action = super().load(rows, **lookup)
        if not may_manage(self.principal, action):
            raise PermissionDenied
        return action
