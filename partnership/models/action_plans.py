"""Every piece of work that somebody owes: one action plan a record, one action log over everything."""

from typing import Any

from django.core.validators import MinValueValidator
from django.db import models
from simple_history.models import HistoricalRecords

from partnership.enums import ActionStatus, Rag, RecommendationStatus, RequestAnswer
from partnership.models.bodies import Agency
from partnership.models.fields import ONE_LINE, in_choices, in_order, key_field
from partnership.models.maintained import Maintained
from partnership.models.record import Record
from partnership.policy import ScopedQuerySet


class ActionPlan(models.Model):
    """The work that hangs on a record. Its restriction is the record's, and everything in it inherits that."""

    policy_subject = "action"
    record_path = "record__"

    record = models.OneToOneField(Record, on_delete=models.PROTECT, related_name="action_plan")

    objects = ScopedQuerySet.as_manager()

    def __str__(self) -> str:
        return f"Action plan of {self.record.reference}"


class Recommendation(Maintained):
    """A numbered recommendation of a review, audit, inspection, return or group, addressed to agencies."""

    policy_subject = "recommendation"
    record_path = "plan__record__"
    agency_lookups = ("agencies",)

    plan = models.ForeignKey(ActionPlan, on_delete=models.PROTECT, related_name="recommendations")
    number = models.PositiveSmallIntegerField(validators=[MinValueValidator(1)])
    text = models.TextField()
    agencies = models.ManyToManyField(Agency, blank=True, related_name="recommendations")
    accepted = models.BooleanField(null=True)
    status = models.CharField(max_length=25, choices=RecommendationStatus.choices)
    response = models.TextField(blank=True)
    history = HistoricalRecords(m2m_fields=[agencies])

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["plan", "number"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="recommendation_number_unique_in_plan"),
            in_choices("status", RecommendationStatus, "recommendation_status_known"),
        ]

    def __str__(self) -> str:
        return f"Recommendation {self.number}"


class Action(Maintained):
    """One thing to be done, in exactly one action plan. Its rating is computed (partnership/rag.py).

    A rating set by hand needs a reason, which is kept.
    """

    policy_subject = "action"
    record_path = "plan__record__"
    agency_lookups = ("agency",)
    body_lookups = ("plan__record__as_group", "plan__record__priority__lead_group", "plan__record__risk__group")

    reference = models.CharField(max_length=40)
    reference_key = key_field(max_length=40, unique=True)
    plan = models.ForeignKey(ActionPlan, on_delete=models.PROTECT, related_name="actions")
    recommendation = models.ForeignKey(
        Recommendation, on_delete=models.PROTECT, null=True, blank=True, related_name="actions"
    )
    title = models.CharField(max_length=500)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="actions")
    owner = models.CharField(max_length=ONE_LINE, blank=True)
    raised_on = models.DateField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)
    status = models.CharField(max_length=12, choices=ActionStatus.choices)
    completed_on = models.DateField(null=True, blank=True)
    progress = models.TextField(blank=True)
    impact = models.TextField(blank=True)
    no_impact_reason = models.TextField("why no difference can be shown yet", blank=True)
    #: The item of the meeting at which it was raised; it stands in the plan of that meeting's group.
    raised_in = models.ForeignKey(
        "partnership.AgendaItem", on_delete=models.SET_NULL, null=True, blank=True, related_name="actions"
    )
    at_risk = models.BooleanField(default=False)
    rag_override = models.CharField(max_length=5, choices=Rag.choices, blank=True)
    rag_override_reason = models.CharField(max_length=ONE_LINE, blank=True)
    history = HistoricalRecords()

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["reference_key"]
        constraints = [
            in_choices("status", ActionStatus, "action_status_known"),
            in_choices("rag_override", Rag, "action_rag_known", blank=True),
            models.CheckConstraint(
                condition=models.Q(rag_override="") | ~models.Q(rag_override_reason=""),
                name="action_rag_override_has_reason",
            ),
            in_order("raised_on", "completed_on", "action_dates_in_order"),
        ]
        indexes = [models.Index(fields=["archived_at", "status", "due_on", "plan"], name="action_log")]

    def __str__(self) -> str:
        return f"{self.reference}: {self.title}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.reference_key = self.reference.casefold()
        super().save(*args, **kwargs)


class DueDateRequest(models.Model):
    """An owner asks for a new due date; the group's chair or the business unit answers. The words of both are kept."""

    policy_subject = "action"
    record_path = "action__plan__record__"
    agency_lookups = ("action__agency",)
    body_lookups = (
        "action__plan__record__as_group",
        "action__plan__record__priority__lead_group",
        "action__plan__record__risk__group",
    )

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="due_date_requests")
    due_on = models.DateField("new due date")
    was_due_on = models.DateField("due date at the time", null=True, blank=True)
    reason = models.TextField()
    asked_by = models.ForeignKey("partnership.User", on_delete=models.PROTECT, related_name="due_date_requests")
    asked_at = models.DateTimeField(auto_now_add=True)
    answer = models.CharField(max_length=7, choices=RequestAnswer.choices, blank=True)
    answer_reason = models.TextField("reason for the answer", blank=True)
    answered_by = models.ForeignKey(
        "partnership.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    history = HistoricalRecords()

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-id"]
        constraints = [
            in_choices("answer", RequestAnswer, "due_date_request_answer_known", blank=True),
            models.UniqueConstraint(
                fields=["action"], condition=models.Q(answer=""), name="due_date_request_one_open_an_action"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.action.reference}: {self.due_on}"
