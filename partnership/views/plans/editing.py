"""Adding to a priority: an objective, a year, a quarterly highlight."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from django.utils import timezone

from partnership.catalogue.plan import HIGHLIGHTS, OBJECTIVES, YEARS
from partnership.models import Priority
from partnership.registers.editing import CreateRow
from partnership.row_keys import is_row_key
from partnership.selectors.highlights import draft_highlight


class OfPriorityCreate(CreateRow):
    """Writing what a priority sets out to do and brought is changing it: whoever may change it may add to it."""

    verb = "change"


class ObjectiveCreate(OfPriorityCreate):
    """A new objective of a priority."""

    register = OBJECTIVES


class ProgressCreate(OfPriorityCreate):
    """What a year brought a priority."""

    register = YEARS


class HighlightCreate(OfPriorityCreate):
    """What a quarter brought; `?priority=3` says of which priority, and the form begins with what is known of it."""

    register = HIGHLIGHTS

    def initial(self) -> Mapping[str, Any]:
        asked = self.request.GET.get("priority", "")
        priorities = Priority.objects.visible_to(self.principal, "change")
        priority = priorities.filter(pk=asked).first() if is_row_key(asked) else None
        if priority is None:
            return super().initial()
        draft = draft_highlight(priority, today=timezone.localdate(), principal=self.principal)
        return {**super().initial(), **asdict(draft)}
