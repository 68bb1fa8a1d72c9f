"""Accounts and the roles that they hold, and what a leaver leaves behind."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import OuterRef, Prefetch, Q, QuerySet, Subquery
from django.utils import timezone

from partnership.enums import GUARDED_CLASSES, OPEN_ACTIONS, OPEN_CLASSES, Role, Visibility
from partnership.models import Action, Group, Record, RoleGrant, SavedView, Seat, Tenure, User
from partnership.principals import Principal
from partnership.selectors.bodies import CHAIRS, in_force

SOON = timedelta(days=30)
SCOPE = ("board", "agency", "group", "record")


def accounts(today: date) -> QuerySet[User]:
    """Every account, each with the grants that count today as `held`. Two queries."""
    held = RoleGrant.objects.in_force(today).select_related(*SCOPE).order_by("role", "pk")
    return User.objects.prefetch_related(Prefetch("grants", held, to_attr="held"))


def grants_given() -> QuerySet[RoleGrant]:
    """Every grant of a role, with who gave it (`given_by`) and why it was changed last (`changed_why`). One query."""
    history: Any = RoleGrant.history
    entries = history.filter(id=OuterRef("pk"))
    giver = Subquery(entries.filter(history_type="+").order_by("history_date").values("history_user__name")[:1])
    why = Subquery(entries.order_by("-history_date", "-history_id").values("history_change_reason")[:1])
    return RoleGrant.objects.select_related("user", *SCOPE).annotate(given_by=giver, changed_why=why)


def counts_now(today: date) -> Q:
    """Grants that count today, had their holder an account."""
    by_the_minute = Q(expires_at=None) | Q(expires_at__gt=timezone.now())
    return Q(starts_on__lte=today) & (Q(ends_on=None) | Q(ends_on__gte=today)) & by_the_minute


def ends_soon_or_never(today: date) -> Q:
    """Grants that count today and end within `SOON`, or have no end."""
    return counts_now(today) & (Q(ends_on=None) | Q(ends_on__lte=today + SOON))


def on_guarded_records() -> Q:
    """Grants by which somebody is named on a restricted or sealed record."""
    return Q(record__visibility__in=GUARDED_CLASSES)


def records_of(grants: Iterable[RoleGrant]) -> set[int]:
    """The records that grants are for, groups among them; ask which of them the reader may open."""
    return {pk for grant in grants for pk in (grant.record_id, grant.group_id) if pk}


def scope_words(grant: RoleGrant, readable: frozenset[int]) -> str:
    """What a role is held for, such as "Learning" or "NV-2026-02".

    Records that may not be opened are not named; groups that are not restricted stand in any annual report.
    """
    parts = [bodies_words(grant, readable)]
    if grant.record:
        parts.append(grant.record.reference if grant.record_id in readable else _unnamed(grant.record))
    return ", ".join(filter(None, parts))


def bodies_words(grant: RoleGrant, readable: frozenset[int]) -> str:
    """The partnership, agency or group that a role is held for; nothing of a record."""
    parts = [grant.board.name if grant.board else "", grant.agency.name if grant.agency else ""]
    if grant.group:
        named = grant.group_id in readable or grant.group.visibility in OPEN_CLASSES
        parts.append(grant.group.title if named else _unnamed(grant.group))
    return ", ".join(filter(None, parts))


def _unnamed(record: Record) -> str:
    guarded = record.visibility in GUARDED_CLASSES
    return f"a {Visibility(record.visibility).label.lower()} record" if guarded else "a record that you may not open"


def grant_versions(user: User) -> list[Any]:
    """Every version of every role that somebody was given, taken back ones too, the oldest first. One query."""
    history: Any = RoleGrant.history
    versions = history.filter(user=user).select_related("history_user", *SCOPE)
    return list(versions.order_by("history_date", "history_id"))


@dataclass(frozen=True)
class ChairSeat:
    """A group that somebody chairs as a role while its chair's seat (None for none) is not theirs.

    `holder` is who sits there today; empty for nobody.
    """

    group: Group
    seat: Seat | None
    holder: str


def chair_seats_of_others(*, user: User, today: date, principal: Principal) -> list[ChairSeat]:
    """Groups whose chair somebody is by their role though their seat there is another's, or they have none.

    Only groups and seats that the reader may see. Four queries.
    """
    chaired = RoleGrant.objects.in_force(today).filter(user=user, role=Role.GROUP_CHAIR).values("group")
    present = Tenure.objects.filter(in_force(today, today)).select_related("person")
    seats = Seat.objects.visible_to(principal).filter(in_force(today, today)).order_by("pk")
    groups = Group.objects.visible_to(principal).filter(pk__in=chaired).order_by("title")
    found = []
    for group in groups.prefetch_related(Prefetch("seats", seats.prefetch_related(Prefetch("tenures", present)))):
        held = {seat: [tenure.person for tenure in seat.tenures.all()] for seat in group.seats.all()}
        theirs = [seat for seat, people in held.items() if any(person.user_id == user.pk for person in people)]
        chairs = [seat for seat in held if seat.role in CHAIRS]
        if any(seat in chairs for seat in theirs) or (theirs and not chairs):
            continue
        seat = chairs[0] if chairs else None
        found.append(ChairSeat(group, seat, ", ".join(person.name for person in held[seat]) if seat else ""))
    return found


@dataclass(frozen=True)
class Leaving:
    """What ends when somebody leaves, and the open actions that somebody else must take on."""

    grants: tuple[RoleGrant, ...]
    tenures: tuple[Tenure, ...]
    #: Seats that end with the others though the reader may not see them.
    other_seats: int
    saved_views: int
    actions: tuple[Action, ...]


def leaving_of(*, user: User, today: date, principal: Principal) -> Leaving:
    """What closing an account would end today. Six queries."""
    grants = RoleGrant.objects.filter(user=user).exclude(ends_on__lte=today).select_related(*SCOPE)
    held = Tenure.objects.filter(person__user=user).exclude(ends_on__lte=today)
    seen = held.visible_to(principal).select_related("seat__group").order_by("pk")
    return Leaving(
        grants=tuple(grants.order_by("role", "pk")),
        tenures=tuple(seen),
        other_seats=held.count() - len(seen),
        saved_views=SavedView.objects.filter(user=user).count(),
        actions=tuple(actions_owned_by(user, principal)),
    )


def actions_owned_by(user: User, principal: Principal) -> QuerySet[Action]:
    """Open actions whose owner is called like the person: an action names its owner in words."""
    owned = Action.objects.visible_to(principal).filter(owner__iexact=user.name, status__in=OPEN_ACTIONS)
    return owned.select_related("plan__record", "agency").order_by("due_on", "pk")
