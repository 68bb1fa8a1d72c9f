"""On whose behalf something is read or written: a person with today's roles, or nobody in person."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from django.apps import apps
from django.contrib.auth.models import AnonymousUser
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
    held = user.grants.in_force(timezone.localdate()).select_related("agency")
    return Principal(user=user, grants=(Grant(Role.PUBLIC), *[_grant(row) for row in held]))


def _grant(row: Any) -> Grant:
    agencies = _with_predecessors(row.agency_id) if row.agency_id else frozenset()
    seats = apps.get_model("partnership", "Seat").objects.filter(agency__in=agencies) if agencies else None
    groups = seats.values_list("group_id", flat=True) if seats is not None else []
    return Grant(
        role=row.role,
        board=row.board_id,
        agencies=agencies,
        groups=frozenset([*groups, *([row.group_id] if row.group_id else [])]),
        records=frozenset([row.record_id] if row.record_id else []),
    )


def _with_predecessors(agency: int) -> frozenset[int]:
    """An agency and all that it replaced: who speaks for an integrated care board answers for its groups' past."""
    pairs = apps.get_model("partnership", "Agency").objects.filter(replaced_by__isnull=False)
    replaced = defaultdict(set)
    for old, new in pairs.values_list("pk", "replaced_by"):
        replaced[new].add(old)
    found, more = set(), {agency}
    while more:
        found |= more
        more = set().union(*(replaced[one] for one in more)) - found
    return frozenset(found)
