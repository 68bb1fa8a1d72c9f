"""What the portal writes to people."""

from django.db.models import TextChoices


class MessageKind(TextChoices):
    """What the portal writes to people about; each may be switched off but two."""

    INVITATION = "invitation", "Invitation to the portal"
    DUE = "due", "What falls due in 14, 7 and 1 days"
    OVERDUE = "overdue", "What is overdue, weekly"
    ASKED = "asked", "Questions to me and answers to mine"
    READ_LOG = "read_log", "Who opened restricted records, monthly"


#: The account needs the one; the other keeps watch over its readers, who could otherwise switch the watch off.
ALWAYS_SENT = (MessageKind.INVITATION, MessageKind.READ_LOG)


class MessageState(TextChoices):
    WAITING = "waiting", "Waiting to be sent"
    SENT = "sent", "Sent"
    FAILED = "failed", "Failed"
