"""What of a review the public reads."""

import uuid
from datetime import datetime

from django.db import models
from django.utils import timezone
from simple_history.models import HistoricalRecords

from partnership.models.fields import ONE_LINE, TextListField
from partnership.models.maintained import Maintained
from partnership.policy import ScopedQuerySet
from reviews.enums import ReviewKind
from reviews.models.reviews import Review
from reviews.models.texts import ReviewText


class PublishedCopy(Maintained):
    """The cleared copy of a review's report, made anew from the words that two people signed.

    All that the public reads stands here as it was released, and `words_hash` is of all of it: what is changed in the
    review afterwards is not public. `text_hash` is that of the signed text; `pdf_name` says where the file lies.
    It is public from `publish_at` until it is withdrawn or `withdraw_on` has come, judged whenever it is read; before
    and after, those named on the review read it.
    """

    policy_subject = "published_copy"
    record_path = "review__"

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="published_copies")
    source = models.ForeignKey(ReviewText, on_delete=models.PROTECT, related_name="+")
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    title = models.CharField(max_length=ONE_LINE)
    kind = models.CharField(max_length=15, choices=ReviewKind.choices, blank=True)
    themes = TextListField()
    board_names = TextListField()
    summary = models.TextField(blank=True)
    text = models.TextField()
    text_hash = models.CharField(max_length=64)
    words_hash = models.CharField(max_length=64, blank=True)
    pdf_name = models.CharField(max_length=ONE_LINE, blank=True)
    publish_at = models.DateTimeField("public from")
    withdraw_on = models.DateField("public until", null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_reason = models.CharField(max_length=ONE_LINE, blank=True)
    released_by = models.ForeignKey("partnership.User", on_delete=models.PROTECT, related_name="+")
    history = HistoricalRecords(excluded_fields=["text"])

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "published copies"
        ordering = ["-publish_at", "id"]

    def __str__(self) -> str:
        return self.title

    @staticmethod
    def published(now: datetime) -> models.Q:
        """What is public at a time; `withdraw_on` is the first day on which it is not."""
        today = timezone.localdate(now)
        return models.Q(publish_at__lte=now, withdrawn_at=None) & (
            models.Q(withdraw_on=None) | models.Q(withdraw_on__gt=today)
        )
