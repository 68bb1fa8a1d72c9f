"""What people are told when it changes who can open a record: its reference and nothing else of it."""

from collections.abc import Iterable

from partnership.enums import MessageKind
from partnership.links import absolute, link_to
from partnership.models import Record, User
from partnership.outside_words import kind_words, reference_alone
from partnership.registry import url_of
from partnership.selectors.record_access import watchers_of
from partnership.services.messages import write_message


def called(record: Record) -> str:
    """Such as "review NV-2026-02"."""
    return f"{kind_words(record)} {reference_alone(record)}"


def tell_named(record: Record, user: User, *, until: str) -> None:
    """That somebody can open a record now."""
    body = f"You can now open {called(record)}, until {until}: {absolute(url_of(record))}"
    write_message(to=user, kind=MessageKind.ASKED, subject="You are named on a record", body=body)


def tell_named_longer(record: Record, user: User, *, until: str) -> None:
    """That somebody stays named."""
    body = f"You can open {called(record)} for longer, until {until}: {absolute(url_of(record))}"
    write_message(to=user, kind=MessageKind.ASKED, subject="You are named on a record for longer", body=body)


def tell_taken_off(record: Record, user: User) -> None:
    body = f"You are no longer named on {called(record)}. If that is a mistake, ask the business unit."
    write_message(to=user, kind=MessageKind.ASKED, subject="You are no longer named on a record", body=body)


def tell_watchers(record: Record, *, subject: str, said: str, by: User) -> None:
    """Those who watch over access; what they are told of cannot be switched off."""
    body = f"{said} Why, and who else has access: {link_to('partnership:record-access', record.pk)}"
    for user in watchers_of(record, but=by):
        write_message(to=user, kind=MessageKind.READ_LOG, subject=subject, body=body)


def tell_each(people: Iterable[User], *, subject: str, body: str) -> None:
    for user in people:
        write_message(to=user, kind=MessageKind.ASKED, subject=subject, body=body)
