"""Minutes: written item by item as a draft, agreed by the chair to the letter, then locked."""

import hashlib
import json
from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from django.db import transaction
from django.utils import timezone

from partnership.enums import MeetingStatus, MinutesState
from partnership.exceptions import DomainError
from partnership.models import Action, ActionPlan, AgendaItem, Challenge, Meeting, Record, Risk, User
from partnership.services.meetings import hold_draft
from partnership.services.references import create_referenced
from partnership.services.rows import Conflict, change_row

#: What a minute taker writes under an item.
TEXTS = ("minute", "decision", "public_summary")


@transaction.atomic
def save_minute(*, item: AgendaItem, texts: Mapping[str, str], version: int, by: User) -> AgendaItem:
    """Store the texts of an item. Nothing is written where nothing changed. Conflict where somebody saved first."""
    hold_draft(item.meeting)
    stored = AgendaItem.objects.select_related("meeting").get(pk=item.pk)
    if all(getattr(stored, name) == text for name, text in texts.items()):
        return stored
    return change_row(row=stored, values=texts, version=version, by=by)


@transaction.atomic
def raise_action(*, item: AgendaItem, values: Mapping[str, Any], by: User) -> Action:
    """An action that stands in the plan of the meeting's group, and in the action log, at once."""
    meeting = hold_draft(item.meeting)
    plan, _ = ActionPlan.objects.get_or_create(record=Record.objects.get(pk=meeting.group_id))
    row = Action(plan=plan, raised_in=item, raised_on=meeting.held_on, status="open")
    return create_referenced(row=row, values=values, by=by)


@transaction.atomic
def raise_challenge(*, item: AgendaItem, values: Mapping[str, Any], by: User) -> Challenge:
    """A challenge in the register of the meeting's partnerships, raised by its group."""
    meeting = hold_draft(item.meeting)
    row = Challenge(raised_on=meeting.held_on, raised_by=meeting.group.title, status="open")
    challenge: Challenge = create_referenced(row=row, values={**values, "boards": meeting.boards.all()}, by=by)
    item.raised.add(challenge)
    return challenge


@transaction.atomic
def raise_risk(*, item: AgendaItem, values: Mapping[str, Any], by: User) -> Risk:
    """A risk of the meeting's group."""
    meeting = hold_draft(item.meeting)
    row = Risk(group=meeting.group, opened_on=meeting.held_on, status="open")
    risk: Risk = create_referenced(row=row, values={**values, "boards": meeting.boards.all()}, by=by)
    item.raised.add(risk)
    return risk


def minutes_hash(meeting: Meeting) -> str:
    """A hash of all that the minutes say: whoever agrees to them agrees to this and to nothing else."""
    said = {
        "meeting": [meeting.title, meeting.group.title, meeting.held_on.isoformat(), meeting.venue, meeting.guests],
        "items": list(
            meeting.agenda_items.filter(archived_at__isnull=True)
            .order_by("number")
            .values_list("number", "title", "presenter", "confidential", *TEXTS)
        ),
        "attendance": list(meeting.attendance.order_by("seat_id").values_list("seat__label", "status", "deputy")),
    }
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()


@transaction.atomic
def agree_minutes(*, meeting: Meeting, text_hash: str, by: User) -> Meeting:
    """The chair agrees to the text that they have read, which `text_hash` names. Nobody agrees to their own text."""
    held = hold_draft(meeting)
    if held.status != MeetingStatus.HELD:
        raise DomainError("Close the meeting first: only the minutes of a meeting that was held can be agreed.")
    if by in authors_of(held):
        raise DomainError("You wrote part of these minutes, so somebody else has to agree to them.")
    if text_hash != minutes_hash(held):
        raise Conflict("The minutes changed while you were reading them. Read them again before you agree.")
    values = {
        "minutes_state": MinutesState.AGREED,
        "minutes_hash": text_hash,
        "agreed_by": by,
        "agreed_at": timezone.now(),
    }
    return change_row(row=held, values=values, version=held.version, by=by)


@transaction.atomic
def reopen_minutes(*, meeting: Meeting, by: User) -> Meeting:
    """Put agreed minutes back to draft; they have to be agreed anew."""
    held = _held_as(meeting, MinutesState.AGREED, "Only minutes that are agreed and not yet locked go back to draft.")
    values = {"minutes_state": MinutesState.DRAFT, "minutes_hash": "", "agreed_by": None, "agreed_at": None}
    return change_row(row=held, values=values, version=held.version, by=by)


@transaction.atomic
def lock_minutes(*, meeting: Meeting, by: User) -> Meeting:
    """Close agreed minutes for good. DomainError where the text is no longer the one that was agreed."""
    held = _held_as(meeting, MinutesState.AGREED, "Minutes are locked once the chair has agreed to them.")
    if minutes_hash(held) != held.minutes_hash:
        raise DomainError("The text is no longer the one that was agreed. Put the minutes back to draft.")
    values = {"minutes_state": MinutesState.LOCKED, "locked_at": timezone.now()}
    return change_row(row=held, values=values, version=held.version, by=by)


def authors_of(meeting: Meeting) -> set[User]:
    """Everybody who wrote or changed a minute, a decision or a public summary of the meeting."""
    versions = AgendaItem.history.filter(meeting_id=meeting.pk).select_related("history_user")
    found = set()
    by_item: dict[int, list[Any]] = {}
    for version in versions.order_by("history_date", "history_id"):
        by_item.setdefault(version.id, [None]).append(version)
    for versions_of_item in by_item.values():
        for before, after in pairwise(versions_of_item):
            texts = [getattr(after, name) for name in TEXTS]
            changed = texts != [getattr(before, name) for name in TEXTS] if before else any(texts)
            if changed and after.history_user:
                found.add(after.history_user)
    return found


def _held_as(meeting: Meeting, state: MinutesState, otherwise: str) -> Meeting:
    held = Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
    if held.minutes_state != state:
        raise DomainError(otherwise)
    return held
