"""Single steps of risks, challenges and escalations, each with what it needs and nothing else."""

from django import forms

from partnership import models
from partnership.forms.registers import IMPACTS, LIKELIHOODS, ScoreChoice
from partnership.registers.fields import UKDateField
from partnership.registers.forms import RegisterForm
from partnership.services.reasons import LONGEST_REASON


def reason_field(label: str = "Reason") -> forms.CharField:
    """One sentence that stands in the history beside what changes."""
    return forms.CharField(
        label=label, max_length=LONGEST_REASON, help_text=f"In one sentence of at most {LONGEST_REASON} characters"
    )


class RiskMoveForm(RegisterForm):
    likelihood = ScoreChoice(choices=LIKELIHOODS, label="Likelihood")
    impact = ScoreChoice(choices=IMPACTS, label="Impact")
    reason = reason_field()

    class Meta(RegisterForm.Meta):
        model = models.Risk
        fields = ["likelihood", "impact", "review_on"]
        labels = {"review_on": "Next review"}

    field_order = ["likelihood", "impact", "reason", "review_on"]


class RiskReviewForm(RegisterForm):
    review_on = UKDateField(label="Next review")
    reason = reason_field("Finding")

    class Meta(RegisterForm.Meta):
        model = models.Risk
        fields = ["review_on"]

    field_order = ["reason", "review_on"]


class RiskCloseForm(RegisterForm):
    closed_on = UKDateField(label="Closed")
    reason = reason_field()

    class Meta(RegisterForm.Meta):
        model = models.Risk
        fields = ["closed_on"]


class ChallengeAnswerForm(RegisterForm):
    progress = forms.CharField(
        label="Answer", widget=forms.Textarea, help_text="What you have done about it, and what has changed"
    )

    class Meta(RegisterForm.Meta):
        model = models.Challenge
        fields = ["progress"]


class ChallengeCloseForm(RegisterForm):
    closed_on = UKDateField(label="Closed")
    progress = forms.CharField(label="Outcome", widget=forms.Textarea, help_text="What came of it")

    class Meta(RegisterForm.Meta):
        model = models.Challenge
        fields = ["closed_on", "progress"]


class EscalationMoveForm(RegisterForm):
    stage_since = UKDateField(label="Date")
    reason = reason_field()

    class Meta(RegisterForm.Meta):
        model = models.Escalation
        fields = ["stage_since"]


class EscalationResolveForm(RegisterForm):
    resolved_on = UKDateField(label="Resolved")
    outcome = forms.CharField(label="Outcome", widget=forms.Textarea, help_text="What the agencies agreed")

    class Meta(RegisterForm.Meta):
        model = models.Escalation
        fields = ["resolved_on", "outcome"]
