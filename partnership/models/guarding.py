"""What needs two people before it counts: who is named on a sealed record, and when a record is sealed or unsealed."""

from django.db import models
from simple_history.models import HistoricalRecords

from partnership.enums import Role, Visibility
from partnership.models.bodies import Agency, Board, Group
from partnership.models.fields import in_choices
from partnership.models.record import Record
from partnership.policy import ScopedQuerySet


class AskedQuerySet(ScopedQuerySet):
    def waiting(self) -> "AskedQuerySet":
        return self.filter(answered_at=None)


class Asked(models.Model):
    """Something that one person asks for and another answers; nothing happens before. Never removed."""

    policy_subject = "record_access"
    record_path = "record__"

    record = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="%(class)s_requests")
    reason = models.TextField()
    asked_by = models.ForeignKey("partnership.User", on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    agreed = models.BooleanField("confirmed", null=True)
    answer = models.TextField("why not", blank=True)
    answered_by = models.ForeignKey(
        "partnership.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = AskedQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["-asked_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(answered_at=None, answered_by=None, agreed=None)
                | models.Q(answered_at__isnull=False, answered_by__isnull=False, agreed__isnull=False),
                name="%(class)s_answered_whole",
            ),
            models.CheckConstraint(
                condition=models.Q(answered_by=None) | ~models.Q(answered_by=models.F("asked_by")),
                name="%(class)s_answered_by_another",
            ),
        ]


class NamingRequest(Asked):
    """Somebody is to be named on a sealed record, in a role that they hold."""

    user = models.ForeignKey("partnership.User", on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=3, choices=Role.choices)
    board = models.ForeignKey(Board, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    group = models.ForeignKey(Group, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    ends_on = models.DateField("until")
    history = HistoricalRecords()

    class Meta(Asked.Meta):
        constraints = [
            *Asked.Meta.constraints,
            in_choices("role", Role, "naming_request_role_known"),
            models.UniqueConstraint(
                fields=["record", "user", "role"],
                condition=models.Q(answered_at=None),
                name="naming_request_once_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()}"


class ClassChange(Asked):
    """A record is to be sealed, or to be less guarded than sealed."""

    was = models.CharField("class", max_length=12, choices=Visibility.choices)
    to = models.CharField("new class", max_length=12, choices=Visibility.choices)
    history = HistoricalRecords()

    class Meta(Asked.Meta):
        constraints = [
            *Asked.Meta.constraints,
            in_choices("was", Visibility, "class_change_was_known"),
            in_choices("to", Visibility, "class_change_to_known"),
            models.UniqueConstraint(
                fields=["record"], condition=models.Q(answered_at=None), name="class_change_once_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{Visibility(self.was).label} to {Visibility(self.to).label.lower()}"
