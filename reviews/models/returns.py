"""What agencies are asked for in a review: information, chronologies, reports."""

from django.db import models
from simple_history.models import HistoricalRecords

from partnership.models import Agency, User
from partnership.models.fields import ONE_LINE, TextListField, in_choices, in_order
from partnership.models.maintained import Maintained, Versioned
from partnership.policy import ScopedQuerySet
from reviews.enums import ReturnKind, ReturnMessageKind, ReturnState
from reviews.models.reviews import Review


class AgencyReturn(Maintained):
    """What one agency is asked for in one review, and what it answers.

    Of the agency only `people` read and write it, and nothing else of the review; the panel reads it once it is locked.
    One that is taken back is archived.
    """

    policy_subject = "agency_return"
    record_path = "review__"
    agency_lookups = ("agency",)
    user_lookups = ("people",)
    released_lookup = "locked_at"

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="returns")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="review_returns")
    people = models.ManyToManyField(User, related_name="review_returns", verbose_name="who is asked")
    kind = models.CharField("what is asked for", max_length=10, choices=ReturnKind.choices)
    state = models.CharField(max_length=7, choices=ReturnState.choices, default=ReturnState.ASKED)
    asked_on = models.DateField()
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField("due")
    latest_on = models.DateField("latest date that can be given", null=True, blank=True)
    period_from = models.DateField("records from", null=True, blank=True)
    period_to = models.DateField("records until", null=True, blank=True)
    questions = TextListField()
    senior = models.CharField("named senior who signs it off", max_length=ONE_LINE, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    sent_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    locked_at = models.DateTimeField(null=True, blank=True)
    locked_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    history = HistoricalRecords(m2m_fields=[people])

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "id"]
        constraints = [
            in_choices("kind", ReturnKind, "agency_return_kind_known"),
            in_choices("state", ReturnState, "agency_return_state_known"),
            in_order("period_from", "period_to", "agency_return_period_in_order"),
            models.CheckConstraint(
                condition=~models.Q(state=ReturnState.LOCKED) | models.Q(locked_at__isnull=False),
                name="agency_return_locked_has_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} for review {self.review.reference}"


class OfReturn(models.Model):
    """Something within a return: seen by whoever sees the return, and gone with it once it is taken back."""

    policy_subject = "agency_return"
    record_path = "agency_return__review__"
    hangs_on = "agency_return__"
    agency_lookups = ("agency_return__agency",)
    user_lookups = ("agency_return__people",)
    released_lookup = "agency_return__locked_at"

    objects = ScopedQuerySet.as_manager()

    class Meta:
        abstract = True


class ReturnAnswer(OfReturn, Versioned):
    """The answer to one of a return's questions, by its number from 1."""

    agency_return = models.ForeignKey(AgencyReturn, on_delete=models.PROTECT, related_name="answers")
    number = models.PositiveSmallIntegerField()
    text = models.TextField(blank=True)
    history = HistoricalRecords()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["agency_return", "number"], name="return_question_answered_once")
        ]

    def __str__(self) -> str:
        return f"Answer {self.number}"


class ChronologyEntry(OfReturn, Maintained):
    """One thing that happened, as one agency's records have it."""

    agency_return = models.ForeignKey(AgencyReturn, on_delete=models.PROTECT, related_name="entries")
    happened_on = models.DateField("date")
    happened_at = models.TimeField("time", null=True, blank=True)
    source = models.CharField("where it is recorded", max_length=ONE_LINE, blank=True)
    what = models.TextField("what happened")
    comment = models.TextField("what your agency thinks of it", blank=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name_plural = "chronology entries"
        ordering = ["happened_on", "happened_at", "id"]

    def __str__(self) -> str:
        return f"{self.happened_on:%-d %B %Y}"


class ReturnMessage(OfReturn):
    """What the business unit and the agency write to each other about a return. Never changed."""

    agency_return = models.ForeignKey(AgencyReturn, on_delete=models.PROTECT, related_name="messages")
    kind = models.CharField(max_length=10, choices=ReturnMessageKind.choices)
    text = models.TextField(blank=True)
    due_on = models.DateField("the new date", null=True, blank=True)
    agreed = models.BooleanField(null=True)
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-written_at", "-id"]
        constraints = [in_choices("kind", ReturnMessageKind, "return_message_kind_known")]

    def __str__(self) -> str:
        return self.get_kind_display()
