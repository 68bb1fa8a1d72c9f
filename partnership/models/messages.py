"""What the portal writes to people, and the private calendar link."""

from django.db import models

from partnership.enums import MessageKind, MessageState
from partnership.models.fields import in_choices


class Message(models.Model):
    """One e-mail: a row first, sent afterwards, so that one that failed can be sent again.

    `once` makes a second of the same kind impossible: a digest has the person and the day in it.
    """

    policy_subject = "outbox"

    to = models.ForeignKey("partnership.User", on_delete=models.PROTECT, related_name="messages")
    kind = models.CharField(max_length=10, choices=MessageKind.choices)
    once = models.CharField(max_length=120, unique=True, null=True, blank=True)
    subject = models.CharField(max_length=200)
    body = models.TextField()
    state = models.CharField(max_length=7, choices=MessageState.choices, default=MessageState.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.TextField(blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at", "-id"]
        indexes = [models.Index(fields=["state", "created_at"])]
        constraints = [
            in_choices("kind", MessageKind, "message_kind_known"),
            in_choices("state", MessageState, "message_state_known"),
        ]

    def __str__(self) -> str:
        return f"{self.subject} to {self.to}"


class MessageRefusal(models.Model):
    """A kind of message that somebody does not want. Without a row, it comes."""

    user = models.ForeignKey("partnership.User", on_delete=models.CASCADE, related_name="message_refusals")
    kind = models.CharField(max_length=10, choices=MessageKind.choices)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "kind"], name="message_refusal_once")]

    def __str__(self) -> str:
        return f"{self.user}: no {self.get_kind_display()}"


class CalendarLink(models.Model):
    """A private address at which a calendar program reads somebody's meetings and deadlines; its hash is kept."""

    user = models.OneToOneField("partnership.User", on_delete=models.CASCADE, related_name="calendar_link")
    token_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"Calendar link of {self.user}"
