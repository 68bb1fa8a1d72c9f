"""Which recommendations are to be looked at again."""

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from partnership.models import ImpactTest
from partnership.principals import Principal


def looks_due(principal: Principal, today: date) -> QuerySet[Any]:
    """The last test of each recommendation that names a day for the next, of those who may write that one down."""
    mine = ImpactTest.objects.visible_to(principal, "change").filter(again_on__isnull=False)
    later = ImpactTest.objects.filter(recommendation=OuterRef("recommendation"), archived_at=None).filter(
        Q(tested_on__gt=OuterRef("tested_on")) | Q(tested_on=OuterRef("tested_on"), pk__gt=OuterRef("pk"))
    )
    return mine.filter(~Exists(later)).select_related("recommendation__plan__record")
