"""What changed lately in what somebody may see. Nothing of what is restricted: its changes stay on its own page."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter

from django.db.models import Max
from django.urls import reverse

from partnership import registry
from partnership.enums import OPEN_CLASSES, ActionStatus
from partnership.formats import capital
from partnership.models import Action, Record
from partnership.principals import Principal
from partnership.registers.parts import Kind, Link
from partnership.registers.rows import neutral_name

_NEW = "+"


@dataclass(frozen=True)
class Change:
    """The last change of one row: when, how, of what, and by whom where that is known."""

    at: datetime
    verb: str
    what: Link
    reference: str
    kind: Kind
    by: str


def changes_since(principal: Principal, since: datetime, *, at_most: int) -> list[Change]:
    """The rows that changed after a moment, the newest first, each once. Three queries."""
    found = [*_records(principal, since, at_most), *_actions(principal, since, at_most)]
    return sorted(found, key=attrgetter("at"), reverse=True)[:at_most]


def _records(principal: Principal, since: datetime, at_most: int) -> Iterable[Change]:
    visible = Record.objects.visible_to(principal).filter(visibility__in=OPEN_CLASSES, changed_at__gt=since)
    records = list(visible.order_by("-changed_at", "-pk")[:at_most])
    people = _people(records, since)
    for record in records:
        register = registry.register_of(record)
        yield Change(
            at=record.changed_at,
            verb="Added" if record.created_at > since else "Changed",
            what=Link(neutral_name(record), registry.url_of(record)),
            reference=record.reference,
            kind=Kind(capital(register.noun)),
            by=people.get(record.pk, ""),
        )


def _people(records: Iterable[Record], since: datetime) -> dict[int, str]:
    """Who made the last change of each record: every kind keeps a history of its own, asked in one query."""
    kinds = {registry.register_of(record).model for record in records}
    wanted = [record.pk for record in records]
    columns = ("id", "history_id", "history_user__name")
    histories = [
        kind.history.filter(id__in=wanted, history_date__gt=since).order_by().values_list(*columns)  # type: ignore[attr-defined]  # every record has one
        for kind in sorted(kinds, key=lambda kind: kind.__name__)
    ]
    if not histories:
        return {}
    first, *others = histories
    # A later entry overwrites an earlier one.
    return {pk: name or "" for pk, _, name in first.union(*others, all=True).order_by("history_id")}


def _actions(principal: Principal, since: datetime, at_most: int) -> Iterable[Change]:
    visible = Action.objects.visible_to(principal).filter(plan__record__visibility__in=OPEN_CLASSES)
    entries = Action.history.filter(history_date__gt=since, id__in=visible.values("pk")).order_by()
    last = entries.values("id").annotate(last=Max("history_id")).values("last")
    rows = Action.history.filter(history_id__in=last).select_related("history_user").order_by("-history_date", "-pk")
    for row in rows[:at_most]:
        is_new = row.history_type == _NEW
        done = row.status == ActionStatus.COMPLETE and row.completed_on and row.completed_on >= since.date()
        yield Change(
            at=row.history_date,
            verb="Completed" if done else "Added" if is_new else "Changed",
            what=Link(row.title, reverse("partnership:action-detail", args=[row.id])),
            reference=row.reference,
            kind=Kind("Action"),
            by=row.history_user.name if row.history_user else "",
        )
