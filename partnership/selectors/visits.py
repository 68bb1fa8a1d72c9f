"""What changed lately in what somebody may see. Nothing of what is restricted: its changes stay on its own page."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from operator import attrgetter
from typing import Any, NamedTuple

from django.db.models import Max, OuterRef, Subquery
from django.urls import reverse

from partnership import registry
from partnership.enums import OPEN_CLASSES, ActionStatus
from partnership.formats import capital, number_words
from partnership.models import Action, Meeting, Record
from partnership.principals import Principal
from partnership.registers.parts import Kind, Link
from partnership.registers.rows import neutral_name

#: What one person does to one kind within this is told in one line.
TOGETHER = timedelta(minutes=1)
#: So many rows of a kind of source are read; of more it is said that there are at least so many.
READ = 300
_NEW = "+"


@dataclass(frozen=True)
class Change:
    """The last change of one row: when, how, of what, and by whom where that is known.

    Many rows changed together are one of these: `what` is then the whole sentence, and there is no `verb`.
    """

    at: datetime
    verb: str
    what: Link
    reference: str
    kind: Kind
    by: str
    model: Any


class _Last(NamedTuple):
    """The newest entry of a row's history."""

    is_new: bool
    by: str


def changes_since(principal: Principal, since: datetime, *, at_most: int) -> list[Change]:
    """The rows that changed after a moment, the newest first, each once. Three queries, and one for meetings."""
    found = [*_records(principal, since), *_actions(principal, since)]
    found.sort(key=attrgetter("at"), reverse=True)
    return list(islice(_together(found), at_most))


def _together(changes: Iterable[Change]) -> Iterator[Change]:
    """The same, newest first, with what belongs together in one line where its newest row stood."""
    groups: list[list[Change]] = []
    latest: dict[Any, list[Change]] = {}
    for change in changes:
        group = latest.get(key := (change.model, change.verb, change.by))
        if group is None or group[-1].at - change.at > TOGETHER:
            group = latest[key] = []
            groups.append(group)
        group.append(change)
    for group in groups:
        yield group[0] if len(group) == 1 else _as_one(group)


def _as_one(group: list[Change]) -> Change:
    first = group[0]
    register = registry.register_for(first.model)
    if register is None:
        raise LookupError(f"{first.model.__name__} has no list")
    many = f"{number_words(len(group))}{' or more' if len(group) >= READ else ''} {register.plural}"
    words = f"{first.by} {first.verb.lower()} {many}" if first.by else f"{first.verb} {many}"
    return Change(first.at, "", Link(words, register.list_url), "", first.kind, first.by, first.model)


def _records(principal: Principal, since: datetime) -> Iterable[Change]:
    visible = Record.objects.visible_to(principal).filter(visibility__in=OPEN_CLASSES, changed_at__gt=since)
    records = list(visible.order_by("-changed_at", "-pk")[:READ])
    entries = _last_entries(records, since)
    unnamed = [record.pk for record in records if not record.title]
    # A meeting is called by its group and its day.
    meetings = {row.pk: row for row in Meeting.objects.filter(pk__in=unnamed).select_related("group")}
    for record in records:
        register = registry.register_of(record)
        last = entries.get(record.pk, _Last(is_new=record.created_at > since, by=""))
        yield Change(
            at=record.changed_at,
            verb="Added" if last.is_new else "Changed",
            what=Link(neutral_name(meetings.get(record.pk, record)), registry.url_of(record)),
            # A reference that is put together from the row's parents says no more than its name.
            reference="" if register.model.key_sources else record.reference,  # type: ignore[attr-defined]  # a record
            kind=Kind(capital(register.noun)),
            by=last.by,
            model=register.model,
        )


def _last_entries(records: Iterable[Record], since: datetime) -> dict[int, _Last]:
    """The last change of each record: every kind keeps a history of its own, asked in one query."""
    kinds = {registry.register_of(record).model for record in records}
    wanted = [record.pk for record in records]
    columns = ("id", "history_id", "history_type", "history_user__name")
    histories = [
        kind.history.filter(id__in=wanted, history_date__gt=since).order_by().values_list(*columns)  # type: ignore[attr-defined]  # every record has one
        for kind in sorted(kinds, key=lambda kind: kind.__name__)
    ]
    if not histories:
        return {}
    first, *others = histories
    # A later entry overwrites an earlier one.
    rows = first.union(*others, all=True).order_by("history_id")
    return {pk: _Last(kind == _NEW, name or "") for pk, _, kind, name in rows}


def _actions(principal: Principal, since: datetime) -> Iterable[Change]:
    visible = Action.objects.visible_to(principal).filter(plan__record__visibility__in=OPEN_CLASSES)
    entries = Action.history.filter(history_date__gt=since, id__in=visible.values("pk")).order_by()
    last = entries.values("id").annotate(last=Max("history_id")).values("last")
    rows = Action.history.filter(history_id__in=last).select_related("history_user").order_by("-history_date", "-pk")
    earlier = Action.history.filter(id=OuterRef("id"), history_id__lt=OuterRef("history_id")).order_by("-history_id")
    for row in rows.annotate(was=Subquery(earlier.values("status")[:1]))[:READ]:
        is_new = row.history_type == _NEW
        done = not is_new and row.status == ActionStatus.COMPLETE != row.was
        yield Change(
            at=row.history_date,
            verb="Completed" if done else "Added" if is_new else "Changed",
            what=Link(row.title, reverse("partnership:action-detail", args=[row.id])),
            reference=row.reference,
            kind=Kind("Action"),
            by=row.history_user.name if row.history_user else "",
            model=Action,
        )
