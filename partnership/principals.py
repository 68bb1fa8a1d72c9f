"""On whose behalf something is read or written: a person with today's roles, or nobody in person."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, Q, Value
from django.utils import timezone

from partnership.enums import Role

if TYPE_CHECKING:
    from partnership.models.users import User


@dataclass(frozen=True)
class Grant:
    """One role in force, with the rows that its reaches lead to (primary keys)."""

    role: str
    board: int | None = None
    agencies: frozenset[int] = frozenset()
    groups: frozenset[int] = frozenset()
    records: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Principal:
    """On whose behalf something is read or written."""

    user: User | None = None
    grants: tuple[Grant, ...] = field(default=())
    #: Records with which they, or an agency that they speak or sit for, have a conflict of interest (primary keys).
    lost: frozenset[int] = frozenset()
    #: Records that were opened in an emergency (primary keys), each with the time until which it lasts.
    emergencies: tuple[tuple[int, datetime], ...] = ()

    @property
    def roles(self) -> frozenset[str]:
        return frozenset(grant.role for grant in self.grants)


PUBLIC: Final = Principal(grants=(Grant(Role.PUBLIC),))
#: Builds public documents, whoever presses the button: published and cleared matter only.
PUBLIC_REPORT: Final = Principal(grants=(Grant(Role.PUBLIC_REPORT),))
#: The command line on the server itself, where everything lies open anyway: a full export for moving house.
OPERATOR: Final = Principal(grants=(Grant(Role.BUSINESS_MANAGER),))


def principal_of(user: User | AnonymousUser) -> Principal:
    """The grants that a user holds today. Read anew at each request, so that a change counts at the next one."""
    if not user.is_authenticated or not user.is_active:
        return PUBLIC
    interests = apps.get_model("partnership", "Interest").objects.in_force()
    # Asked along with the grants, so that the next question is put only where there is something to lose.
    may_lose = Exists(interests.filter(Q(user=user) | Q(agency__isnull=False)))
    held = list(user.grants.in_force(timezone.localdate()).annotate(may_lose=may_lose))
    emergencies = tuple((row.record_id, row.expires_at) for row in held if row.record_id and row.expires_at)
    grants = (Grant(Role.PUBLIC), *_grants(held))
    lost = _lost(user, grants, interests) if any(row.may_lose for row in held) else frozenset()
    return Principal(user=user, grants=grants, lost=lost, emergencies=emergencies)


def _lost(user: User, grants: tuple[Grant, ...], interests: Any) -> frozenset[int]:
    """The records with which a person has a conflict of interest today. One query."""
    theirs = Q(user=user)
    for agencies in (*(grant.agencies for grant in grants), *agencies_sat_for(user)):
        theirs |= Q(agency__in=agencies)
    return frozenset(interests.filter(theirs).values_list("record", flat=True))


def agencies_sat_for(user: User) -> list[Any]:
    """The agencies for which somebody sits anywhere today, whatever they are granted: a subquery for each model that
    says so by `sits_for`."""
    today = timezone.localdate()
    return [model.sits_for(user, today) for model in _sitting()]


@cache
def _sitting() -> tuple[Any, ...]:
    return tuple(model for model in apps.get_models() if hasattr(model, "sits_for"))


def _grants(held: list[Any]) -> list[Grant]:
    """One for each role and what it is narrowed to, with all the records that somebody is named on in it.

    Whoever is named on many records would else ask the same of the database as many times.
    """
    records: dict[tuple[str, int | None, int | None, int | None], set[int]] = defaultdict(set)
    for row in held:
        records[row.role, row.board_id, row.agency_id, row.group_id] |= {row.record_id} - {None}
    return [_grant(*narrowed, records=frozenset(named)) for narrowed, named in records.items()]


def _grant(role: str, board: int | None, agency: int | None, group: int | None, records: frozenset[int]) -> Grant:
    agencies, groups = _of_agency(agency) if agency else (frozenset(), frozenset())
    return Grant(
        role=role,
        board=board,
        agencies=agencies,
        groups=groups | frozenset([group] if group else []),
        records=records,
    )


def _of_agency(agency: int) -> tuple[frozenset[int], frozenset[int]]:
    """An agency with all that it replaced, and the groups on which these have seats. One query.

    Who speaks for an integrated care board answers for its groups' past.
    """
    agencies, seats = (apps.get_model("partnership", name).objects.order_by() for name in ("Agency", "Seat"))
    mergers = agencies.filter(replaced_by__isnull=False).values_list(Value("agency"), "replaced_by", "pk")
    sitting = seats.filter(Q(agency=agency) | Q(agency__replaced_by__isnull=False))
    led_to: dict[str, dict[int, set[int]]] = {"agency": defaultdict(set), "group": defaultdict(set)}
    for what, one, leads_to in mergers.union(sitting.values_list(Value("group"), "agency", "group"), all=True):
        led_to[what][one].add(leads_to)
    found, more = set(), {agency}
    while more:
        found |= more
        more = set().union(*(led_to["agency"][one] for one in more)) - found
    return frozenset(found), frozenset().union(*(led_to["group"][one] for one in found))
