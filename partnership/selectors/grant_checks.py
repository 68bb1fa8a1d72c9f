"""Which grants of access are still right: each quarter somebody looks at every one of them."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from partnership.enums import Role
from partnership.models import Record, RoleGrant
from partnership.outside_words import reference_alone
from partnership.period import months_on
from partnership.principals import Principal
from partnership.registers.rows import readable
from partnership.selectors.record_access import ACCESS
from partnership.selectors.users import SCOPE, bodies_words

#: Whoever found a grant right is asked again after so many months; a new one is looked at for the first time then.
MONTHS = 3
#: What the history of a grant says when it was found right.
STILL_RIGHT = "Still right"


@dataclass(frozen=True)
class Checked:
    """A grant as the list shows it. `record` is empty where the reader may not know which record it is for."""

    grant: RoleGrant
    bodies: str
    record: str
    may_confirm: bool
    is_due: bool


def grants_in_force(today: date) -> QuerySet[RoleGrant]:
    """Every grant of access that counts today, by person. One query."""
    rows = RoleGrant.objects.in_force(today).select_related("user", "confirmed_by", *SCOPE)
    return rows.order_by("user__name", "user", "role", "pk")


def to_confirm(today: date) -> Q:
    """Grants that nobody gave or found right in the last three months; those of an emergency end by themselves."""
    before = months_on(today, -MONTHS)
    return Q(expires_at=None) & (Q(confirmed_on__lte=before) | Q(confirmed_on=None, starts_on__lte=before))


def confirmable(principal: Principal, today: date) -> QuerySet[RoleGrant]:
    """Grants that somebody who looks after accounts can find right: not their own, of their partnership, and of a
    record only where they may know who has access to it."""
    boards = {one.board for one in principal.grants if one.role in (Role.BUSINESS_MANAGER, Role.TECHNICAL_ADMIN)}
    known = Q(record=None) | Q(record__in=_known(principal).values("pk"))
    rows = grants_in_force(today).filter(known, expires_at=None).exclude(user=principal.user)
    return rows if None in boards else rows.filter(board__in=boards)


def checked(grants: list[RoleGrant], principal: Principal, today: date) -> list[Checked]:
    """Grants with what the reader may know of each. Four queries."""
    keys = [grant.pk for grant in grants]
    known = set(_known(principal).filter(named_grants__in=keys).values_list("pk", flat=True))
    open_groups = readable(principal, {grant.group_id for grant in grants if grant.group_id})
    own = set(confirmable(principal, today).filter(pk__in=keys).values_list("pk", flat=True))
    due = set(RoleGrant.objects.filter(to_confirm(today), pk__in=keys).values_list("pk", flat=True))
    return [
        Checked(
            grant=grant,
            bodies=bodies_words(grant, open_groups),
            record=reference_alone(grant.record) if grant.record and grant.record_id in known else "",
            may_confirm=grant.pk in own,
            is_due=grant.pk in due,
        )
        for grant in grants
    ]


def _known(principal: Principal) -> QuerySet[Record]:
    """The records of which somebody may know who has access to them."""
    rows: QuerySet[Record] = Record.objects.visible_to(principal, of=ACCESS)
    return rows
