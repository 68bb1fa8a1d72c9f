"""Referring a case, and adding to what was written."""

from typing import Any, Final

from django import forms
from django.utils import timezone

from partnership.forms.identifying import WarnsOfNames
from partnership.forms.work import keep_no_draft
from partnership.registers.fields import UKDateField
from partnership.registers.forms import RegisterForm
from reviews.models import Referral
from reviews.selectors.referrals import agencies_to_name, agencies_to_refer_for, refers_for_others

_MISSING: Final = {
    "harm": "Say what happened",
    "what_happened": "Say what is known",
    "why": "Say why it should be reviewed",
}


class ReferralForm(WarnsOfNames, RegisterForm):
    """What an agency writes. Who records a letter for an agency says when it came."""

    not_watched = ("contact", "own_reference")

    referred_on = UKDateField(label="When it came to us", required=False, help_text="Left blank, it is today")

    class Meta(RegisterForm.Meta):
        model = Referral
        fields = [
            "agency",
            "harm",
            "aware_on",
            "what_happened",
            "why",
            "made_safe",
            "agencies_known",
            "own_reference",
            "contact",
        ]
        widgets = {"harm": forms.RadioSelect}
        labels = {
            "agency": "Agency that refers",
            "harm": "What happened",
            "aware_on": "When your agency learned of it",
            "what_happened": "What is known",
            "why": "Why it should be reviewed",
            "made_safe": "What has been done to keep children safe",
            "agencies_known": "Other agencies that knew the family",
            "own_reference": "Your own case number",
            "contact": "Whom we can ask",
        }
        help_texts = {
            "what_happened": "Write “the mother”, “the younger child”. No names, dates of birth or addresses",
            "why": "What could agencies learn from it?",
            "own_reference": "So that you can find the case. We do not pass it on",
            "contact": "Somebody at your agency: name and telephone number",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, words in _MISSING.items():
            self.fields[name].error_messages["required"] = words
        self._offer_agencies()
        self.fields["made_safe"].label = "What has been done to keep children safe (if anything)"
        known: Any = self.fields["agencies_known"]
        known.queryset = agencies_to_name()
        self.fields["harm"].choices = [one for one in self.fields["harm"].choices if one[0]]  # type: ignore[attr-defined]
        if not refers_for_others(self.principal):
            del self.fields["referred_on"]
        keep_no_draft(self)

    def _offer_agencies(self) -> None:
        """The one agency that somebody speaks for need not be chosen."""
        agencies = agencies_to_refer_for(self.principal)
        field: Any = self.fields["agency"]
        field.queryset = agencies
        only = list(agencies[:2])
        if len(only) == 1:
            field.initial = self.initial["agency"] = only[0].pk
            field.widget = forms.HiddenInput()

    def clean_aware_on(self) -> Any:
        return _not_to_come(self.cleaned_data["aware_on"])

    def clean_referred_on(self) -> Any:
        return _not_to_come(self.cleaned_data["referred_on"] or timezone.localdate())


class ReferralAddForm(WarnsOfNames, forms.Form):
    text = forms.CharField(
        label="What you want to add",
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="Write “the mother”, “the younger child”. No names, dates of birth or addresses",
        error_messages={"required": "Type what you want to add"},
    )


def _not_to_come(day: Any) -> Any:
    if day and day > timezone.localdate():
        raise forms.ValidationError("This day is still to come. Type the day on which it happened")
    return day
