"""Opening what one is not named on, in an emergency: for four hours, with a reason, and others are told at once."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from partnership.exceptions import DomainError
from partnership.models import Record, RoleGrant, User
from partnership.selectors.record_access import KEEPERS, has_conflict, is_guarded_somewhere, is_named
from partnership.services.access_notices import called, tell_watchers
from partnership.services.rows import create_row
from partnership.templatetags.words import moment

LASTS = timedelta(hours=4)
NO_RECORD = "There is no record of this reference. Type it as it stands on a letter or in a message."
NOT_GUARDED = "This record has nothing that is for named people alone. Open it as usual."
NAMED_ALREADY = "You are named on this record, so you can open it as usual."
NOT_YOURS = "Only the business manager and the scrutineer open records in an emergency."


@transaction.atomic
def open_in_emergency(*, reference: str, reason: str, by: User) -> RoleGrant:
    """Name oneself for four hours on a sealed record, or for the papers of a review (trust.md, R9).

    A record with which one has a conflict of interest stays unknown.
    """
    now = timezone.now()
    held = by.grants.in_force(timezone.localdate(now)).filter(role__in=KEEPERS, record=None).order_by("pk").first()
    if held is None:
        raise DomainError(NOT_YOURS)
    record = _record_called(reference, held, by)
    if not is_guarded_somewhere(record):
        raise DomainError(NOT_GUARDED)
    if is_named(by, record):
        raise DomainError(NAMED_ALREADY)
    until = now + LASTS
    grant = RoleGrant(
        user=by, role=held.role, board=held.board, record=record, expires_at=until, reason=reason[:300],
        starts_on=timezone.localdate(now), ends_on=timezone.localdate(until),
    )  # fmt: skip
    stored: RoleGrant = create_row(row=grant, values={}, by=by)
    said = f"{by.name} has opened {called(record)} in an emergency, until {moment(until)}."
    tell_watchers(record, subject="A record was opened in an emergency", said=said, by=by)
    return stored


def _record_called(reference: str, held: RoleGrant, by: User) -> Record:
    """The one record of this reference, of the partnership that the role is for."""
    found = list(Record.objects.filter(reference__iexact=reference.strip(), archived_at=None)[:2])
    if len(found) != 1:
        raise DomainError(NO_RECORD)
    record = found[0].child
    elsewhere = held.board_id is not None and not record.boards.filter(pk=held.board_id).exists()
    if elsewhere or has_conflict(record, by):
        raise DomainError(NO_RECORD)
    return record
