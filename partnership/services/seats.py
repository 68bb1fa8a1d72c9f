"""Who sits where: a seat has one holder at a time, from a day to a day."""

from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q

from partnership.exceptions import DomainError
from partnership.formats import date_words
from partnership.models import Person, Seat, Tenure, User
from partnership.services.rows import change_row, create_row
from partnership.services.versions import claim_version

DAY = timedelta(days=1)


@transaction.atomic
def seat_person(*, seat: Seat, person: Person, starts_on: date, by: User, ends_on: date | None = None) -> Tenure:
    """Seat somebody from a day on. Who holds the seat until then leaves it the day before."""
    present = Tenure.objects.filter(seat=seat, ends_on=None).select_related("person").first()
    if present and not ends_on:
        if present.person_id == person.pk:
            raise DomainError(f"{person.name} holds this seat already.")
        if present.starts_on and present.starts_on >= starts_on:
            raise DomainError(
                f"{present.person.name} has held this seat since {date_words(present.starts_on)}. Type a later day, or "
                "change when they began."
            )
        end_tenure(tenure=present, last_day=starts_on - DAY, by=by)
    return _store(Tenure(seat=seat), {"person": person, "starts_on": starts_on, "ends_on": ends_on}, by)


@transaction.atomic
def seated(*, name: str, seat: Seat, by: User) -> Person:
    """The person of this name in the seat's agency, added to the directory where nobody there is called so."""
    found = Person.objects.filter(name_key=name.casefold(), agency=seat.agency_id, archived_at=None).first()
    person: Person = found or create_row(row=Person(), values={"name": name, "agency": seat.agency}, by=by)
    return person


@transaction.atomic
def change_tenure(*, tenure: Tenure, values: dict[str, Any], version: int, by: User) -> Tenure:
    """Correct who held a seat, from when or to when."""
    changed = Tenure.objects.select_related("seat").get(pk=tenure.pk)
    for name, value in values.items():
        setattr(changed, name, value)
    _check(changed)
    stored: Tenure = change_row(row=tenure, values=values, version=version, by=by)
    return stored


@transaction.atomic
def end_tenure(*, tenure: Tenure, last_day: date, by: User) -> None:
    """Somebody leaves a seat at the end of a day. A time on it that had not begun by then never was."""
    if tenure.starts_on is None or tenure.starts_on <= last_day:
        change_row(row=tenure, values={"ends_on": last_day}, version=tenure.version, by=by)
        return
    claim_version(tenure)
    tenure._history_user = by  # type: ignore[attr-defined]  # simple-history reads it
    tenure.delete()


def _store(tenure: Tenure, values: dict[str, Any], by: User) -> Tenure:
    for name, value in values.items():
        setattr(tenure, name, value)
    _check(tenure)
    stored: Tenure = create_row(row=tenure, values=values, by=by)
    return stored


def _check(tenure: Tenure) -> None:
    """DomainError where its days are in the wrong order, or others held the seat on some of them."""
    if tenure.starts_on and tenure.ends_on and tenure.ends_on < tenure.starts_on:
        raise DomainError("The first day comes after the last. Change one of them.")
    others = Tenure.objects.filter(seat=tenure.seat).exclude(pk=tenure.pk).select_related("person")
    before_end = Q(starts_on=None) | Q(starts_on__lte=tenure.ends_on) if tenure.ends_on else Q()
    after_start = Q(ends_on=None) | Q(ends_on__gte=tenure.starts_on) if tenure.starts_on else Q()
    if other := others.filter(before_end, after_start).first():
        raise DomainError(f"{other.person.name} held this seat {_span(other)}. Change one of the two first.")


def _span(tenure: Tenure) -> str:
    words = [f"from {date_words(tenure.starts_on)}" if tenure.starts_on else ""]
    words += [f"to {date_words(tenure.ends_on)}" if tenure.ends_on else ""]
    return " ".join(filter(None, words)) or "all the time"
