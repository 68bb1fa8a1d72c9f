"""How often and by how far due dates moved, read from the history of actions.

A date that is set for the first time has not moved, and one that is taken away says nothing of how far. The distance
is from the first date to the one of today, so an action that was brought forward again has moved by less.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import (
    Count,
    DateField,
    DurationField,
    ExpressionWrapper,
    F,
    IntegerField,
    OuterRef,
    QuerySet,
    Subquery,
)
from django.db.models.functions import Coalesce

from partnership.models import Action

#: A date that moved so often is worth asking about.
OFTEN = 3
_READ = ("moves", "first_due_on", "due_on")


@dataclass(frozen=True)
class Drift:
    """How an action's date moved: `days` is None where it has no date any more."""

    moves: int
    first_due_on: date | None
    days: int | None

    @property
    def words(self) -> str:
        """Such as "Moved 3 times, 94 days"; nothing where it never moved."""
        if not self.moves:
            return ""
        words = f"Moved {times_words(self.moves)}"
        return f"{words}, {days_words(self.days)}" if self.days is not None else words


@dataclass(frozen=True)
class AgencyDrift:
    """How the dates of an agency's actions moved; its name is empty for actions of no agency."""

    agency: str
    actions: int
    moves: int
    days: int


def that_moved(actions: QuerySet[Any]) -> QuerySet[Any]:
    """Those of the actions that were due on more than one day. History is read once, not once an action."""
    dates = Action.history.model.objects.filter(due_on__isnull=False).order_by().values("id")
    return actions.filter(pk__in=dates.annotate(days=Count("due_on", distinct=True)).filter(days__gt=1).values("id"))


def with_drift(actions: QuerySet[Any]) -> QuerySet[Any]:
    """The same actions with `moves`, `first_due_on` and `moved_by`, for lists that sort and narrow by them."""
    versions = Action.history.model.objects.filter(due_on__isnull=False)
    before = versions.filter(id=OuterRef("id"), history_id__lt=OuterRef("history_id")).order_by("-history_id")
    moved = (
        versions.filter(id=OuterRef("pk"))
        .annotate(before=Subquery(before.values("due_on")[:1], output_field=DateField()))
        .exclude(before=None)
        .exclude(before=F("due_on"))
        .order_by()
        .values("id")
        .annotate(count=Count("pk"))
        .values("count")
    )
    first = versions.filter(id=OuterRef("pk")).order_by("history_id").values("due_on")[:1]
    return actions.annotate(
        moves=Coalesce(Subquery(moved, output_field=IntegerField()), 0),
        first_due_on=Subquery(first, output_field=DateField()),
    ).annotate(moved_by=ExpressionWrapper(F("due_on") - F("first_due_on"), output_field=DurationField()))


def that_moved_often(actions: QuerySet[Any]) -> QuerySet[Any]:
    """Those of the actions whose date moved three times or more."""
    return actions.filter(pk__in=with_drift(that_moved(actions.order_by())).filter(moves__gte=OFTEN).values("pk"))


def drift_of(actions: Iterable[int]) -> dict[int, Drift]:
    """How the dates of these actions moved, by their keys. One query."""
    rows = with_drift(Action.objects.filter(pk__in=list(actions)))
    return {pk: _drift(moves, first, due) for pk, moves, first, due in rows.values_list("pk", *_READ)}


def drift_by_agency(moved: QuerySet[Any]) -> list[AgencyDrift]:
    """What an agency's dates moved in all, most days first. `moved` has gone through `with_drift`. One query."""
    found: dict[str, list[Drift]] = {}
    for agency, *values in moved.order_by("pk").values_list("agency__name", *_READ):
        found.setdefault(agency or "", []).append(_drift(*values))
    totals = (
        AgencyDrift(agency, len(rows), sum(row.moves for row in rows), sum(row.days or 0 for row in rows))
        for agency, rows in found.items()
    )
    return sorted(totals, key=lambda total: (-total.days, -total.moves, total.agency))


def times_words(moves: int) -> str:
    return {1: "once", 2: "twice"}.get(moves, f"{moves:,} times")


def days_words(days: int) -> str:
    """Such as "94 days", or "12 days earlier" for what was brought forward."""
    words = f"{abs(days):,} day{'' if abs(days) == 1 else 's'}"
    return f"{words} earlier" if days < 0 else words


def _drift(moves: int, first: date | None, due: date | None) -> Drift:
    return Drift(moves, first, (due - first).days if due and first else None)
