"""Risks, challenges, escalations, policies, inspections, engagement, scrutiny, as a person types them."""

from typing import Any, ClassVar

from django import forms
from django.utils import timezone

from partnership import faults, models
from partnership.enums import OpenStatus
from partnership.models.fields import ONE_LINE
from partnership.registers.forms import RegisterForm
from partnership.services.challenges import ANSWER, only_answers

BOARDS = {"boards": "Partnership"}
_LIKELIHOODS = ("Rare", "Unlikely", "Possible", "Likely", "Almost certain")
_IMPACTS = ("Slight", "Minor", "Moderate", "Major", "Severe")


def scale(words: tuple[str, ...]) -> list[tuple[int, str]]:
    """A score from 1 to 5 with its words."""
    return [(number, f"{number} {word}") for number, word in enumerate(words, start=1)]


LIKELIHOODS, IMPACTS = scale(_LIKELIHOODS), scale(_IMPACTS)


class RuledForm(RegisterForm):
    """A form whose rule is one of partnership/faults.py."""

    rule: "ClassVar[staticmethod[[faults.Values], faults.Faults]]"

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for name, sentence in type(self).rule(cleaned):
            if name not in self.errors:
                self.add_error(name if name in self.fields else None, sentence)
        return cleaned


class ReferencedForm(RuledForm):
    """A record whose reference the portal makes where it is left blank."""

    reference = forms.CharField(
        label="Reference",
        max_length=ONE_LINE,
        required=False,
        help_text="Left blank, it gets the next one",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10"}),
    )

    def clean_reference(self) -> str:
        return self.cleaned_data["reference"] or self.instance.reference


class ScoreChoice(forms.TypedChoiceField):
    """A score from 1 to 5, by its words."""

    def __init__(self, *, choices: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(choices=[("", "Choose"), *choices], coerce=int, empty_value=None, **kwargs)


class RiskForm(ReferencedForm):
    rule = staticmethod(faults.risk_faults)

    likelihood = ScoreChoice(choices=LIKELIHOODS, label="Likelihood now")
    impact = ScoreChoice(choices=IMPACTS, label="Impact now")
    target_likelihood = ScoreChoice(choices=LIKELIHOODS, label="Likelihood aimed at", required=False)
    target_impact = ScoreChoice(choices=IMPACTS, label="Impact aimed at", required=False)

    class Meta(RegisterForm.Meta):
        model = models.Risk
        fields = [
            "title", "description", "likelihood", "impact", "target_likelihood", "target_impact", "controls", "group",
            "owner_agency", "opened_on", "review_on", "status", "closed_on", "boards", "reference",
        ]  # fmt: skip
        labels = BOARDS | {
            "title": "Risk",
            "controls": "What we do about it",
            "group": "Group that watches it",
            "owner_agency": "Owner",
            "opened_on": "Opened",
            "review_on": "Next review",
            "closed_on": "Closed",
        }
        help_texts = {
            "title": "What could happen, in one sentence",
            "closed_on": "Only once it is closed",
            "review_on": "Until it has one, it is asked of nobody",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["status"].initial = OpenStatus.OPEN
        if not self.instance.pk:
            self.fields["opened_on"].help_text = "Left blank, it is today"

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not self.instance.pk and not cleaned.get("closed_on"):
            cleaned["opened_on"] = cleaned.get("opened_on") or timezone.localdate()
        return cleaned


class ChallengeForm(ReferencedForm):
    """A representative of an agency that is challenged gets the answer alone."""

    rule = staticmethod(faults.challenge_faults)

    class Meta(RegisterForm.Meta):
        model = models.Challenge
        fields = [
            "challenge", "action_required", "agencies", "responsible", "raised_on", "raised_by", "progress", "status",
            "closed_on", "boards", "reference",
        ]  # fmt: skip
        labels = BOARDS | {
            "challenge": "Challenge",
            "action_required": "What was asked",
            "agencies": "Agencies that answer",
            "responsible": "Who answers where that is no agency",
            "raised_on": "Raised",
            "raised_by": "Raised by",
            "progress": "What came of it",
            "closed_on": "Closed",
        }
        help_texts = {
            "responsible": "For example the independent chair",
            "progress": "The answer of the agency, and what changed",
            "closed_on": "Only once it is closed",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk and only_answers(self.principal):
            for name in set(self.fields) - ANSWER - {"version"}:
                del self.fields[name]


class EscalationForm(ReferencedForm):
    rule = staticmethod(faults.escalation_faults)

    class Meta(RegisterForm.Meta):
        model = models.Escalation
        fields = [
            "theme", "raised_on", "raised_by", "with_agency", "stage", "stage_since", "resolved_on", "outcome",
            "boards", "reference",
        ]  # fmt: skip
        labels = BOARDS | {
            "theme": "What it is about",
            "raised_on": "Raised",
            "raised_by": "Agency that raised it",
            "with_agency": "Other agency",
            "stage_since": "At this stage since",
            "resolved_on": "Resolved",
            "outcome": "How it was resolved",
        }
        help_texts = {"stage_since": "Left blank at stage 1, its time runs from the day on which it was raised"}


class PolicyForm(RuledForm):
    rule = staticmethod(faults.policy_faults)

    class Meta(RegisterForm.Meta):
        model = models.Policy
        fields = ["title", "owner_group", "approved_on", "review_on", "url", "boards"]
        labels = BOARDS | {
            "title": "Policy",
            "owner_group": "Group that keeps it",
            "approved_on": "Approved",
            "review_on": "Review due",
            "url": "Where it is published",
        }
        help_texts = {"url": "Its web address, beginning with https://"}


class InspectionForm(ReferencedForm):
    rule = staticmethod(faults.inspection_faults)

    class Meta(RegisterForm.Meta):
        model = models.Inspection
        fields = [
            "title", "inspectorate", "agency", "inspected_on", "published_on", "judgement", "summary", "boards",
            "reference",
        ]  # fmt: skip
        labels = BOARDS | {
            "title": "Inspection",
            "agency": "Agency inspected",
            "inspected_on": "Inspected",
            "published_on": "Published",
            "summary": "What the inspectorate said",
        }


class EngagementForm(RegisterForm):
    class Meta(RegisterForm.Meta):
        model = models.Engagement
        fields = ["title", "held_on", "participants", "number", "heard", "changed", "boards"]
        labels = BOARDS | {
            "title": "Activity",
            "held_on": "Held",
            "participants": "Participants",
            "number": "How many took part",
            "heard": "What we heard",
            "changed": "What changed because of it",
        }
        help_texts = {"title": "What was held, for example a survey of foster carers"}


class ScrutinyForm(RegisterForm):
    class Meta(RegisterForm.Meta):
        model = models.ScrutinyActivity
        fields = ["title", "held_on", "finding", "response", "boards"]
        labels = BOARDS | {
            "title": "Activity",
            "held_on": "Held",
            "finding": "What was found",
            "response": "What the partnership answered",
        }
