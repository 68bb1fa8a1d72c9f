"""Who is named on a record, and for how long; of a sealed record only when a second person agrees."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from partnership.enums import Role, Visibility
from partnership.exceptions import DomainError
from partnership.formats import date_words
from partnership.models import NamingRequest, Record, RoleGrant, User
from partnership.selectors.record_access import has_conflict, naming_to_lengthen, roles_to_name
from partnership.services.access_notices import called, tell_named, tell_named_longer, tell_taken_off, tell_watchers
from partnership.services.grants import SEALED_NEEDS_TWO, name_oneself, refuse_oneself, store_end, store_grant
from partnership.services.reasons import LONGEST_REASON, note_reason
from partnership.services.rows import change_row
from partnership.services.two_people import ask_second, close_request, require

NO_LONGER_DAY = "{name} is named until {day}. Type a later day."
NOT_FOR_A_TIME = "{name} is not named on it for a time, so it cannot be for longer."
CANNOT_BE_NAMED = "{name} cannot be named here: they do not hold that role today, or have a conflict of interest."


@transaction.atomic
def name_person(*, record: Record, held: RoleGrant, ends_on: date, reason: str, by: User) -> RoleGrant | NamingRequest:
    """Name somebody on a record in a role that they hold; on a sealed record ask a second person first."""
    require(by, "create", record)
    refuse_oneself(user=held.user, by=by)
    if not roles_to_name(record, by, timezone.localdate()).filter(pk=held.pk).exists():
        raise DomainError(CANNOT_BE_NAMED.format(name=held.user.name))
    if record.visibility == Visibility.SEALED:
        asked: NamingRequest = ask_second(_request(record, held, ends_on, reason), by=by, but=held.user)
        return asked
    return _name(record, held, ends_on, reason, by)


@transaction.atomic
def name_reviewer(*, record: Record, user: User, ends_on: date, reason: str, by: User) -> RoleGrant:
    """Name somebody as the independent reviewer of one record: a role that is held for that record alone."""
    require(by, "create", record)
    refuse_oneself(user=user, by=by)
    if record.visibility == Visibility.SEALED:
        raise DomainError(SEALED_NEEDS_TWO)
    if has_conflict(record, user):
        raise DomainError(CANNOT_BE_NAMED.format(name=user.name))
    return _name(record, RoleGrant(user=user, role=Role.REVIEWER), ends_on, reason, by)


@transaction.atomic
def name_for_longer(
    *, grant: RoleGrant, ends_on: date, version: int, reason: str, by: User
) -> RoleGrant | NamingRequest:
    """Let somebody who is named on a record until a day stay named until a later one, in one step.

    On a sealed record ask a second person first, as for a naming.
    """
    record = Record.objects.get(named_grants=grant).child
    require(by, "create", record)
    refuse_oneself(user=grant.user, by=by)
    if has_conflict(record, grant.user):
        raise DomainError(CANNOT_BE_NAMED.format(name=grant.user.name))
    grant.version = version
    _check_longer(grant, ends_on)
    if record.visibility == Visibility.SEALED:
        asked: NamingRequest = ask_second(_request(record, grant, ends_on, reason), by=by, but=grant.user)
        return asked
    return _lengthen(record, grant, ends_on, reason, by)


@transaction.atomic
def answer_naming(*, request: NamingRequest, agreed: bool, answer: str, by: User) -> NamingRequest:
    """Confirm or refuse, as a second person, that somebody is named on a sealed record, or named for longer.

    It counts as given by whoever asked, who must still be able to give it, from today on.
    """
    closed: NamingRequest = close_request(request, agreed=agreed, answer=answer, by=by)
    if agreed:
        record = closed.record.child
        if record.interests.in_force().filter(user=closed.user).exists():
            raise DomainError(CANNOT_BE_NAMED.format(name=closed.user.name))
        named = naming_to_lengthen(closed, timezone.localdate())
        if named:
            _check_longer(named, closed.ends_on)
            _lengthen(record, named, closed.ends_on, closed.reason, closed.asked_by)
        else:
            _name(record, closed, closed.ends_on, closed.reason, closed.asked_by)
    return closed


@transaction.atomic
def add_oneself(*, record: Record, ends_on: date, reason: str, by: User) -> RoleGrant:
    """Name oneself, as the business manager; those who watch over access are told."""
    require(by, "create", record)
    grant = name_oneself(record=record, ends_on=ends_on, reason=reason, by=by)
    said = f"{by.name} has named themselves on {called(record)}, until {date_words(ends_on)}."
    tell_watchers(record, subject="Somebody named themselves on a record", said=said, by=by)
    return grant


@transaction.atomic
def take_off(*, grant: RoleGrant, version: int, reason: str, by: User) -> RoleGrant:
    """Take somebody off a record's list, at once."""
    record = Record.objects.get(named_grants=grant).child
    require(by, "create", record)
    refuse_oneself(user=grant.user, by=by)
    now = timezone.now()
    values = {"ends_on": max(grant.starts_on, timezone.localdate(now)), "expires_at": now}
    ended: RoleGrant = change_row(row=grant, values=values, version=version, by=by)
    note_reason(row=ended, reason=reason)
    tell_taken_off(record, grant.user)
    return ended


def _request(record: Record, held: RoleGrant, ends_on: date, reason: str) -> NamingRequest:
    return NamingRequest(
        record=record, user=held.user, role=held.role, board=held.board, agency=held.agency, group=held.group,
        ends_on=ends_on, reason=reason,
    )  # fmt: skip


def _check_longer(grant: RoleGrant, ends_on: date) -> None:
    if grant.ends_on is None or grant.expires_at or grant.ends_on < timezone.localdate():
        raise DomainError(NOT_FOR_A_TIME.format(name=grant.user.name))
    if ends_on <= grant.ends_on:
        raise DomainError(NO_LONGER_DAY.format(name=grant.user.name, day=date_words(grant.ends_on)))


def _lengthen(record: Record, grant: RoleGrant, ends_on: date, reason: str, by: User) -> RoleGrant:
    stored = store_end(grant=grant, ends_on=ends_on, reason=reason[:LONGEST_REASON], by=by)
    tell_named_longer(record, stored.user, until=date_words(ends_on))
    return stored


def _name(record: Record, held: RoleGrant | NamingRequest, ends_on: date, reason: str, by: User) -> RoleGrant:
    """`held` says whom to name and as what: a grant of the role, or the request for it."""
    grant = RoleGrant(
        user=held.user, role=held.role, board=held.board, agency=held.agency, group=held.group, record=record,
        starts_on=timezone.localdate(), ends_on=ends_on, reason=reason[:300],
    )  # fmt: skip
    stored = store_grant(grant=grant, by=by)
    tell_named(record, stored.user, until=date_words(ends_on))
    return stored
