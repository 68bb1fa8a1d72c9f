"""Agendas: built from the group's standing items, put in order, carried forward to the next meeting.

An item's number is a matter of the whole agenda: it is guarded by the meeting, not by the item's version, so that
nobody who writes a minute is disturbed by an item that moves.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.db.models import Max

from partnership.exceptions import DomainError
from partnership.models import AgendaItem, Group, Meeting, StandingItem, User
from partnership.policy import can
from partnership.principals import principal_of
from partnership.services.meetings import hold_draft
from partnership.services.rows import archive_row, change_row, create_row, restore_row

#: Items that are taken off an agenda keep their row and give their number back.
_OFF = 1000
_CARRIED = ("title", "presenter", "matters_arising", "confidential")


@dataclass(frozen=True)
class StandingChange:
    """What somebody typed of one standing item: a new one where `row` is None."""

    row: StandingItem | None
    version: int = 0
    values: Mapping[str, Any] = field(default_factory=dict)
    remove: bool = False


@transaction.atomic
def change_standing_items(*, group: Group, changes: Iterable[StandingChange], by: User) -> None:
    """Write what changed of a group's standing items, all or nothing. Conflict where one has moved on."""
    for change in changes:
        if change.row is None:
            create_row(row=StandingItem(group=group), values=change.values, by=by)
        elif change.remove:
            change.row.version = change.version
            archive_row(row=change.row, reason="Taken out of the agenda template", by=by)
        else:
            change_row(row=change.row, values=change.values, version=change.version, by=by)


@transaction.atomic
def build_agenda(*, meeting: Meeting, standing: Iterable[StandingItem], by: User) -> list[AgendaItem]:
    """Add the standing items that the agenda does not hold yet, each at its own number where that is free."""
    held = hold_draft(meeting)
    there = {title.casefold() for title in _kept(held).values_list("title", flat=True)}
    added = []
    for item in standing:
        if item.title.casefold() not in there:
            values = {name: getattr(item, name) for name in ("title", "matters_arising", "confidential")}
            added.append(_add(held, _number(held, item.number), values, by))
    return added


@transaction.atomic
def add_item(*, meeting: Meeting, values: Mapping[str, Any], by: User) -> AgendaItem:
    """A new item at the end of the agenda, before the item that its template puts last."""
    held = hold_draft(meeting)
    return _add(held, _number_at_end(held, by), values, by)


@transaction.atomic
def change_item(*, item: AgendaItem, values: Mapping[str, Any], version: int, by: User) -> AgendaItem:
    """Its title, presenter or confidentiality. Conflict where somebody saved first."""
    hold_draft(item.meeting)
    return _still_theirs(change_row(row=item, values=values, version=version, by=by), by)


@transaction.atomic
def swap_items(*, item: AgendaItem, other: AgendaItem, by: User) -> None:
    """Let two items of one agenda change places."""
    hold_draft(item.meeting)
    first, second = (AgendaItem.objects.get(pk=row.pk) for row in (item, other))
    if first.meeting_id != second.meeting_id:
        raise DomainError("These items belong to different meetings.")
    numbers = first.number, second.number
    _renumber(first, _free_above(first.meeting, _OFF), by, passing=True)
    _renumber(second, numbers[0], by)
    _renumber(first, numbers[1], by)


@transaction.atomic
def remove_item(*, item: AgendaItem, reason: str, by: User) -> None:
    """Take an item off the agenda while nothing is minuted under it; those after it move up."""
    meeting = hold_draft(item.meeting)
    stored = AgendaItem.objects.get(pk=item.pk)
    if stored.minute or stored.decision or stored.actions.exists() or stored.raised.exists():
        raise DomainError("Something is minuted or raised under this item, so it stays on the agenda.")
    archive_row(row=stored, reason=reason, by=by)
    gap = stored.number
    _renumber(AgendaItem.objects.get(pk=stored.pk), _free_above(meeting, _OFF), by, passing=True)
    for later in _kept(meeting).filter(number__gt=gap).order_by("number"):
        _renumber(later, later.number - 1, by)


@transaction.atomic
def put_back_item(*, item: AgendaItem, by: User) -> AgendaItem:
    """Bring an item back, at the end of the agenda."""
    meeting = hold_draft(item.meeting)
    number = _number(meeting)
    stored: AgendaItem = restore_row(row=AgendaItem.objects.get(pk=item.pk), by=by)
    _renumber(stored, number, by)
    return stored


@transaction.atomic
def carry_items(*, items: Sequence[AgendaItem], to: Meeting, by: User) -> list[AgendaItem]:
    """Put items of an earlier meeting on a later agenda. Those that stand there already are left out."""
    held = hold_draft(to)
    there = set(_kept(held).values_list("carried_from", flat=True))
    carried = []
    for item in items:
        if item.meeting.group_id != held.group_id or item.meeting.held_on >= held.held_on:
            raise DomainError("Items are carried to a later meeting of the same group.")
        if item.pk not in there:
            values = {name: getattr(item, name) for name in _CARRIED}
            carried.append(_add(held, _number_at_end(held, by), {**values, "carried_from": item}, by))
    return carried


def _add(meeting: Meeting, number: int, values: Mapping[str, Any], by: User) -> AgendaItem:
    item = create_row(row=AgendaItem(meeting=meeting, number=number), values=values, by=by)
    return _still_theirs(item, by)


def _still_theirs(item: AgendaItem, by: User) -> AgendaItem:
    """Nobody hides an item from themselves: they could not put it right."""
    if item.confidential and not can(principal_of(by), "change", item):
        raise DomainError("You could not open this item once it is confidential. Ask the business manager to mark it.")
    return item


def _kept(meeting: Meeting) -> Any:
    """Every item of an agenda, seen or not: numbers are given for all of them."""
    return meeting.agenda_items.filter(archived_at__isnull=True)


def _number(meeting: Meeting, wanted: int | None = None) -> int:
    """The wanted number where it is free, else the one after the last."""
    if wanted is not None and not meeting.agenda_items.filter(number=wanted).exists():
        return wanted
    return (_kept(meeting).aggregate(last=Max("number"))["last"] or 0) + 1


def _number_at_end(meeting: Meeting, by: User) -> int:
    """The number after the last; where the last is what the group's template ends with, that moves up one for it."""
    last = _kept(meeting).order_by("number").last()
    template = list(meeting.group.standing_items.filter(archived_at__isnull=True).order_by("number"))
    if last is None or len(template) < 2 or last.title.casefold() != template[-1].title.casefold():
        return _number(meeting)
    freed: int = last.number
    _renumber(last, _number(meeting), by)
    return freed


def _free_above(meeting: Meeting, floor: int) -> int:
    return max(floor, meeting.agenda_items.aggregate(last=Max("number"))["last"] or 0) + 1


def _renumber(item: AgendaItem, number: int, by: User, *, passing: bool = False) -> None:
    """`passing` numbers are nobody's business and leave no history."""
    item.number = number
    item._history_user = by  # type: ignore[attr-defined]  # simple-history reads it
    if passing:
        item.skip_history_when_saving = True  # type: ignore[attr-defined]
    item.save(update_fields=["number"])
    if passing:
        del item.skip_history_when_saving  # type: ignore[attr-defined]
