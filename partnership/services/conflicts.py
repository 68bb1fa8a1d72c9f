"""Conflicts of interest: declared for oneself, for a person or for an agency, and ended with a reason."""

from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from partnership.enums import MessageKind
from partnership.exceptions import DomainError
from partnership.links import link_to
from partnership.models import Agency, Interest, Record, User
from partnership.policy import can
from partnership.principals import principal_of
from partnership.selectors.record_access import keepers_of, opens_for
from partnership.services.access_notices import called
from partnership.services.messages import write_message
from partnership.services.two_people import require

NOT_OPEN = "You may not open this record, so you have nothing to declare for it."
ONCE = "This conflict of interest is declared already."
NOBODY_LEFT = (
    "Nobody would be left who could end this: it takes a business manager or scrutineer without a conflict. "
    "Give somebody else one of these roles first."
)
ENDED = "This conflict of interest has ended already."


@transaction.atomic
def declare_own(*, record: Record, reason: str, by: User) -> Interest:
    """Declare one's own conflict with a record that one may open. It is lost at once; the business unit is told."""
    if not opens_for(by, record):
        raise DomainError(NOT_OPEN)
    return _declare(Interest(record=record, user=by, reason=reason), by)


@transaction.atomic
def declare_by_way_of(*, row: Model, record: Record, reason: str, by: User) -> Interest:
    """Declare one's own conflict with a record of which one may open a single row and nothing else."""
    if not can(principal_of(by), "view", row):
        raise DomainError(NOT_OPEN)
    return _declare(Interest(record=record, user=by, reason=reason), by)


@transaction.atomic
def declare_for(
    *, record: Record, reason: str, by: User, user: User | None = None, agency: Agency | None = None
) -> Interest:
    """Declare the conflict of a person, or of everybody who speaks for an agency."""
    require(by, "change", record)
    return _declare(Interest(record=record, user=user, agency=agency, reason=reason), by)


@transaction.atomic
def end_interest(*, interest: Interest, reason: str, by: User) -> Interest:
    """End a conflict of interest: whoever had it sees again what their roles open. Nobody ends their own."""
    fresh = Interest.objects.select_for_update().get(pk=interest.pk)
    require(by, "change", fresh.record.child)
    if fresh.ended_at is not None:
        raise DomainError(ENDED)
    if not reason:
        raise DomainError("Say why it ends, so that whoever reads the history understands.")
    fresh.ended_at, fresh.ended_by, fresh.ended_reason = timezone.now(), by, reason
    return _stored(fresh, by)


def _declare(interest: Interest, by: User) -> Interest:
    record = interest.record.child
    same = record.interests.in_force().filter(user=interest.user, agency=interest.agency)
    if same.exists():
        raise DomainError(ONCE)
    interest.declared_by = by
    _stored(interest, by)
    left = keepers_of(record)
    if not left:
        raise DomainError(NOBODY_LEFT)
    body = f"{by.name} has declared a conflict of interest with {called(record)}. "
    body += f"Who has lost it, and why: {link_to('partnership:record-access', record.pk)}"
    for user in left:
        if user != by:
            write_message(to=user, kind=MessageKind.READ_LOG, subject="A conflict of interest is declared", body=body)
    return interest


def _stored(interest: Interest, by: User) -> Interest:
    interest._history_user = by  # type: ignore[attr-defined]  # simple-history reads it
    interest.save()
    return interest
