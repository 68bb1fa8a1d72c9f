"""Opening what one is not named on, in an emergency: for four hours, with a reason, and others are told at once."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from partnership.exceptions import DomainError
from partnership.models import Record, RoleGrant, User
from partnership.selectors.record_access import (
    KEEPERS,
    has_conflict,
    held_for,
    is_guarded_somewhere,
    is_named,
    watchers_of,
)
from partnership.services.access_notices import called, tell_watchers
from partnership.services.rows import create_row
from partnership.templatetags.words import moment

LASTS = timedelta(hours=4)
NO_RECORD = "There is no record of this reference. Type it as it stands on a letter or in a message."
NOT_GUARDED = "This record has nothing that is for named people alone. Open it as usual."
NAMED_ALREADY = "You are named on this record, so you can open it as usual."
NOBODY_WATCHES = "Nobody could be told of it. Ask for an information-governance lead to be added under Users and roles."
NOT_YOURS = "Only the business manager and the scrutineer open records in an emergency."


@transaction.atomic
def open_in_emergency(*, reference: str, reason: str, by: User) -> RoleGrant:
    """Name oneself for four hours on a sealed record, or for the papers of a review (trust.md, R9).

    A record with which one has a conflict of interest stays unknown.
    """
    now = timezone.now()
    if not by.grants.in_force(timezone.localdate(now)).filter(role__in=KEEPERS, record=None).exists():
        raise DomainError(NOT_YOURS)
    record, held = _record_called(reference, by)
    if not is_guarded_somewhere(record):
        raise DomainError(NOT_GUARDED)
    if is_named(by, record):
        raise DomainError(NAMED_ALREADY)
    if not watchers_of(record, but=by):
        raise DomainError(NOBODY_WATCHES)
    until = now + LASTS
    grant = RoleGrant(
        user=by, role=held.role, board=held.board, record=record, expires_at=until, reason=reason[:300],
        starts_on=timezone.localdate(now), ends_on=timezone.localdate(until),
    )  # fmt: skip
    stored: RoleGrant = create_row(row=grant, values={}, by=by)
    said = f"{by.name} has opened {called(record)} in an emergency, until {moment(until)}."
    tell_watchers(record, subject="A record was opened in an emergency", said=said, by=by)
    return stored


def _record_called(reference: str, by: User) -> tuple[Record, RoleGrant]:
    """The one record of this reference, and the role that somebody has for its partnership."""
    found = list(Record.objects.filter(reference__iexact=reference.strip(), archived_at=None)[:2])
    if len(found) != 1:
        raise DomainError(NO_RECORD)
    record = found[0].child
    held = held_for(record, by, KEEPERS, timezone.localdate())
    if held is None or has_conflict(record, by):
        raise DomainError(NO_RECORD)
    return record, held
