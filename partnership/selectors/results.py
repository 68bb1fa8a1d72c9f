"""What actions led to: which records may be named, and what a record came from."""

from collections.abc import Mapping
from typing import Any, Final

from django.db.models import QuerySet

from partnership.enums import ResultKind
from partnership.models import ActionResult

#: Which kind of record each result names; something else names none.
RECORD_KINDS: Final[Mapping[str, str]] = {
    ResultKind.POLICY: "policy",
    ResultKind.COURSE: "course",
    ResultKind.RE_AUDIT: "audit",
}


def came_from(record: Any) -> QuerySet[Any]:
    """The results that name this record."""
    rows: QuerySet[Any] = ActionResult.objects.filter(record=record.pk).select_related("action__plan__record")
    return rows.order_by("pk")
