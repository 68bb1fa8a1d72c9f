"""What stops a review's clocks, and what corrects them."""

from django.db import models
from simple_history.models import HistoricalRecords

from partnership.models.fields import ONE_LINE, in_choices, in_order
from partnership.models.maintained import Maintained
from partnership.policy import ScopedQuerySet
from reviews.enums import PauseReason, ProcessKind
from reviews.models.editions import ClockRule
from reviews.models.reviews import Review


class ParallelProcess(Maintained):
    """Something that runs beside a review: a trial, an inquest, another review."""

    policy_subject = "review_paper"
    record_path = "review__"

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="processes")
    kind = models.CharField(max_length=15, choices=ProcessKind.choices)
    where_it_stands = models.CharField("where it stands", max_length=ONE_LINE, blank=True)
    began_on = models.DateField("began", null=True, blank=True)
    next_on = models.DateField("next date", null=True, blank=True)
    ended_on = models.DateField("ended", null=True, blank=True)
    contact = models.CharField("whom to ask", max_length=ONE_LINE, blank=True)
    history = HistoricalRecords()

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "parallel processes"
        ordering = ["began_on", "id"]
        constraints = [
            in_choices("kind", ProcessKind, "process_kind_known"),
            in_order("began_on", "ended_on", "process_dates_in_order"),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()


class Pause(Maintained):
    """An interval in which a review stands still. Days after `starts_on` until `ends_on`, both as dates in London,
    are not counted by clocks that can be paused. Without an end it is still going on."""

    policy_subject = "review_paper"
    record_path = "review__"

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="pauses")
    reason = models.CharField(max_length=12, choices=PauseReason.choices)
    words = models.TextField("why", blank=True)
    starts_on = models.DateField("paused from")
    ends_on = models.DateField("until", null=True, blank=True)
    history = HistoricalRecords()

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["starts_on", "id"]
        constraints = [
            in_choices("reason", PauseReason, "pause_reason_known"),
            in_order("starts_on", "ends_on", "pause_dates_in_order"),
            models.UniqueConstraint(
                fields=["review"],
                condition=models.Q(ends_on=None, archived_at=None),
                name="pause_one_open_a_review",
            ),
        ]

    def __str__(self) -> str:
        return self.get_reason_display()


class ClockOverride(models.Model):
    """Another last day for one clock of a review, with its reason. The latest counts; none is ever removed."""

    policy_subject = "review_paper"
    record_path = "review__"

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="overrides")
    rule = models.ForeignKey(ClockRule, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField("last day")
    reason = models.TextField()
    made_by = models.ForeignKey("partnership.User", on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["made_at", "id"]

    def __str__(self) -> str:
        return f"{self.rule}: {self.due_on}"
