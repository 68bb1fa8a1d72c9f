"""The class of a record, as people set it in the browser. All that hangs on the record follows by the policy."""

from django.db import transaction

from partnership.enums import Visibility
from partnership.exceptions import DomainError
from partnership.models import ClassChange, Record, User
from partnership.policy import row_of, subject_of
from partnership.selectors.record_access import is_named
from partnership.services.reasons import note_reason
from partnership.services.rows import change_row
from partnership.services.two_people import ask_second, close_request, require

#: What people choose between; public is what has been published.
CHOSEN = (Visibility.PARTNERSHIP, Visibility.RESTRICTED, Visibility.SEALED)
OPENED_BY_PUBLICATION = "It opens when its report is published, and not here."
SAME = "It has this class already."
NOT_NAMED = "What is sealed is open to named people alone, so name yourself on it first. Then seal it."
MOVED_ON = "Its class has changed since this was asked for. Ask again if it is still needed."


def classes_for(record: Record) -> list[Visibility]:
    """The classes that a record can be given from the one that it has: those in which somebody could still open it."""
    opened = record.visibility not in (Visibility.RESTRICTED, Visibility.SEALED)
    by_publication = getattr(type(record), "papers_subject", "")
    if by_publication and opened:
        return []
    choices = [one for one in CHOSEN if one != record.visibility and row_of(subject_of(type(record)), one)]
    return [one for one in choices if not (by_publication and one == Visibility.PARTNERSHIP)]


def needs_two(was: str, to: str) -> bool:
    """To seal a record takes two people, and so does everything that makes a sealed one less guarded."""
    return Visibility.SEALED in (was, to)


@transaction.atomic
def change_class(*, record: Record, to: str, version: int, reason: str, by: User) -> Record | ClassChange:
    """Give a record another class; where that takes two people, ask the second one first."""
    require(by, "create", record)
    check_class(record, to)
    if not needs_two(record.visibility, to):
        return _write(record, to, version, reason, by)
    if to == Visibility.SEALED and not is_named(by, record):
        raise DomainError(NOT_NAMED)
    asked: ClassChange = ask_second(ClassChange(record=record, was=record.visibility, to=to, reason=reason), by=by)
    return asked


@transaction.atomic
def answer_class_change(*, request: ClassChange, agreed: bool, answer: str, by: User) -> ClassChange:
    """Confirm, as a second person, that a record is sealed or unsealed; it then is at once. Or refuse it."""
    closed: ClassChange = close_request(request, agreed=agreed, answer=answer, by=by)
    if agreed:
        record = closed.record.child
        if record.visibility != closed.was:
            raise DomainError(MOVED_ON)
        _write(record, closed.to, record.version, closed.reason, by)
    return closed


def check_class(record: Record, to: str) -> None:
    """DomainError where a record cannot be given this class here."""
    if to == record.visibility:
        raise DomainError(SAME)
    if to not in classes_for(record):
        raise DomainError(OPENED_BY_PUBLICATION)


def _write(record: Record, to: str, version: int, reason: str, by: User) -> Record:
    changed: Record = change_row(row=record, values={"visibility": to}, version=version, by=by)
    note_reason(row=changed, reason=reason)
    return changed
