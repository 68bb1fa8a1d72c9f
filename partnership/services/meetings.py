"""Meetings: created one by one or as a series, changed while their minutes are a draft, closed once held."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from partnership.enums import MeetingStatus, MinutesState
from partnership.exceptions import DomainError
from partnership.formats import date_words
from partnership.models import Group, Meeting, User
from partnership.services.rows import change_row, create_row

_REFUSED = {
    MinutesState.AGREED: "These minutes are agreed. Put them back to draft before you change anything in them.",
    MinutesState.LOCKED: "These minutes are locked, so nothing in them can change. "
    "What is to be put right belongs in the minutes of the next meeting.",
}


def hold_draft(meeting: Meeting) -> Meeting:
    """The meeting as stored, held until the transaction ends; DomainError once its minutes are agreed or locked.

    Every service that writes a meeting, its agenda, attendance or minutes begins with this.
    """
    held = Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
    if held.minutes_state != MinutesState.DRAFT:
        raise DomainError(_REFUSED[MinutesState(held.minutes_state)])
    return held


@transaction.atomic
def create_meeting(*, row: Meeting, values: Mapping[str, Any], by: User) -> Meeting:
    """A new meeting of a group. DomainError where the group meets on that day already."""
    _refuse_same_day(values.get("group", row.group_id and row.group), values["held_on"], but=None)
    return create_row(row=row, values=values, by=by)


@transaction.atomic
def change_meeting(*, row: Meeting, values: Mapping[str, Any], version: int, by: User) -> Meeting:
    """Another day, place or status. DomainError once the minutes are agreed, or where the day is taken."""
    held = hold_draft(row)
    _refuse_same_day(values.get("group", held.group), values.get("held_on", held.held_on), but=held)
    return change_row(row=row, values=values, version=version, by=by)


@transaction.atomic
def create_series(*, group: Group, days: Iterable[date], values: Mapping[str, Any], by: User) -> list[Meeting]:
    """A planned meeting on each of these days; days on which the group meets already are left out."""
    taken = set(Meeting.objects.filter(group=group).values_list("held_on", flat=True))
    common = {**values, "group": group, "status": MeetingStatus.PLANNED}
    return [
        create_row(row=Meeting(), values={**common, "held_on": day}, by=by)
        for day in sorted(set(days))
        if day not in taken
    ]


@transaction.atomic
def close_meeting(*, meeting: Meeting, by: User) -> Meeting:
    """The meeting was held. What is missing in it may still be written: the minutes stay a draft."""
    held = hold_draft(meeting)
    if held.status != MeetingStatus.PLANNED:
        raise DomainError(f"This meeting is marked as {held.get_status_display().lower()} already.")
    if held.held_on > timezone.localdate():
        raise DomainError(f"This meeting is on {date_words(held.held_on)}. Close it on the day or after it.")
    return change_row(row=held, values={"status": MeetingStatus.HELD}, version=held.version, by=by)


def _refuse_same_day(group: Group, day: date, *, but: Meeting | None) -> None:
    same = Meeting.objects.filter(group=group, held_on=day)
    if same.exclude(pk=but.pk if but else None).exists():
        raise DomainError(f"{group} has a meeting on {date_words(day)} already. Choose another day.")
