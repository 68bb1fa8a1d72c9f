"""Files and comments: what people add to a record, an action or an agenda item."""

import uuid
from functools import reduce
from operator import or_
from typing import Any

from django.db import models
from simple_history.models import HistoricalRecords

from partnership.models.action_plans import Action
from partnership.models.fields import ONE_LINE
from partnership.models.maintained import Maintained
from partnership.models.meetings import AgendaItem
from partnership.models.record import Record
from partnership.policy import ScopedQuerySet

#: Exactly one of these is filled.
PARENTS = ("record", "action", "agenda_item")


def _one_parent(name: str) -> models.CheckConstraint:
    one_of_each = (models.Q(**{f"{one}__isnull": one != parent for one in PARENTS}) for parent in PARENTS)
    return models.CheckConstraint(condition=reduce(or_, one_of_each), name=name)


class Hanging(Maintained):
    """Something that hangs on one record, action or agenda item, and is seen by whoever sees that."""

    policy_subject = "attachment"
    #: The policy asks for the visibility of these (partnership/policy.py).
    seen_with = PARENTS

    record = models.ForeignKey(Record, on_delete=models.PROTECT, null=True, blank=True, related_name="%(class)ss")
    action = models.ForeignKey(Action, on_delete=models.PROTECT, null=True, blank=True, related_name="%(class)ss")
    agenda_item = models.ForeignKey(
        AgendaItem, on_delete=models.PROTECT, null=True, blank=True, related_name="%(class)ss"
    )

    class Meta:
        abstract = True

    @property
    def parent(self) -> Any:
        """What it hangs on."""
        return next(row for name in PARENTS if (row := getattr(self, name)))


class Attachment(Hanging):
    """A file: a paper, evidence, a document. Stored under a random name, served only through the policy."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    file = models.FileField(upload_to="attachments/")
    name = models.CharField(max_length=ONE_LINE)
    description = models.CharField("what it is", max_length=ONE_LINE, blank=True)
    size = models.PositiveIntegerField("size in bytes")
    sha256 = models.CharField(max_length=64)
    uploaded_by = models.ForeignKey("partnership.User", on_delete=models.PROTECT, related_name="attachments")
    uploaded_at = models.DateTimeField(auto_now_add=True)
    history = HistoricalRecords()

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["uploaded_at", "id"]
        constraints = [_one_parent("attachment_one_parent")]

    def __str__(self) -> str:
        return self.description or self.name


class Comment(Hanging):
    """What somebody says about a record or an action, under their own name."""

    text = models.TextField()
    written_by = models.ForeignKey("partnership.User", on_delete=models.PROTECT, related_name="comments")
    written_at = models.DateTimeField(auto_now_add=True)
    history = HistoricalRecords()

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["written_at", "id"]
        constraints = [_one_parent("comment_one_parent")]

    def __str__(self) -> str:
        return f"{self.written_by}: {self.text[:60]}"
