"""Roles are given, ended and lengthened. Nobody does any of it to themselves (docs/decisions/0006)."""

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from partnership.enums import Role, Visibility
from partnership.exceptions import DomainError
from partnership.formats import date_words
from partnership.models import Agency, Board, Group, Record, RoleGrant, User
from partnership.policy import can
from partnership.principals import Principal, principal_of
from partnership.roles import GIVEN, NAMED_BESIDES
from partnership.selectors.record_access import held_for
from partnership.services.rows import create_row
from partnership.services.versions import claim_version

#: What narrows a role; two grants that agree in all of it say the same.
SCOPE = ("board", "agency", "group")
SEALED_NEEDS_TWO = (
    "This record is sealed, so a second person confirms who is named on it. Ask on its page “Who has access”."
)


@transaction.atomic
def give_role(
    *,
    user: User,
    role: str,
    starts_on: date,
    ends_on: date | None,
    reason: str,
    by: User,
    board: Board | None = None,
    agency: Agency | None = None,
    group: Group | None = None,
    record: Record | None = None,
) -> RoleGrant:
    """Give somebody a role from a day to a day, for what the role is given for.

    A role that has more than a record gets one in addition only while it is held without: who is named on a record
    keeps the role's other powers, so naming must not outlive it. DomainError says which rule stands in the way.
    """
    grant = RoleGrant(
        user=user, role=role, board=board, agency=agency, group=group, record=record,
        starts_on=starts_on, ends_on=ends_on, reason=reason,
    )  # fmt: skip
    refuse_oneself(user=user, by=by)
    if record and record.visibility == Visibility.SEALED:
        _check_giver(grant, principal_of(by))  # or the refusal would tell that there is such a record
        raise DomainError(SEALED_NEEDS_TWO)
    return store_grant(grant=grant, by=by)


@transaction.atomic
def name_oneself(*, record: Record, ends_on: date, reason: str, by: User) -> RoleGrant:
    """Name oneself on a record: the one exception from `refuse_oneself`, for the business manager alone (trust.md, R3).

    A business manager who may say who has access to the record, and so sees that there is one, may put themselves on
    its list: to read the papers of a review, or a sealed record that was opened to them in an emergency. It takes a
    reason and an end, stands in the history, and those who watch over access are told at once.
    """
    today = timezone.localdate()
    held = held_for(record, by, [Role.BUSINESS_MANAGER], today)
    if held is None:
        raise DomainError("Only the business manager names themselves on a record.")
    grant = RoleGrant(
        user=by, role=held.role, board=held.board, record=record, starts_on=today, ends_on=ends_on, reason=reason
    )
    return store_grant(grant=grant, by=by)


def store_grant(*, grant: RoleGrant, by: User) -> RoleGrant:
    """Store a grant that keeps every rule but that of who may give it to whom."""
    _check_what_it_is_for(grant)
    _check_dates(grant)
    _check_giver(grant, principal_of(by))
    if not grant.user.is_active:
        raise DomainError(f"The account of {grant.user.name} is closed. Open it again first.")
    if same_scope(grant).filter(_overlaps(grant), record=grant.record).exists():
        raise DomainError(f"{grant.user.name} has this role already in that time. Change its end instead.")
    _check_holds_the_role(grant)
    stored: RoleGrant = create_row(row=grant, values={}, by=by)
    return stored


@transaction.atomic
def end_grant(*, grant: RoleGrant, last_day: date, reason: str, by: User) -> None:
    """Let a grant count until the end of a day. One that had not begun by then is taken back.

    What was given in addition to it (a record that its holder is named on) ends with it.
    """
    refuse_oneself(user=grant.user, by=by)
    _end(grant, last_day, reason, by)
    for one in _given_besides(grant):
        if one.ends_on is None or one.ends_on > last_day:
            _end(one, last_day, reason, by)


@transaction.atomic
def change_grant_end(*, grant: RoleGrant, ends_on: date | None, reason: str, by: User) -> None:
    """Let a grant count for longer, or not so long, from now on; None for without an end.

    Of a sealed record it takes a second person to let somebody stay named for longer.
    """
    refuse_oneself(user=grant.user, by=by)
    is_longer = grant.ends_on is not None and (ends_on is None or ends_on > grant.ends_on)
    if is_longer and grant.record and grant.record.visibility == Visibility.SEALED:
        _check_giver(grant, principal_of(by))  # or the refusal would tell that there is such a record
        raise DomainError(SEALED_NEEDS_TWO)
    store_end(grant=grant, ends_on=ends_on, reason=reason, by=by)


def store_end(*, grant: RoleGrant, ends_on: date | None, reason: str, by: User) -> RoleGrant:
    """Store another end of a grant, by every rule but that of who may change whose."""
    lengthened = RoleGrant.objects.select_related("user", "record").get(pk=grant.pk)
    lengthened.version, lengthened.ends_on = grant.version, ends_on
    _check_dates(lengthened)
    _check_giver(lengthened, principal_of(by))
    if same_scope(lengthened).filter(_overlaps(lengthened), record=lengthened.record).exclude(pk=grant.pk).exists():
        raise DomainError(f"{grant.user.name} has this role for part of that time already.")
    _check_holds_the_role(lengthened)
    _write(lengthened, reason, by)
    for one in _given_besides(lengthened):
        if ends_on and (one.ends_on is None or one.ends_on > ends_on):
            _end(one, ends_on, reason, by)
    return lengthened


def refuse_oneself(*, user: User, by: User) -> None:
    """DomainError where somebody is about to change what they themselves may do."""
    if user.pk == by.pk:
        raise DomainError("Nobody changes their own account or roles. Ask somebody else who looks after accounts.")


def same_scope(grant: RoleGrant) -> QuerySet[RoleGrant]:
    """A person's grants of the same role, narrowed in the same way, with or without a record."""
    narrowed = {f"{name}_id": getattr(grant, f"{name}_id") for name in SCOPE}
    return RoleGrant.objects.filter(user=grant.user, role=grant.role, **narrowed)


def _check_what_it_is_for(grant: RoleGrant) -> None:
    given = GIVEN.get(grant.role)
    if given is None:
        raise DomainError("This role is not given to people.")
    for name in ("agency", "group"):
        if (given.needs == name) != bool(getattr(grant, f"{name}_id")):
            raise DomainError(f"Choose the {name} that the role is for." if given.needs == name else _not_for(name))
    if given.needs == "record" and not grant.record_id:
        raise DomainError("Name the record that the role is for.")
    if grant.record_id and given.needs != "record" and grant.role not in NAMED_BESIDES:
        raise DomainError(_not_for("record"))
    if grant.board_id and not given.by_board:
        raise DomainError(_not_for("partnership"))


def _not_for(what: str) -> str:
    return f"This role is not given for one {what}."


def _check_dates(grant: RoleGrant) -> None:
    if grant.ends_on and grant.ends_on < grant.starts_on:
        raise DomainError(f"The role begins on {date_words(grant.starts_on)}. Type a later day for its end.")


def _check_giver(grant: RoleGrant, giver: Principal) -> None:
    """Nobody gives more than they have: a record they cannot see, or another partnership than theirs."""
    if grant.record and not can(giver, "view", grant.record.child):
        raise DomainError("There is no record of this reference that you may see.")
    boards = {one.board for one in giver.grants if one.role in (Role.BUSINESS_MANAGER, Role.TECHNICAL_ADMIN)}
    if None not in boards and grant.board_id not in boards:
        raise DomainError("Your own role is for one partnership, so you can give roles for that one alone.")


def _check_holds_the_role(grant: RoleGrant) -> None:
    if not grant.record_id or GIVEN[grant.role].needs == "record":
        return
    held = same_scope(grant).filter(_covers(grant), record=None)
    if not held.exists():
        raise DomainError(
            f"Somebody is named on a record only while they hold the role without it. {grant.user.name} does not hold "
            "it in all of that time."
        )


def _given_besides(grant: RoleGrant) -> list[RoleGrant]:
    """Grants that stand only while this one does, unless another one carries them."""
    if grant.record_id:
        return []
    named = same_scope(grant).filter(record__isnull=False).select_related("user")
    return [one for one in named if not same_scope(one).filter(_covers(one), record=None).exists()]


def _overlaps(grant: RoleGrant) -> Q:
    """Grants for part of the same days; those that count by the minute are over by themselves."""
    begins_in_time = Q(starts_on__lte=grant.ends_on) if grant.ends_on else Q()
    return Q(expires_at=None) & begins_in_time & (Q(ends_on=None) | Q(ends_on__gte=grant.starts_on))


def _covers(grant: RoleGrant) -> Q:
    long_enough = Q(ends_on=None) | (Q(ends_on__gte=grant.ends_on) if grant.ends_on else Q(pk__in=[]))
    return Q(starts_on__lte=grant.starts_on) & long_enough


def _end(grant: RoleGrant, last_day: date, reason: str, by: User) -> None:
    fresh = RoleGrant.objects.get(pk=grant.pk)
    fresh.version = grant.version
    if last_day >= fresh.starts_on:
        fresh.ends_on = last_day
        _write(fresh, reason, by)
        return
    claim_version(fresh)
    _sign(fresh, reason, by)
    fresh.delete()


def _write(grant: RoleGrant, reason: str, by: User) -> None:
    claim_version(grant)
    _sign(grant, reason, by)
    grant.save()


def _sign(grant: Any, reason: str, by: User) -> None:
    """History keeps who changed it, and why."""
    grant._history_user, grant._change_reason = by, reason
