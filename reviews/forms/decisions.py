"""Screening a case, saying who was told of it, and considering it against the criteria."""

from collections.abc import Sequence
from typing import Any, Final

from django import forms
from django.utils import timezone

from partnership.forms.identifying import WarnsOfNames
from partnership.forms.work import keep_no_draft
from partnership.models.fields import ONE_LINE
from partnership.registers.fields import UKDateField
from partnership.registers.forms import RegisterForm
from reviews.enums import CriteriaMet, NotifiedTo, Screening
from reviews.forms.texts import OfReviewForm
from reviews.models import Consideration, Criterion, Notification, Review
from reviews.selectors.pseudonyms import pseudonyms_of

_TOLD: Final = "What we tell the agency that referred"
_TOLD_HINT: Final = "The agency reads these words in the portal, and nothing else of the case"
_MISSING: Final = {
    "screening": "Say what happens next",
    "screening_reason": "Say why",
    "to": "Say who was told",
    "sent_on": "Type the date on which they were told",
    "met": "Say whether the criteria are met",
    "decided_by": "Say who decided",
    "reasons": "Give the reasons of the decision",
}
_NEEDED_TO_DECIDE: Final = {
    "outcome": "Say what will be done, even if that is nothing",
    "words": "Write what the agency that referred the case is told",
}
_NEEDED: Final = "Needed once it is decided whether the criteria are met"
YES_NO: Final = [("yes", "Yes"), ("no", "No")]


class CaseForm(WarnsOfNames, RegisterForm):
    """A form about one case: days are not to come, and nothing of it is kept in a browser."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, words in _MISSING.items():
            if field := self.fields.get(name):
                field.error_messages["required"] = words
        keep_no_draft(self)

    def known_names(self) -> frozenset[str]:
        """What the children of the review are called."""
        return pseudonyms_of(self.instance if isinstance(self.instance, Review) else self.instance.review)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for name, field in self.fields.items():
            day = cleaned.get(name)
            if isinstance(field, UKDateField) and day and day > timezone.localdate():
                self.add_error(name, "This day is still to come. Type the day on which it happened")
        return cleaned


class ScreeningForm(CaseForm):
    screening = forms.ChoiceField(label="What happens next", choices=Screening.choices, widget=forms.RadioSelect)
    screening_reason = forms.CharField(label="Why", widget=forms.Textarea)
    screened_on = UKDateField(label="Date of screening")
    words = forms.CharField(
        label="What we tell the agency", widget=forms.Textarea, required=False, help_text=_TOLD_HINT
    )

    class Meta(RegisterForm.Meta):
        model = Review
        fields = ["screening", "screening_reason", "screened_on"]

    field_order = ["screening", "screening_reason", "words", "screened_on"]

    def __init__(self, *args: Any, has_referral: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["screened_on"] = self.instance.screened_on or timezone.localdate()
        self.fields["words"].label = "What we tell the agency"
        self.fields["words"].help_text = f"Needed unless you go on with it. {_TOLD_HINT}"
        if not has_referral:
            del self.fields["words"]


class RapidReviewForm(CaseForm):
    rapid_review_sent_on = UKDateField(label="Sent to the Panel")

    class Meta(RegisterForm.Meta):
        model = Review
        fields = ["rapid_review_sent_on"]


class NotificationForm(CaseForm):
    """Who was told, and when the authority itself learned of it, from which the clock runs."""

    aware_on = UKDateField(
        label="When the authority learned of it",
        required=False,
        help_text="The clock for notifying runs from this day",
    )

    class Meta(RegisterForm.Meta):
        model = Notification
        fields = ["to", "agency", "sent_on", "how"]
        labels = {"to": "Who was told", "agency": "Which agency", "sent_on": "When", "how": "How"}
        help_texts = {
            "agency": "Needed where a safeguarding partner was told",
            "how": "For example by the Panel’s online form",
        }
        widgets = {"to": forms.RadioSelect}

    field_order = ["to", "agency", "sent_on", "how", "aware_on"]
    not_watched = ("how",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        to: Any = self.fields["to"]
        to.choices = [one for one in to.choices if one[0]]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("to") == NotifiedTo.PARTNER and not cleaned.get("agency"):
            self.add_error("agency", "Choose the safeguarding partner that was told")
        if cleaned.get("aware_on") and cleaned.get("sent_on") and cleaned["aware_on"] > cleaned["sent_on"]:
            self.add_error("aware_on", "Nobody is told before the authority knows. Change one of the two days")
        return cleaned


class TakeBackForm(OfReviewForm):
    """Why something that was recorded of a case never was."""

    reason = forms.CharField(
        label="Why do you take it back?",
        help_text="Only those named on the review read it",
        max_length=ONE_LINE,
        error_messages={"required": "Say why, so that whoever looks for it later understands"},
    )


class ConsiderationForm(CaseForm):
    """A decision: an answer and a reason for each criterion of the edition, then what comes of it."""

    not_watched = ("decided_by",)

    words = forms.CharField(label=_TOLD, widget=forms.Textarea, required=False, help_text=_TOLD_HINT)
    commissioned_on = UKDateField(
        label="When the review begins",
        required=False,
        help_text="If there is one. Left blank, it is the date of the decision",
    )

    class Meta(RegisterForm.Meta):
        model = Consideration
        fields = ["considered_on", "decided_by", "met", "outcome", "reasons", "dissent"]
        labels = {
            "considered_on": "Date of the decision",
            "decided_by": "Who decided",
            "met": "Are the criteria met?",
            "outcome": "What will be done",
            "reasons": "Reasons",
            "dissent": "Who thought otherwise, and why",
        }
        help_texts = {"decided_by": "Roles, for example the three safeguarding partners"}
        widgets = {"met": forms.RadioSelect, "outcome": forms.RadioSelect}

    def __init__(self, *args: Any, criteria: Sequence[Criterion], has_referral: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.criteria = criteria
        for criterion in criteria:
            self.fields[f"met-{criterion.pk}"] = forms.ChoiceField(
                label=f"({criterion.letter}) {criterion.words}",
                choices=YES_NO,
                widget=forms.RadioSelect,
                required=False,
            )
            self.fields[f"reason-{criterion.pk}"] = forms.CharField(
                label=f"Why, for ({criterion.letter})",
                widget=forms.Textarea(attrs={"rows": 2}),
                required=False,
                help_text="Needed for a yes",
            )
        for name in ("met", "outcome"):
            field: Any = self.fields[name]
            field.choices = [one for one in field.choices if one[0]]
        self.fields["outcome"].label, self.fields["words"].label = "What will be done", _TOLD
        self.fields["outcome"].help_text = "Leave it out while it is not decided whether the criteria are met"
        self.fields["words"].help_text = f"{_NEEDED}. {_TOLD_HINT}"
        if not has_referral:
            del self.fields["words"]
        asked = [f"{part}-{one.pk}" for one in criteria for part in ("met", "reason")]
        after = ["met", "outcome", "reasons", "dissent", "commissioned_on", "words"]
        self.order_fields(["considered_on", "decided_by", *asked, *after])

    def clean(self) -> dict[str, Any]:
        """What a decision needs is said at its field; the service holds to the same."""
        cleaned = super().clean()
        if cleaned.get("met") in (None, "", CriteriaMet.PENDING):
            return cleaned
        for one in self.criteria:
            if not cleaned.get(f"met-{one.pk}"):
                self.add_error(f"met-{one.pk}", f"Answer ({one.letter}) with yes or no")
            elif cleaned[f"met-{one.pk}"] == "yes" and not cleaned.get(f"reason-{one.pk}"):
                self.add_error(f"reason-{one.pk}", f"Say why you answer ({one.letter}) with yes")
        for name, sentence in _NEEDED_TO_DECIDE.items():
            if name in self.fields and name not in self.errors and not cleaned.get(name):
                self.add_error(name, sentence)
        return cleaned

    def answers(self) -> dict[int, tuple[bool | None, str]]:
        """The answer and its reason by criterion; None where it was not answered."""
        truths = {"yes": True, "no": False}
        return {
            one.pk: (truths.get(self.cleaned_data[f"met-{one.pk}"]), self.cleaned_data[f"reason-{one.pk}"])
            for one in self.criteria
        }
