"""From a recommendation to proven change: what agencies answer, what an action led to, whether it made a difference."""

from django.db import models
from simple_history.models import HistoricalRecords

from partnership.enums import Proven, ResultKind
from partnership.models.action_plans import Action, Recommendation
from partnership.models.bodies import Agency
from partnership.models.fields import ONE_LINE, in_choices
from partnership.models.maintained import Maintained
from partnership.models.record import Record
from partnership.policy import ScopedQuerySet


class RecommendationAnswer(Maintained):
    """Whether one agency takes a recommendation on, and why not. The row is there once the agency is asked.

    It is how an agency reads a recommendation of a restricted record: its text, and nothing of where it comes from.
    """

    policy_subject = "recommendation_answer"
    record_path = "recommendation__plan__record__"
    agency_lookups = ("agency",)

    recommendation = models.ForeignKey(Recommendation, on_delete=models.PROTECT, related_name="answers")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="recommendation_answers")
    asked_on = models.DateField()
    due_on = models.DateField("answer by", null=True, blank=True)
    accepted = models.BooleanField("does your agency take it on?", null=True)
    reason = models.TextField("what you will do, or why you decline", blank=True)
    answered_by = models.ForeignKey(
        "partnership.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    history = HistoricalRecords()

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["recommendation", "agency__name", "id"]
        constraints = [
            models.UniqueConstraint(fields=["recommendation", "agency"], name="recommendation_asked_once_an_agency")
        ]

    def __str__(self) -> str:
        return f"{self.agency}: {self.recommendation}"


class ActionResult(Maintained):
    """What an action led to: a policy, a course, a re-audit on record, or something else in words."""

    policy_subject = "action"
    record_path = "action__plan__record__"
    agency_lookups = ("action__agency",)
    body_lookups = tuple(f"action__{lookup}" for lookup in Action.body_lookups)

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="results")
    kind = models.CharField("what it led to", max_length=10, choices=ResultKind.choices)
    record = models.ForeignKey(Record, on_delete=models.PROTECT, null=True, blank=True, related_name="led_to_by")
    what = models.CharField("what changed", max_length=ONE_LINE)
    history = HistoricalRecords()

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["action", "id"]
        constraints = [in_choices("kind", ResultKind, "action_result_kind_known")]

    def __str__(self) -> str:
        return f"{self.action.reference}: {self.get_kind_display()}"  # titles and links hold nothing of the case


class ImpactTest(Maintained):
    """Somebody looked whether a recommendation has made a difference to children, how, and what they found."""

    policy_subject = "recommendation"
    record_path = "recommendation__plan__record__"
    agency_lookups = ("recommendation__agencies",)

    recommendation = models.ForeignKey(Recommendation, on_delete=models.PROTECT, related_name="impact_tests")
    tested_on = models.DateField("date")
    how = models.CharField("how you looked", max_length=ONE_LINE)
    found = models.TextField("what you found")
    proven = models.CharField("is the change proven?", max_length=8, choices=Proven.choices)
    again_on = models.DateField("look again on", null=True, blank=True)
    tested_by = models.ForeignKey("partnership.User", on_delete=models.PROTECT, related_name="+")
    history = HistoricalRecords()

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["recommendation", "tested_on", "id"]
        constraints = [in_choices("proven", Proven, "impact_test_proven_known")]

    def __str__(self) -> str:
        return f"{self.tested_on:%-d %B %Y}: {self.get_proven_display()}"
