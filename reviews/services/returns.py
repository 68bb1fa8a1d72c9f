"""Agencies are asked for returns, reminded, given more time; what they send is checked and locked.

A return that is sent is read and not changed; one that is locked never changes again, and nothing within it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from partnership.exceptions import DomainError
from partnership.formats import date_words
from partnership.models import Agency, Interest, User
from partnership.principals import principal_of
from partnership.services.conflicts import declare_by_way_of
from partnership.services.reasons import LONGEST_REASON, note_reason
from partnership.services.rows import change_row, create_row
from reviews.enums import ReturnMessageKind, ReturnState
from reviews.enums.returns import OPEN_RETURNS
from reviews.models import AgencyReturn, ReturnAnswer, ReturnMessage, Review
from reviews.selectors.returns import (
    date_asked_for,
    entries_of,
    is_asked,
    is_of_unit,
    may_ask,
    needs_chronology,
    people_of,
    questions_of,
    reminded_lately,
    whom_to_ask,
)
from reviews.services.return_messages import tell_agency, tell_unit

NO_RECORDS = "Our records hold nothing for the period that you ask for."
NOT_NEEDED = "No longer needed, it was sent."
LOCKED = "This return is locked. It never changes again."
SENT = "This return was sent. It can be read and not changed, unless it is sent back."
TAKEN_BACK = "This request was taken back."
WITH_AGENCY = "This return is with its agency. It has not been sent."


@dataclass(frozen=True)
class Asked:
    """One agency that is asked: who of it, and who signs its return off."""

    agency: Agency
    people: Sequence[User]
    senior: str = ""


@transaction.atomic
def ask_agencies(
    *, review: Review, asked: Sequence[Asked], terms: Mapping[str, Any], text: str, by: User
) -> list[AgencyReturn]:
    """Ask several agencies for the same. `terms` are the fields that all of their returns share.

    DomainError where somebody asked is not their agency's representative today, or has a conflict of interest.
    """
    if not may_ask(principal_of(by), review):
        raise DomainError("Agencies are asked by somebody who is named on the review.")
    if not asked:
        raise DomainError("Choose who is asked, of at least one agency.")
    _check_dates(terms)
    Review.objects.select_for_update(of=("self",)).get(pk=review.pk)  # of two who ask the same, one is told so
    today = timezone.localdate()
    free = {one.agency.pk: set(one.people) for one in whom_to_ask(review, today).askable}
    return [_ask(review, one, free.get(one.agency.pk, set()), {**terms, "asked_on": today}, text, by) for one in asked]


@transaction.atomic
def change_return(*, row: AgencyReturn, values: Mapping[str, Any], version: int, by: User) -> AgencyReturn:
    """Change who is asked, the dates, the senior. Whoever is asked from now on is told. DomainError once it is sent."""
    fresh = writable(row)
    check_unit(fresh, by)
    _check_dates(values)
    before = set(fresh.people.all())
    people = set(values.get("people", before))
    if not people:
        raise DomainError("Choose who is asked.")
    if wrong := people - before - set(people_of(fresh.review, fresh.agency, timezone.localdate())):
        raise DomainError(_cannot_be_asked(fresh.agency, wrong))
    changed: AgencyReturn = change_row(row=fresh, values=values, version=version, by=by)
    tell_agency(changed, "Your agency is asked for a return", "asks you for this", by, only=people - before)
    return changed


@transaction.atomic
def remind(*, row: AgencyReturn, text: str, by: User) -> ReturnMessage:
    """Remind those who are asked, not more than once a day."""
    fresh = writable(row)
    check_unit(fresh, by)
    if reminded_lately(fresh):
        raise DomainError("A reminder was sent within the last day. Send the next one tomorrow.")
    note = _write(fresh, ReturnMessageKind.REMINDER, text, by)
    due = f"reminds you of this. It {'was' if fresh.due_on < timezone.localdate() else 'is'} due on "
    tell_agency(fresh, "A reminder: your agency is asked for a return", f"{due}{date_words(fresh.due_on)}", by)
    return note


@transaction.atomic
def write_note(*, row: AgencyReturn, text: str, by: User) -> ReturnMessage:
    """A message from the agency to the unit, or back. A locked return can still be spoken about."""
    note = _write(row, ReturnMessageKind.NOTE, text, by)
    tell = tell_agency if is_of_unit(principal_of(by), row) else tell_unit
    tell(row, "A message about a return", "has written to you about this", by)
    return note


@transaction.atomic
def declare_conflict(*, row: AgencyReturn, reason: str, by: User) -> Interest:
    """Who is asked declares a conflict of interest with the review, of which they may open this return alone.

    They lose it at once; the unit is told.
    """
    if not is_asked(principal_of(by), row):
        raise DomainError("This is for those who are asked for the return.")
    return declare_by_way_of(row=row, record=row.review, reason=reason, by=by)


@transaction.atomic
def ask_new_date(*, row: AgencyReturn, due_on: date, reason: str, by: User) -> ReturnMessage:
    """The agency asks for more time. DomainError for a date that cannot be given, and while a request waits."""
    fresh = writable(row)
    if date_asked_for(fresh):
        raise DomainError("A new date has been asked for already. It has not been answered yet.")
    if due_on <= max(fresh.due_on, timezone.localdate()):
        raise DomainError(f"It is due on {date_words(fresh.due_on)}. Choose a later day that is still to come.")
    if fresh.latest_on and due_on > fresh.latest_on:
        raise DomainError(f"The latest date that can be given is {date_words(fresh.latest_on)}.")
    note = _write(fresh, ReturnMessageKind.NEW_DATE, reason, by, due_on=due_on)
    tell_unit(fresh, "A new date is asked for a return", f"asks for the new date {date_words(due_on)} for this", by)
    return note


@transaction.atomic
def answer_new_date(*, row: AgencyReturn, agreed: bool, text: str, by: User) -> ReturnMessage:
    """Give the new date that was asked for, which moves it, or keep the old one; the agency is told."""
    fresh = writable(row)
    check_unit(fresh, by)
    asked = date_asked_for(fresh)
    if asked is None or asked.due_on is None:
        raise DomainError("Nobody waits for an answer about the date.")
    if agreed:
        fresh = change_row(row=fresh, values={"due_on": asked.due_on}, version=fresh.version, by=by)
    answer = _write(
        fresh, ReturnMessageKind.ANSWER, text, by, due_on=asked.due_on, agreed=agreed, is_blank_right=agreed
    )
    said = "has agreed to the new date" if agreed else "has answered: the date stays"
    tell_agency(
        fresh, "Your request for a new date is answered", f"{said}. It is due on {date_words(fresh.due_on)}", by
    )
    return answer


@transaction.atomic
def send_return(*, row: AgencyReturn, senior: str, holds_nothing: bool, version: int, by: User) -> AgencyReturn:
    """Send a return that a senior has read and agreed. From then on the agency reads it and does not change it.

    A request for a new date that still waits is settled by it.
    """
    fresh = writable(row)
    if not senior.strip():
        raise DomainError("Say who has read and agreed it.")
    open_ones = [str(one.number) for one in questions_of(fresh) if not one.is_answered]
    if open_ones:
        which = f"Question {open_ones[0]} has" if len(open_ones) == 1 else f"Questions {', '.join(open_ones)} have"
        raise DomainError(f"{which} no answer yet.")
    if needs_chronology(fresh) and not entries_of(fresh).exists():
        if not holds_nothing:
            raise DomainError("There are no entries yet. Add them, or say that your records hold nothing.")
        _write(fresh, ReturnMessageKind.NOTE, NO_RECORDS, by)
    if date_asked_for(fresh):
        _write(fresh, ReturnMessageKind.ANSWER, NOT_NEEDED, by)
    values = {"state": ReturnState.SENT, "senior": senior, "sent_at": timezone.now(), "sent_by": by}
    sent: AgencyReturn = change_row(row=fresh, values=values, version=version, by=by)
    note_reason(row=sent, reason=f"{senior} has read and agreed it"[:LONGEST_REASON])
    tell_unit(sent, "A return has come in", "has sent this", by)
    return sent


@transaction.atomic
def send_back(*, row: AgencyReturn, reason: str, version: int, by: User) -> AgencyReturn:
    """Give a sent return back to its agency, with the reason, so that it can be changed."""
    fresh = _sent(row)
    check_unit(fresh, by)
    _write(fresh, ReturnMessageKind.SENT_BACK, reason, by)
    values = {"state": ReturnState.STARTED, "sent_at": None, "sent_by": None}
    back: AgencyReturn = change_row(row=fresh, values=values, version=version, by=by)
    tell_agency(back, "A return is sent back to you", "has sent this back, with the reason", by)
    return back


@transaction.atomic
def lock_return(*, row: AgencyReturn, version: int, by: User) -> AgencyReturn:
    """Lock a return that was checked: the panel reads it from now on, and nobody changes it ever again."""
    fresh = _sent(row)
    check_unit(fresh, by)
    values = {"state": ReturnState.LOCKED, "locked_at": timezone.now(), "locked_by": by}
    locked: AgencyReturn = change_row(row=fresh, values=values, version=version, by=by)
    return locked


def writable(row: AgencyReturn) -> AgencyReturn:
    """The return as it is stored now, held until the transaction ends.

    DomainError once it is sent, locked or taken back.
    """
    fresh = _held(row)
    if fresh.archived_at:
        raise DomainError(TAKEN_BACK)
    if fresh.state not in OPEN_RETURNS:
        raise DomainError(why_not(fresh))
    return fresh


def check_unit(row: AgencyReturn, by: User) -> None:
    """Nobody who is asked for a return moves its date, checks it or locks it."""
    if not is_of_unit(principal_of(by), row):
        raise DomainError("This is for those who are named on the review to do.")


def why_not(row: AgencyReturn) -> str:
    """Why a step cannot be taken that is for another state of the return."""
    return {ReturnState.LOCKED: LOCKED, ReturnState.SENT: SENT}.get(ReturnState(row.state), WITH_AGENCY)


def begin(row: AgencyReturn, by: User) -> None:
    """The agency has begun to write."""
    if row.state == ReturnState.ASKED:
        change_row(row=row, values={"state": ReturnState.STARTED}, version=row.version, by=by)


def _held(row: AgencyReturn) -> AgencyReturn:
    held = AgencyReturn.objects.select_for_update(of=("self",)).select_related("review", "agency", "asked_by")
    found: AgencyReturn = held.get(pk=row.pk)
    return found


def _sent(row: AgencyReturn) -> AgencyReturn:
    fresh = _held(row)
    if fresh.state != ReturnState.SENT:
        raise DomainError(why_not(fresh))
    return fresh


def _ask(review: Review, one: Asked, free: set[User], terms: Mapping[str, Any], text: str, by: User) -> AgencyReturn:
    if not one.people:
        raise DomainError(f"Choose who is asked of {one.agency}.")
    if wrong := set(one.people) - free:
        raise DomainError(_cannot_be_asked(one.agency, wrong))
    same = review.returns.filter(agency=one.agency, kind=terms["kind"], state__in=OPEN_RETURNS, archived_at=None)
    if same.exists():
        raise DomainError(f"{one.agency} has been asked for this already, and it is not in yet.")
    values = {**terms, "people": one.people, "senior": one.senior}
    row = create_row(row=AgencyReturn(review=review, agency=one.agency, asked_by=by), values=values, by=by)
    for number, _ in enumerate(row.questions, start=1):
        create_row(row=ReturnAnswer(agency_return=row, number=number), values={}, by=by)
    _write(row, ReturnMessageKind.REQUEST, text, by, is_blank_right=True)
    tell_agency(row, "Your agency is asked for a return", "asks you for this", by)
    asked: AgencyReturn = row
    return asked


def _write(
    row: AgencyReturn, kind: str, text: str, by: User, *, is_blank_right: bool = False, **fields: Any
) -> ReturnMessage:
    if not text.strip() and not is_blank_right:
        raise DomainError("Write what the other side is to know.")
    return ReturnMessage.objects.create(agency_return=row, kind=kind, text=text, written_by=by, **fields)


def _check_dates(values: Mapping[str, Any]) -> None:
    due_on, latest_on = values.get("due_on"), values.get("latest_on")
    if due_on and latest_on and latest_on < due_on:
        raise DomainError(f"It is due on {date_words(due_on)}. The latest date that can be given is not before it.")


def _cannot_be_asked(agency: Agency, people: set[User]) -> str:
    names = ", ".join(sorted(person.name for person in people))
    return f"{names} cannot be asked for {agency}: not its representative today, or there is a conflict of interest."
