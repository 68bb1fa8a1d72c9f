"""From a referral to the decision what is done about a case."""

from django.db import models
from simple_history.models import HistoricalRecords

from partnership.models import Agency
from partnership.models.fields import ONE_LINE, in_choices
from partnership.models.maintained import Maintained
from partnership.policy import ScopedQuerySet
from reviews.enums import CriteriaMet, Harm, NotifiedTo, Outcome
from reviews.models.editions import Criterion, Edition
from reviews.models.reviews import Review


class Referral(Maintained):
    """What an agency wrote when it referred a case, and what it was told. The agency reads this and nothing else."""

    policy_subject = "referral"
    record_path = "review__"
    agency_lookups = ("agency",)

    review = models.OneToOneField(Review, on_delete=models.PROTECT, related_name="referral")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="referrals")
    harm = models.CharField("what happened", max_length=15, choices=Harm.choices)
    aware_on = models.DateField("your agency learned of it")
    what_happened = models.TextField("what is known")
    why = models.TextField("why you think it should be reviewed")
    made_safe = models.TextField("what has been done to keep children safe", blank=True)
    agencies_known = models.ManyToManyField(Agency, blank=True, related_name="+")
    own_reference = models.CharField("your agency’s own case number", max_length=40, blank=True)
    contact = models.CharField("whom we can ask", max_length=ONE_LINE, blank=True)
    answer = models.TextField("what we told the agency", blank=True)
    answered_on = models.DateField(null=True, blank=True)
    history = HistoricalRecords(m2m_fields=[agencies_known])

    objects = ScopedQuerySet.as_manager()

    class Meta:
        constraints = [in_choices("harm", Harm, "referral_harm_known")]

    def __str__(self) -> str:
        return f"Referral {self.review.reference}"


class Notification(Maintained):
    """Somebody was told of a case: the Panel, the partners, an inspectorate."""

    policy_subject = "review_paper"
    record_path = "review__"

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="notifications")
    to = models.CharField("who was told", max_length=12, choices=NotifiedTo.choices)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    sent_on = models.DateField("date")
    how = models.CharField("how", max_length=ONE_LINE, blank=True)
    history = HistoricalRecords()

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["sent_on", "id"]
        constraints = [in_choices("to", NotifiedTo, "notification_to_known")]

    def __str__(self) -> str:
        return str(self.agency or self.get_to_display())


class Consideration(Maintained):
    """A case considered against the criteria in force: who decided what, why, and who thought otherwise.

    Apart from the review's status. A case may be considered again; all are kept, the latest counts.
    """

    policy_subject = "review_paper"
    record_path = "review__"

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="considerations")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    considered_on = models.DateField("date")
    met = models.CharField("are the criteria met?", max_length=7, choices=CriteriaMet.choices)
    outcome = models.CharField("what will be done", max_length=15, choices=Outcome.choices, blank=True)
    decided_by = models.CharField("who decided", max_length=ONE_LINE)
    reasons = models.TextField()
    dissent = models.TextField("who thought otherwise, and why", blank=True)
    history = HistoricalRecords()

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["considered_on", "id"]
        constraints = [
            in_choices("met", CriteriaMet, "consideration_met_known"),
            in_choices("outcome", Outcome, "consideration_outcome_known", blank=True),
        ]

    def __str__(self) -> str:
        return self.get_met_display()


class CriterionAnswer(models.Model):
    """Whether one criterion is met, and why."""

    policy_subject = "review_paper"
    record_path = "consideration__review__"

    consideration = models.ForeignKey(Consideration, on_delete=models.PROTECT, related_name="answers")
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="+")
    met = models.BooleanField(null=True)
    reason = models.TextField(blank=True)
    history = HistoricalRecords()

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["criterion__order", "id"]
        constraints = [models.UniqueConstraint(fields=["consideration", "criterion"], name="criterion_answered_once")]

    def __str__(self) -> str:
        return str(self.criterion)
