"""What somebody keeps of a list for themselves."""

import json
from dataclasses import dataclass

from django.db.models import TextField, Value
from django.db.models.functions import Cast

from partnership.models import User


@dataclass(frozen=True)
class OwnView:
    """A view of a list: its name, and its filters and sorting as they stand in an address."""

    pk: int
    name: str
    query: str


@dataclass(frozen=True)
class OwnList:
    """Somebody’s views of one list, oldest first, and their columns; None for the usual ones."""

    views: tuple[OwnView, ...]
    columns: list[str] | None


def own_list(user: User, list_name: str) -> OwnList:
    """What a person keeps of a list. One query."""
    views = user.saved_views.filter(list_name=list_name).order_by().values_list("pk", "name", "query")
    no_view = {"of": Value(0), "called": Value("")}
    written = Cast("columns", TextField())
    columns = user.column_choices.filter(list_name=list_name).values_list(no_view["of"], no_view["called"], written)
    found = sorted(views.union(columns, all=True))
    chosen = next((json.loads(query) for pk, _, query in found if not pk), None)
    return OwnList(tuple(OwnView(*row) for row in found if row[0]), chosen)
