"""What stands under every message: why it comes, and an address at which it can be stopped without signing in."""

from django.conf import settings
from django.core import signing

from partnership.enums import ALWAYS_SENT, MessageKind
from partnership.links import link_to
from partnership.models import Message

_SALT = "partnership.stop-messages"
#: A digest holds both, and either can be stopped without the other.
DIGEST_KINDS = (MessageKind.DUE, MessageKind.OVERDUE)


def with_footer(message: Message, text: str) -> str:
    """A message's text as it is sent. What is always sent cannot be stopped."""
    lines = [text.strip(), "", "-- ", f"Sent by the portal of {settings.PARTNERSHIP_NAME}: {settings.PORTAL_URL}"]
    if message.kind not in ALWAYS_SENT:
        lines.append(f"Choose which messages come: {link_to('partnership:message-choice')}")
        kinds = DIGEST_KINDS if message.kind in DIGEST_KINDS else (MessageKind(message.kind),)
        lines += [f"Stop “{kind.label}”: {stop_address(message.to_id, kind)}" for kind in kinds]
    return "\n".join([*lines, ""])


def stop_address(user: int, kind: str) -> str:
    """Where one person stops one kind of message. It holds as long as the mail may be read, so it has no end."""
    return link_to("partnership:message-stop", signing.dumps([user, str(kind)], salt=_SALT))


def read_stop(signed: str) -> tuple[int, MessageKind]:
    """Whom and what a stop address is about. ValueError for one that the portal did not make."""
    try:
        user, kind = signing.loads(signed, salt=_SALT)
    except signing.BadSignature as error:
        raise ValueError(signed) from error
    return user, MessageKind(kind)
