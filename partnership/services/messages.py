"""What the portal writes to people: a row first, in the same transaction as its cause, and an e-mail once that stands.

A message is taken in one conditional update before it is handed to the mail server, and at that moment it counts as
failed: two workers never send the same one, and one whose worker dies in between says so in the outbox. Nobody but a
person sends it again, as it may have arrived.
"""

import logging
from datetime import datetime, timedelta
from smtplib import SMTPException, SMTPRecipientsRefused
from typing import Any

from django.core.mail import EmailMessage, get_connection
from django.db import IntegrityError, transaction
from django.db.models import F, Q
from django.utils import timezone

from partnership.enums import ALWAYS_SENT, MessageKind, MessageState
from partnership.exceptions import DomainError
from partnership.message_footer import with_footer
from partnership.models import Message, MessageRefusal, User
from partnership.nudges import nudge
from partnership.selectors.digests import day_of, digest_of

logger = logging.getLogger(__name__)

#: A server that cannot be reached is tried again after these pauses; then the message has failed.
PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60))
#: Longer than the mail server is given (EMAIL_TIMEOUT): who has not come back by then will not.
ON_ITS_WAY = timedelta(minutes=2)
IN_ONE_ROUND = 100

NO_SERVER = "The mail server cannot be reached. The portal tries again by itself."
STILL_NO_SERVER = "The mail server could not be reached."
UNKNOWN_ADDRESS = "The mail server does not take mail for this address. Check the address, then send it again."
BROKEN_OFF = "Sending broke off. It may have arrived all the same: ask before you send it again."
NOT_WANTED = "It was not sent: the account is closed, its owner has switched these messages off, or all is done."
WENT_WRONG = "Something went wrong on our side. The details are in the server's log."


@transaction.atomic
def write_message(*, to: User, kind: str, subject: str, body: str, once: str | None = None) -> Message | None:
    """Write to somebody; None where they do not want this kind, have no account any more, or `once` was written before.

    It leaves when the transaction is committed. `subject` and `body` are plain text and go through other hands: of a
    restricted record they hold the reference and nothing else (partnership/outside_words.py), the subject names no
    record at all, and addresses are absolute (partnership/links.py). How to stop such messages is added under the body.
    """
    if not _wants(to, kind):
        return None
    fields = {"to": to, "kind": kind, "subject": " ".join(subject.split())[:200], "body": body, "once": once}
    try:
        with transaction.atomic():
            message = Message.objects.create(**fields)
    except IntegrityError:
        if once and Message.objects.filter(once=once).exists():
            return None
        raise
    transaction.on_commit(lambda: _nudge(message.pk))
    return message


def send_message(*, message_id: int) -> bool:
    """Send one message that waits; False where it does not, or another worker has it. Never raises for the mail."""
    now = timezone.now()
    waiting = Message.objects.filter(_due(now), pk=message_id)
    if not waiting.update(state=MessageState.FAILED, error=BROKEN_OFF, attempts=F("attempts") + 1, sent_at=now):
        return False
    message = Message.objects.select_related("to").get(pk=message_id)
    try:
        outcome = _deliver(message)
    except Exception:
        # The outermost frame of a message: whatever happens, its row must say so.
        logger.exception("message %s failed", message_id)
        outcome = {"error": WENT_WRONG}
    mine = Message.objects.filter(pk=message_id, attempts=message.attempts, state=MessageState.FAILED)
    mine.update(**outcome)
    return True


def send_waiting() -> int:
    """Send what waits, oldest first, until the mail server is away; how many were taken up."""
    due = Message.objects.filter(_due(timezone.now())).order_by("created_at", "pk").values_list("pk", flat=True)
    taken = 0
    for pk in list(due[:IN_ONE_ROUND]):
        taken += send_message(message_id=pk)
        if Message.objects.filter(pk=pk, error=NO_SERVER).exists():
            break
    return taken


@transaction.atomic
def send_again(*, message: Message, by: User) -> None:
    """Send a message that failed once more. DomainError where it has not, or may be on its way at this moment."""
    on_its_way = Q(error=BROKEN_OFF, sent_at__gt=timezone.now() - ON_ITS_WAY)
    failed = Message.objects.filter(~on_its_way, pk=message.pk, state=MessageState.FAILED)
    if not failed.update(state=MessageState.WAITING, error="", sent_at=None):
        raise DomainError("This message is on its way already. Look at the list again in two minutes.")
    logger.info("message %s is sent again for user %s", message.pk, by.pk)
    transaction.on_commit(lambda: _nudge(message.pk))


@transaction.atomic
def choose_messages(*, kinds: set[str], by: User) -> None:
    """Say which kinds one wants from now on, of those that can be switched off."""
    for kind in set(MessageKind) - set(ALWAYS_SENT):
        _set_refused(by, kind, refused=kind not in kinds)


@transaction.atomic
def stop_messages(*, kind: str, by: User) -> None:
    """Switch one kind off. What waits of it is not sent either."""
    _set_refused(by, kind, refused=True)


def refused_kinds(user: User) -> set[str]:
    """The kinds that somebody does not want."""
    return set(MessageRefusal.objects.filter(user=user).values_list("kind", flat=True))


def _set_refused(user: User, kind: str, *, refused: bool) -> None:
    if refused:
        MessageRefusal.objects.get_or_create(user=user, kind=kind)
    else:
        MessageRefusal.objects.filter(user=user, kind=kind).delete()


def _wants(user: User, kind: str) -> bool:
    return user.is_active and (kind in ALWAYS_SENT or kind not in refused_kinds(user))


def _due(now: datetime) -> Q:
    """What has not been tried yet, or waited long enough since the mail server was away."""
    due = Q(sent_at__isnull=True)
    for attempts, pause in enumerate(PAUSES, start=1):
        due |= Q(attempts=attempts, sent_at__lte=now - pause)
    return Q(state=MessageState.WAITING) & due


def _deliver(message: Message) -> dict[str, Any]:
    """Hand a message to the mail server; what its row says from then on.

    Once it has arrived its text is not kept: an invitation holds the way into an account.
    """
    text = _text(message) if _wants(message.to, message.kind) else ""
    if not text:
        return {"error": NOT_WANTED}
    connection = get_connection()
    try:
        connection.open()
    except (OSError, SMTPException) as error:
        logger.warning("message %s: no mail server (%s)", message.pk, type(error).__name__)
        if message.attempts > len(PAUSES):
            return {"error": STILL_NO_SERVER}
        return {"state": MessageState.WAITING, "error": NO_SERVER}
    try:
        connection.send_messages([_email(message, text)])
    except SMTPRecipientsRefused:
        return {"error": UNKNOWN_ADDRESS}
    except (OSError, SMTPException) as error:
        logger.warning("message %s: broke off (%s)", message.pk, type(error).__name__)
        return {"error": BROKEN_OFF}
    finally:
        connection.close()
    return {"state": MessageState.SENT, "error": "", "body": "", "sent_at": timezone.now()}


def _text(message: Message) -> str:
    """A digest is made now, of what its reader may see now; everything else was written when its cause happened."""
    day = day_of(message.once)
    if day is None:
        return message.body
    digest = digest_of(message.to, day)
    return digest.text if digest else ""


def _email(message: Message, text: str) -> EmailMessage:
    return EmailMessage(
        subject=message.subject,
        body=with_footer(message, text),
        to=[message.to.email],
        headers={"Auto-Submitted": "auto-generated"},
    )


def _nudge(message_id: int) -> None:
    nudge("partnership.send_message", message_id, "message")
