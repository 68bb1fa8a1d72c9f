"""Files and comments of rows, as one principal may see them."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import Model, QuerySet

from partnership.models import Action, AgendaItem, Attachment, Comment, Record
from partnership.principals import Principal

_PARENTS: tuple[tuple[type[Model], str], ...] = ((Record, "record"), (Action, "action"), (AgendaItem, "agenda_item"))


def parent_field(row: Any) -> str:
    """The field of a file or comment that this row fills; empty for a row that nothing hangs on."""
    return next((field for model, field in _PARENTS if isinstance(row, model)), "")


def files_of(row: Any, principal: Principal) -> QuerySet[Attachment]:
    """The files of a row, oldest first. One query."""
    return _hanging(Attachment, row, principal).select_related("uploaded_by")


def archived_files_of(row: Any, principal: Principal) -> QuerySet[Attachment]:
    """The archived files of a row, for those who may bring them back. One query."""
    return _hanging(Attachment, row, principal, "archive").filter(archived_at__isnull=False)


def comments_of(row: Any, principal: Principal) -> QuerySet[Comment]:
    """The comments on a row, oldest first. One query."""
    return _hanging(Comment, row, principal).select_related("written_by")


def files_of_items(items: Iterable[AgendaItem], principal: Principal) -> dict[int | None, list[Attachment]]:
    """The files of many agenda items by the item's primary key. One query, however many items there are."""
    found: dict[int | None, list[Attachment]] = defaultdict(list)
    files = Attachment.objects.visible_to(principal).filter(agenda_item__in=[item.pk for item in items])
    for file in files.select_related("uploaded_by"):
        found[file.agenda_item_id].append(file)
    return found


def _hanging(model: Any, row: Any, principal: Principal, verb: str = "view") -> Any:
    return model.objects.visible_to(principal, verb, on=row)
