"""What a merger of agencies would move, and the line of agencies before and after one."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from partnership.enums import OPEN_ACTIONS, OpenStatus
from partnership.models import Action, Agency, Contribution, Person, Risk, RoleGrant, Seat, Tenure
from partnership.period import financial_year
from partnership.principals import Principal
from partnership.selectors.bodies import in_force


@dataclass(frozen=True)
class NewName:
    """The agency that takes over, as far as seats are named after it."""

    name: str
    code: str
    pk: int = 0


@dataclass(frozen=True)
class SeatMove:
    """An old seat and what follows it: a new one called `label`.

    `taken`: the new agency has that one already. `stays`: the seat begins only now, so it goes over as it is.
    """

    seat: Seat
    label: str
    taken: bool
    stays: bool
    holder: Tenure | None


@dataclass(frozen=True)
class Merger:
    """What would move from the old agencies to the new one.

    `kept` open actions and `kept_risks` open risks are not the person's to change. `later`: contributions of financial
    years that begin with the merger or after it; they stay as all the others do.
    """

    actions: tuple[Action, ...]
    kept: int
    risks: tuple[Risk, ...]
    kept_risks: int
    seats: tuple[SeatMove, ...]
    people: tuple[Person, ...]
    grants: tuple[RoleGrant, ...]
    contributions: int
    later: tuple[Contribution, ...]

    @property
    def fingerprint(self) -> str:
        """Equal as long as the same would move: what was confirmed is what is done."""
        parts = [self.actions, self.risks, [move.seat for move in self.seats], self.people, self.grants]
        return ".".join("-".join(str(row.pk) for row in rows) for rows in parts)


def merger_of(*, old: Sequence[Agency], new: NewName, on: date, principal: Principal) -> Merger:
    """What the old agencies have on a day: open actions and risks, seats in force, people, representatives' roles."""
    actions = Action.objects.filter(agency__in=old, status__in=OPEN_ACTIONS)
    theirs = actions.visible_to(principal, "change").select_related("plan__record").order_by("pk")
    seen = actions.visible_to(principal).count()
    risks = Risk.objects.filter(owner_agency__in=old, status=OpenStatus.OPEN)
    owned = risks.visible_to(principal, "change").order_by("pk")
    paid = Contribution.objects.visible_to(principal).filter(agency__in=old).select_related("agency", "board")
    gifts = list(paid.order_by("financial_year", "agency__name", "pk"))
    grants = RoleGrant.objects.filter(agency__in=old, user__is_active=True).exclude(ends_on__lt=on)
    people = Person.objects.visible_to(principal, "change").filter(agency__in=old)
    return Merger(
        actions=tuple(theirs),
        kept=seen - len(theirs),
        risks=tuple(owned),
        kept_risks=risks.visible_to(principal).count() - len(owned),
        seats=_seats(old, new, on, principal),
        people=tuple(people),
        grants=tuple(grants.exclude(user=principal.user).select_related("user").order_by("pk")),
        contributions=len(gifts),
        later=tuple(gift for gift in gifts if financial_year(gift.financial_year).start >= on),
    )


def successors(agency: Agency) -> list[Agency]:
    """Who replaced an agency, who replaced that one, and so on."""
    found: list[Agency] = []
    following = agency.replaced_by
    while following and following not in found and following != agency:
        found.append(following)
        following = following.replaced_by
    return found


def predecessors(agency: Agency) -> list[Agency]:
    """All agencies that an agency replaced, directly or through others."""
    found: list[Agency] = []
    more = list(agency.replaces.order_by("name"))
    while more:
        found += more
        more = [one for one in Agency.objects.filter(replaced_by__in=more).order_by("name") if one not in found]
    return found


def _seats(old: Sequence[Agency], new: NewName, on: date, principal: Principal) -> tuple[SeatMove, ...]:
    seats = (
        Seat.objects.visible_to(principal, "change")
        .filter(in_force(on, on), agency__in=old)
        .exclude(group__ends_on__lt=on)
        .select_related("group", "agency")
        .prefetch_related("tenures__person")
        .order_by("group_id", "pk")
    )
    groups = {seat.group_id for seat in seats}
    others = Seat.objects.filter(group__in=groups).values_list("group_id", "label_key", "agency_id")
    of_agency: dict[tuple[int, str], int | None] = {(group, key): agency for group, key, agency in others}
    moves = []
    for seat, agency in [(seat, seat.agency) for seat in seats if seat.agency]:
        label, taken = _label(seat, agency, new, of_agency)
        of_agency[seat.group_id, label.casefold()] = new.pk
        present = next((one for one in seat.tenures.all() if one.ends_on is None or one.ends_on >= on), None)
        stays = bool(seat.starts_on and seat.starts_on >= on)
        moves.append(SeatMove(seat, label, taken, stays, None if stays else present))
    return tuple(moves)


def _label(seat: Seat, agency: Agency, new: NewName, of_agency: dict[tuple[int, str], int | None]) -> tuple[str, bool]:
    """What the seat that follows is called. The old one keeps its name, under which past meetings print it."""
    renamed = re.sub(re.escape(agency.name), lambda _: new.name, seat.label, flags=re.IGNORECASE)
    renamed = re.sub(rf"\b{re.escape(agency.code)}\b", lambda _: new.code, renamed)
    for label in (renamed, f"{renamed} ({new.name})"):
        place = (seat.group_id, label.casefold())
        if place not in of_agency:
            return label, False
        if of_agency[place] == new.pk:
            return label, True
    return f"{renamed} ({new.name} {seat.pk})", False
