"""Who can open a record: by name, by role, and who has lost it by a conflict of interest."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from partnership.enums import Role, Visibility
from partnership.models import ClassChange, Interest, NamingRequest, Record, RoleGrant, User
from partnership.policy import can, row_of, subject_of
from partnership.powers import REACH_WORDS
from partnership.principals import Principal, principal_of
from partnership.roles import GIVEN, NAMED_BESIDES

#: The policy's name for saying who has access to a record.
ACCESS = "record_access"
#: Who looks after access from outside the business unit, and is told of what the unit gives itself.
WATCHERS = (Role.SCRUTINEER, Role.GOVERNANCE_LEAD)
#: Who can end a conflict of interest, and be the second of two people.
KEEPERS = (Role.BUSINESS_MANAGER, Role.SCRUTINEER)


@dataclass(frozen=True)
class ByRole:
    """A role that opens the record to people who are not named on it: who they are, or in words which of them."""

    role: str
    people: tuple[str, ...]
    which: str = ""


def may(principal: Principal, verb: str, record: Record) -> bool:
    """Whether the principal may do `verb` to who has access to a record (of its own kind, `Record.child`)."""
    rows: Any = type(record)._default_manager
    return bool(rows.visible_to(principal, verb, of=ACCESS).filter(pk=record.pk).exists())


def named_on(record: Record, today: date) -> QuerySet[RoleGrant]:
    """The grants by which people are named on a record, now or later, with who gave each (`given_by`). One query."""
    history: Any = RoleGrant.history
    given = history.filter(id=OuterRef("pk"), history_type="+").order_by("history_date")
    lasting = RoleGrant.objects.filter(
        Q(ends_on=None) | Q(ends_on__gte=today),
        Q(expires_at=None) | Q(expires_at__gt=timezone.now()),
        record=record.pk,
        user__is_active=True,
    )
    giver = Subquery(given.values("history_user__name")[:1])
    found: QuerySet[RoleGrant] = lasting.select_related("user", "agency", "group").annotate(given_by=giver)
    return found.order_by("user__name", "pk")


def open_by_role(record: Record, today: date) -> list[ByRole]:
    """The roles that open a record to people who are not named on it. One query."""
    cells = row_of(subject_of(type(record)), record.visibility)
    reaches = {role: {reach for verb, reach in cell if verb == "view"} for role, cell in cells.items() if role in GIVEN}
    every = [role for role, leads in reaches.items() if "all" in leads]
    held = holders_of(every, record, today)
    found = [ByRole(Role(role).label, tuple(user.name for user, of in held if of == role)) for role in every]
    for role, leads in reaches.items():
        words = [REACH_WORDS[reach] for reach in sorted(leads - {"all", "named", "released"})]
        if role not in every and words:
            found.append(ByRole(Role(role).label, (), " and ".join(words)))
    return [one for one in found if one.people or one.which]


def holders_of(roles: Iterable[str], record: Record, today: date) -> list[tuple[User, str]]:
    """People who hold one of these roles for the record's partnerships, without a conflict of interest with it."""
    lost = record.interests.in_force().exclude(user=None).values("user")
    grants = RoleGrant.objects.in_force(today).filter(role__in=list(roles), record=None).exclude(user__in=lost)
    of_board = grants.filter(Q(board=None) | Q(board__in=record.boards.values("pk")))
    pairs = {(grant.user, grant.role): None for grant in of_board.select_related("user").order_by("user__name", "pk")}
    return list(pairs)


def held_for(record: Record, user: User, roles: Iterable[str], today: date) -> RoleGrant | None:
    """The grant of one of these roles by which somebody acts on a record: for its partnership, or for all of them."""
    grants = RoleGrant.objects.in_force(today).filter(user=user, role__in=list(roles), record=None)
    of_board = grants.filter(Q(board=None) | Q(board__in=record.boards.values("pk")))
    found: RoleGrant | None = of_board.order_by("board", "pk").first()
    return found


def watchers_of(record: Record, *, but: User) -> list[User]:
    """The scrutineers and information-governance leads, but for one person; without them the business managers."""
    for roles in (WATCHERS, [Role.BUSINESS_MANAGER]):
        held = {user: None for user, _ in holders_of(roles, record, timezone.localdate()) if user != but}
        if held:
            return list(held)
    return []


def keepers_of(record: Record, *, verb: str = "change") -> list[User]:
    """Business managers and scrutineers who may say who has access to a record today; of a sealed one who is named."""
    held = {user: None for user, _ in holders_of(KEEPERS, record, timezone.localdate())}
    return [user for user in held if may(principal_of(user), verb, record)]


def conflicts_of(record: Record) -> QuerySet[Interest]:
    """Every conflict of interest with a record, those that ended too. One query."""
    return record.interests.select_related("user", "agency", "declared_by", "ended_by").order_by(
        "-ended_at", "-declared_at"
    )


def roles_to_name(record: Record, by: User, today: date) -> QuerySet[RoleGrant]:
    """Grants of people who can be named on a record in the role that they hold: reviewers and auditors hold theirs
    for other records. Oneself, and those who have a conflict with the record, are not among them."""
    lost = record.interests.in_force()
    people = Q(role__in=NAMED_BESIDES, record=None) | Q(role__in=(Role.REVIEWER, Role.AUDITOR), expires_at=None)
    held = RoleGrant.objects.in_force(today).filter(people).exclude(record=record.pk)
    free = held.exclude(user=by).exclude(user__in=lost.exclude(user=None).values("user"))
    free = free.exclude(agency__in=lost.exclude(agency=None).values("agency"))
    return free.select_related("user", "agency", "group", "board").order_by("user__name", "role", "pk")


def waiting_on(record: Record) -> list[NamingRequest | ClassChange]:
    """What waits for a second person. Two queries."""
    naming = NamingRequest.objects.waiting().filter(record=record.pk).select_related("user", "asked_by")
    return [*naming, *ClassChange.objects.waiting().filter(record=record.pk).select_related("asked_by")]


def namings_to_answer(principal: Principal) -> QuerySet[NamingRequest]:
    """Namings that wait and this person may confirm: who is named does not, nor who asked."""
    found: QuerySet[NamingRequest] = _to_answer(NamingRequest, principal).exclude(user=principal.user)
    return found


def classes_to_answer(principal: Principal) -> QuerySet[ClassChange]:
    """Changes of a class that wait and this person may confirm: who asked does not."""
    found: QuerySet[ClassChange] = _to_answer(ClassChange, principal)
    return found


def _to_answer(model: Any, principal: Principal) -> QuerySet[Any]:
    waiting: QuerySet[Any] = model.objects.waiting().visible_to(principal, "approve")
    return waiting.exclude(asked_by=principal.user)


def naming_to_lengthen(request: NamingRequest, today: date) -> RoleGrant | None:
    """The naming that a request would let last longer; None where somebody is to be named who is not."""
    same = {name: getattr(request, name) for name in ("user", "role", "board", "agency", "group")}
    return named_on(request.record, today).filter(expires_at=None, **same).first()


def is_named(user: User, record: Record) -> bool:
    """Whether somebody is named on a record at this minute."""
    return RoleGrant.objects.in_force(timezone.localdate()).filter(user=user, record=record.pk).exists()


def is_guarded_somewhere(record: Record) -> bool:
    """Whether only named people open the record, or the papers that are written for it."""
    sealed = record.visibility == Visibility.SEALED
    return sealed or bool(getattr(type(record), "papers_subject", ""))


def opens_for(user: User, record: Record) -> bool:
    """Whether somebody may open a record today."""
    return can(principal_of(user), "view", record)


def has_conflict(record: Record, user: User) -> bool:
    """Whether somebody, or an agency that they speak or sit for, has a conflict of interest with a record today."""
    return record.pk in principal_of(user).lost


def opened_in_emergency(principal: Principal) -> list[tuple[Record, datetime]]:
    """What somebody has opened in an emergency that still lasts, and until when. No query for everybody else."""
    until = dict(principal.emergencies)
    return [(record, until[record.pk]) for record in Record.objects.filter(pk__in=until)] if until else []
