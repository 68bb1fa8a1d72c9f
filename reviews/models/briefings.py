"""Learning that is passed on: the seven-minute briefing and what agencies did with it."""

from datetime import datetime

from django.db import models
from simple_history.models import HistoricalRecords

from partnership.enums import Visibility
from partnership.models import Agency, Record, User
from partnership.models.fields import TextListField
from partnership.models.maintained import Maintained
from partnership.policy import ScopedQuerySet
from reviews.models.reviews import Review


class Briefing(Record):
    """A seven-minute briefing: one page made from a review's record.

    Its words are cleared by somebody who did not write them; until then it is a paper of the review, for those named
    there, or on the briefing itself. While the review is sealed or under embargo it is, cleared or not, for those named
    on the review and for nobody else. Its title and its reference must tell nothing of the case. `cleared_hash` is of
    the words that were cleared.
    """

    record_kind = "briefing"
    papers_subject = "briefing"
    comes_from = ("of_review",)
    told_with = "of_review"

    of_review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="briefings")
    background = models.TextField(blank=True)
    concerns = models.TextField("safeguarding concerns", blank=True)
    what_happened = models.TextField(blank=True)
    the_review = models.TextField(blank=True)
    findings = models.TextField(blank=True)
    what_to_do = models.TextField(blank=True)
    questions = models.TextField("questions to talk about", blank=True)
    links = TextListField()
    is_public = models.BooleanField("the public may read it", default=False)
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    cleared_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    cleared_at = models.DateTimeField(null=True, blank=True)
    cleared_hash = models.CharField(max_length=64, blank=True)

    def default_visibility(self) -> str:
        if not self.cleared_at:
            return Visibility.RESTRICTED
        return Visibility.PUBLIC if self.is_public else Visibility.PARTNERSHIP

    @staticmethod
    def untold(now: datetime) -> models.Q:
        """Those whose review tells nothing at a time."""
        return Review.tells_nothing(now, "of_review__")


class BriefingReceipt(Maintained):
    """What one agency did with a briefing: which teams used it, how many staff, what changed."""

    policy_subject = "briefing_receipt"
    record_path = "briefing__"
    agency_lookups = ("agency",)
    comes_from = ("briefing__of_review",)
    told_with = "briefing__of_review"

    briefing = models.ForeignKey(Briefing, on_delete=models.PROTECT, related_name="receipts")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="briefing_receipts")
    asked_on = models.DateField()
    due_on = models.DateField("due")
    teams = models.TextField("which teams used it", blank=True)
    staff = models.PositiveIntegerField("how many staff", null=True, blank=True)
    what_changed = models.TextField(blank=True)
    answered_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    history = HistoricalRecords()

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "id"]
        constraints = [models.UniqueConstraint(fields=["briefing", "agency"], name="briefing_asked_once_an_agency")]

    def __str__(self) -> str:
        return f"{self.agency}: {self.briefing.title}"

    @staticmethod
    def untold(now: datetime) -> models.Q:
        """Those whose review tells nothing at a time: they go with their briefing."""
        return Review.tells_nothing(now, "briefing__of_review__")
