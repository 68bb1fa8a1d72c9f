"""Messages: a row with its cause, sent once, with a plain word where that failed."""

from collections.abc import Callable
from datetime import timedelta
from smtplib import SMTPConnectError, SMTPRecipientsRefused, SMTPServerDisconnected
from typing import Any

import pytest
from django.core import mail
from django.db import transaction
from django.utils import timezone

from partnership.enums import MessageKind, MessageState
from partnership.exceptions import DomainError
from partnership.models import Message, User
from partnership.services import messages
from partnership.services.messages import (
    BROKEN_OFF,
    NO_SERVER,
    NOT_WANTED,
    PAUSES,
    STILL_NO_SERVER,
    UNKNOWN_ADDRESS,
    WENT_WRONG,
    choose_messages,
    refused_kinds,
    send_again,
    send_message,
    send_waiting,
    stop_messages,
    write_message,
)
from tests.factories.partnership import UserFactory

pytestmark = pytest.mark.django_db


class Server:
    """A mail server that does as it is told when somebody connects and when it is given a message."""

    def __init__(self, opens: Callable[[], Any] = lambda: None, takes: Callable[[], Any] = lambda: None) -> None:
        self.opens, self.takes = opens, takes

    def open(self) -> None:
        self.opens()

    def send_messages(self, emails: list[Any]) -> None:
        self.takes()

    def close(self) -> None:
        pass


def fails(error: BaseException) -> Callable[[], None]:
    def fail() -> None:
        raise error

    return fail


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Callable[[Server], None]:
    return lambda it: monkeypatch.setattr(messages, "get_connection", lambda: it)


def a_message(to: User | None = None, **fields: Any) -> Message:
    values = {"kind": MessageKind.ASKED, "subject": "A question", "body": "Read it in the portal."}
    message = write_message(to=to or UserFactory(), **{**values, **fields})
    assert message is not None
    return message


def state_of(message: Message) -> tuple[str, int, str]:
    message.refresh_from_db()
    return message.state, message.attempts, message.error


def tried(message: Message, ago: timedelta) -> None:
    Message.objects.filter(pk=message.pk).update(sent_at=timezone.now() - ago)


def test_message_goes_with_its_cause() -> None:
    with transaction.atomic():
        a_message()
        transaction.set_rollback(True)
    assert Message.objects.count() == 0


def test_message_is_sent_once_its_cause_stands(
    django_capture_on_commit_callbacks: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    nudged: list[tuple[Any, ...]] = []
    monkeypatch.setattr(messages, "nudge", lambda *args: nudged.append(args))
    with django_capture_on_commit_callbacks(execute=True):
        message = a_message()
        assert nudged == []
    assert nudged == [("partnership.send_message", message.pk, "message")]


@pytest.mark.parametrize(("kind", "comes"), [(MessageKind.ASKED, False), (MessageKind.DUE, True)])
def test_refused_kind_is_not_written(kind: str, comes: bool) -> None:
    user = UserFactory()
    stop_messages(kind=MessageKind.ASKED, by=user)
    assert (write_message(to=user, kind=kind, subject="S", body="B") is not None) is comes


def test_invitation_comes_whatever_was_refused() -> None:
    user = UserFactory()
    choose_messages(kinds=set(), by=user)
    assert refused_kinds(user) == {MessageKind.DUE, MessageKind.OVERDUE, MessageKind.ASKED}
    assert write_message(to=user, kind=MessageKind.INVITATION, subject="S", body="B") is not None


def test_closed_account_gets_nothing() -> None:
    assert write_message(to=UserFactory(is_active=False), kind=MessageKind.INVITATION, subject="S", body="B") is None


def test_what_is_written_once_is_not_written_again() -> None:
    user = UserFactory()
    a_message(user, once="answer:1")
    assert write_message(to=user, kind=MessageKind.ASKED, subject="S", body="B", once="answer:1") is None
    assert Message.objects.count() == 1


def test_sent_message_has_text_and_footer_and_its_row_keeps_no_text(settings: Any) -> None:
    settings.PORTAL_URL, settings.PARTNERSHIP_NAME = "https://portal.example.org", "Northvale"
    message = a_message(UserFactory(email="ruth@example.org"), subject="A\nquestion  to you")
    assert send_message(message_id=message.pk) is True
    assert state_of(message) == (MessageState.SENT, 1, "")
    assert message.body == ""
    sent = mail.outbox[0]
    assert (sent.subject, sent.to, sent.extra_headers["Auto-Submitted"]) == (
        "A question to you",
        ["ruth@example.org"],
        "auto-generated",
    )
    lines = sent.body.splitlines()
    assert lines[:5] == [
        "Read it in the portal.",
        "",
        "-- ",
        "Sent by the portal of Northvale: https://portal.example.org",
        "Choose which messages come: https://portal.example.org/messages/",
    ]
    assert lines[5].startswith("Stop “Questions to me and answers to mine”: https://portal.example.org/messages/stop/")
    assert len(lines) == 6


def test_invitation_has_no_way_to_stop_it() -> None:
    send_message(message_id=a_message(kind=MessageKind.INVITATION).pk)
    assert "/messages/" not in mail.outbox[0].body


def test_second_worker_does_not_get_a_message_that_is_being_sent(server: Any) -> None:
    message = a_message()
    taken: list[object] = []
    server(Server(takes=lambda: taken.extend([send_message(message_id=message.pk), send_waiting()])))
    assert send_message(message_id=message.pk) is True
    assert taken == [False, 0]
    assert state_of(message) == (MessageState.SENT, 1, "")


def test_message_of_a_worker_that_died_waits_for_a_person(server: Any) -> None:
    message = a_message()
    server(Server(takes=fails(SystemExit())))
    with pytest.raises(SystemExit):
        send_message(message_id=message.pk)
    assert state_of(message) == (MessageState.FAILED, 1, BROKEN_OFF)
    assert send_waiting() == 0


def test_server_that_is_away_is_tried_again_after_a_pause(server: Any) -> None:
    first, second = a_message(), a_message()
    server(Server(opens=fails(SMTPConnectError(421, b"busy"))))
    assert send_waiting() == 1  # one is enough to see that nobody answers
    assert state_of(first) == (MessageState.WAITING, 1, NO_SERVER)
    assert state_of(second) == (MessageState.WAITING, 0, "")
    assert send_message(message_id=first.pk) is False
    tried(first, PAUSES[0])
    server(Server())
    assert send_waiting() == 2
    assert (state_of(first), state_of(second)) == ((MessageState.SENT, 2, ""), (MessageState.SENT, 1, ""))


def test_server_that_stays_away_is_given_up(server: Any) -> None:
    message = a_message()
    server(Server(opens=fails(TimeoutError())))
    for pause in (timedelta(0), *PAUSES):
        if pause:
            tried(message, pause)
        assert send_message(message_id=message.pk) is True
    assert state_of(message) == (MessageState.FAILED, 5, STILL_NO_SERVER)


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (SMTPRecipientsRefused({}), UNKNOWN_ADDRESS),
        (SMTPServerDisconnected(), BROKEN_OFF),
        (TimeoutError(), BROKEN_OFF),
        (ValueError("name of a child"), WENT_WRONG),
    ],
)
def test_failed_message_says_why_in_plain_words(server: Any, error: Exception, words: str) -> None:
    message = a_message()
    server(Server(takes=fails(error)))
    assert send_message(message_id=message.pk) is True
    assert state_of(message) == (MessageState.FAILED, 1, words)
    assert message.body == "Read it in the portal."


def test_failed_message_is_sent_again() -> None:
    message = a_message()
    Message.objects.filter(pk=message.pk).update(state=MessageState.FAILED, error=UNKNOWN_ADDRESS, attempts=5)
    send_again(message=message, by=UserFactory())
    assert state_of(message) == (MessageState.WAITING, 5, "")
    send_waiting()
    assert state_of(message) == (MessageState.SENT, 6, "")
    assert len(mail.outbox) == 1


@pytest.mark.parametrize(
    "row",
    [
        {"state": MessageState.SENT},
        {"state": MessageState.WAITING},
        {"state": MessageState.FAILED, "error": BROKEN_OFF},
    ],
    ids=["sent", "waiting", "on its way"],
)
def test_what_has_not_failed_is_not_sent_again(row: dict[str, Any]) -> None:
    message = a_message()
    Message.objects.filter(pk=message.pk).update(sent_at=timezone.now(), **row)
    with pytest.raises(DomainError, match="on its way already"):
        send_again(message=message, by=UserFactory())
    assert state_of(message)[0] == row["state"]


def test_message_that_broke_off_long_ago_is_sent_again() -> None:
    message = a_message()
    Message.objects.filter(pk=message.pk).update(state=MessageState.FAILED, error=BROKEN_OFF)
    tried(message, timedelta(minutes=5))
    send_again(message=message, by=UserFactory())
    assert state_of(message)[0] == MessageState.WAITING


def test_what_is_refused_or_whose_account_ends_while_it_waits_is_not_sent() -> None:
    refuser, leaver = UserFactory(), UserFactory()
    refused, left = a_message(refuser), a_message(leaver)
    stop_messages(kind=MessageKind.ASKED, by=refuser)
    User.objects.filter(pk=leaver.pk).update(is_active=False)
    send_waiting()
    assert (state_of(refused), state_of(left)) == ((MessageState.FAILED, 1, NOT_WANTED),) * 2
    assert mail.outbox == []
