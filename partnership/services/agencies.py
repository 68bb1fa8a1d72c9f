"""Agencies merge, or one replaces another: what goes on moves, what has been stays where it was."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from partnership.exceptions import DomainError
from partnership.formats import date_words
from partnership.models import Agency, Seat, Tenure, User
from partnership.policy import allows
from partnership.principals import principal_of
from partnership.selectors.agencies import Merger, NewName, SeatMove, merger_of, successors
from partnership.services.rows import change_row, create_row
from partnership.services.seats import end_tenure, seat_person

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Moving:
    """What people chose to move; open risks go with the open actions."""

    actions: bool = True
    seats: bool = True
    people: bool = True
    grants: bool = True


@transaction.atomic
def merge_agencies(
    *,
    old: Sequence[Agency],
    new: Agency | dict[str, Any],
    on: date,
    moving: Moving,
    confirmed: str,
    by: User,
) -> Agency:
    """Let one agency follow one or more others from a day on. `new` is a stored agency, or the values of one to create.

    The old agencies keep their pages, their contributions and all that is done. `confirmed` is the fingerprint of what
    somebody agreed to (`selectors.agencies.Merger`); DomainError where other rows would move by now.
    """
    stored = Agency.objects.select_related("replaced_by")
    old = list(stored.filter(pk__in=[agency.pk for agency in old]))
    new = stored.get(pk=new.pk) if isinstance(new, Agency) else new
    check_merger(old=old, new=new, on=on)
    principal = principal_of(by)
    plan = merger_of(old=old, new=name_of(new), on=on, principal=principal)
    if plan.fingerprint != confirmed:
        raise DomainError("What would move has changed since you saw it. Read it again and confirm it.")
    successor = new if isinstance(new, Agency) else create_row(row=Agency(), values={"active_from": on, **new}, by=by)
    if moving.actions:
        for action in plan.actions:
            change_row(row=action, values={"agency": successor}, version=action.version, by=by)
        for risk in plan.risks:
            change_row(row=risk, values={"owner_agency": successor}, version=risk.version, by=by)
    if moving.seats:
        for move in plan.seats:
            _move_seat(move, successor, on, moving.people, by)
    if moving.people:
        for person in plan.people:
            change_row(row=person, values={"agency": successor}, version=person.version, by=by)
    if moving.grants and allows(principal, "create", "user"):
        _move_grants(plan, successor, by)
    for agency in old:
        values = {"replaced_by": successor, "active_to": on - DAY}
        change_row(row=agency, values=values, version=agency.version, by=by)
    return successor


def check_merger(*, old: Sequence[Agency], new: Agency | dict[str, Any], on: date) -> None:
    """DomainError where these agencies cannot become that one on that day."""
    if on > timezone.localdate():
        raise DomainError("Type today's date or an earlier one. A merger is recorded once it has happened.")
    for agency in old:
        if agency.replaced_by:
            raise DomainError(f"{agency.name} has been replaced by {agency.replaced_by.name} already.")
        if agency.active_from and agency.active_from >= on:
            began = date_words(agency.active_from)
            raise DomainError(f"{agency.name} began on {began}. Type a later day, or correct when it began.")
    if isinstance(new, Agency):
        if new in old:
            raise DomainError(f"{new.name} cannot replace itself. Take it out of the agencies that end.")
        if following := successors(new):
            raise DomainError(f"{new.name} has itself been replaced by {following[-1].name}. Choose that one.")


def name_of(new: Agency | dict[str, Any]) -> NewName:
    if isinstance(new, Agency):
        return NewName(new.name, new.code, new.pk)
    return NewName(new["name"], new["code"])


def _move_seat(move: SeatMove, successor: Agency, on: date, with_holder: bool, by: User) -> None:
    """End the old seat and give the new agency its own, unless it has that one, or the old one begins only now."""
    seat = move.seat
    if move.stays:
        change_row(row=seat, values={"agency": successor}, version=seat.version, by=by)
        return
    for tenure in Tenure.objects.filter(seat=seat).exclude(ends_on__lt=on):
        end_tenure(tenure=tenure, last_day=on - DAY, by=by)
    change_row(row=seat, values={"ends_on": on - DAY}, version=seat.version, by=by)
    if move.taken:
        return
    values = {"label": move.label, "agency": successor, "role": seat.role, "job_title": seat.job_title, "starts_on": on}
    # It ends when the old one would have.
    following = create_row(row=Seat(group=seat.group), values={**values, "ends_on": seat.ends_on}, by=by)
    if with_holder and move.holder:
        seat_person(seat=following, person=move.holder.person, starts_on=on, by=by)


def _move_grants(plan: Merger, successor: Agency, by: User) -> None:
    """Representatives speak for the new agency, and so for the old one's past. Nobody moves their own role."""
    for grant in plan.grants:
        change_row(row=grant, values={"agency": successor}, version=grant.version, by=by)
