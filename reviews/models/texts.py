"""Texts of a review: drafts, what is said about them, and who signs them."""

from django.db import models

from partnership.models.fields import ONE_LINE, in_choices
from partnership.policy import ScopedQuerySet
from reviews.enums import TextKind
from reviews.models.reviews import Review


class ReviewText(models.Model):
    """One draft of the terms of reference or the report: a new number for each change, none is ever changed.

    It is signed off once two people who did not write it have signed these very words (`SignOff.text_hash`).
    """

    policy_subject = "review_text"
    record_path = "review__"

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="texts")
    kind = models.CharField(max_length=10, choices=TextKind.choices)
    number = models.PositiveSmallIntegerField()
    text = models.TextField()
    text_hash = models.CharField(max_length=64)
    what_changed = models.CharField(max_length=ONE_LINE, blank=True)
    written_by = models.ForeignKey("partnership.User", on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(auto_now_add=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "number"]
        constraints = [
            in_choices("kind", TextKind, "review_text_kind_known"),
            models.UniqueConstraint(fields=["review", "kind", "number"], name="review_text_number_unique"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, draft {self.number}"


class OfText(models.Model):
    """What hangs on a draft: seen by whoever sees the draft."""

    policy_subject = "review_text"
    record_path = "text__review__"

    objects = ScopedQuerySet.as_manager()

    class Meta:
        abstract = True


class TextComment(OfText):
    """What somebody says about a draft, and what was done about it."""

    text = models.ForeignKey(ReviewText, on_delete=models.PROTECT, related_name="comments")
    passage = models.CharField("which passage", max_length=ONE_LINE, blank=True)
    words = models.TextField("comment")
    written_by = models.ForeignKey("partnership.User", on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(auto_now_add=True)
    answer = models.TextField("what was done about it", blank=True)
    answered_by = models.ForeignKey(
        "partnership.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["written_at", "id"]

    def __str__(self) -> str:
        return f"{self.written_by}: {self.words[:60]}"


class SignOff(OfText):
    """Somebody signs a draft: its words as they were, by their hash."""

    text = models.ForeignKey(ReviewText, on_delete=models.PROTECT, related_name="sign_offs")
    text_hash = models.CharField(max_length=64)
    signed_by = models.ForeignKey("partnership.User", on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["signed_at", "id"]
        constraints = [models.UniqueConstraint(fields=["text", "signed_by"], name="text_signed_once_by_each")]

    def __str__(self) -> str:
        return str(self.signed_by)
