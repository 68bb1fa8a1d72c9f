"""What is asked to pause a review, to let it go on, and to correct a clock."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from partnership.formats import date_words
from partnership.forms.identifying import WarnsOfNames
from partnership.registers.fields import UKDateField
from partnership.registers.forms import RegisterForm
from reviews.enums import PauseReason
from reviews.models import Pause
from reviews.selectors.clocks import RuleClock

#: The earliest of these that is known is the day on which a review began.
_BEGINNINGS = ("aware_on", "referred_on", "partners_aware_on", "considered_on", "commissioned_on")


def _not_before(day: date | None, began_on: date | None) -> date | None:
    if day and began_on and day < began_on:
        raise ValidationError(f"A pause cannot end before it begins. This one began on {date_words(began_on)}.")
    return day


class _AboutReview(WarnsOfNames):
    """`names` may stand in its words: the pseudonyms of the review."""

    def __init__(self, *args: Any, names: Collection[str] = (), **kwargs: Any) -> None:
        self.names = names
        super().__init__(*args, **kwargs)

    def known_names(self) -> Collection[str]:
        return self.names


class PauseForm(_AboutReview, RegisterForm):
    """A new pause; it begins today unless another day is typed."""

    class Meta(RegisterForm.Meta):
        model = Pause
        fields = ["reason", "starts_on", "words"]
        labels = {"reason": "Why does it stand still?", "words": "What is known of it"}
        widgets = {"reason": forms.RadioSelect}
        help_texts = {
            "starts_on": "The last day that still counts. The clocks stand still from the next one",
            "words": "Such as which court, and what has to happen first. It is kept with the review’s papers",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reason: Any = self.fields["reason"]
        reason.choices = PauseReason.choices
        reason.error_messages["required"] = "Choose why it stands still"
        if self.instance.pk is None:
            self.initial["starts_on"] = timezone.localdate()

    def clean_starts_on(self) -> date:
        """A review cannot stand still before anybody knew of it."""
        day: date = self.cleaned_data["starts_on"]
        began = min((on for name in _BEGINNINGS if (on := getattr(self.instance.review, name))), default=day)
        if day < began:
            raise ValidationError(f"The review began on {date_words(began)}. Type that day or a later one.")
        return day


class PauseCorrectForm(PauseForm):
    """A pause as it was entered."""

    class Meta(PauseForm.Meta):
        fields = ["reason", "starts_on", "ends_on", "words"]
        labels = {**PauseForm.Meta.labels, "ends_on": "Last day of the pause"}

    def clean_ends_on(self) -> date | None:
        return _not_before(self.cleaned_data["ends_on"], self.cleaned_data.get("starts_on"))


class ResumeForm(forms.Form):
    """The day on which a pause ends."""

    ends_on = UKDateField(
        label="Last day of the pause",
        help_text="The clocks run again from the next day",
        initial=timezone.localdate,
        error_messages={"required": "Type the last day of the pause"},
    )

    def __init__(self, *args: Any, began_on: date | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.began_on = began_on

    def clean_ends_on(self) -> date | None:
        return _not_before(self.cleaned_data["ends_on"], self.began_on)


class OverrideForm(_AboutReview):
    """Another last day for one clock of a review."""

    rule = forms.TypedChoiceField(
        label="Which clock?",
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the clock", "invalid_choice": "Choose the clock from the list"},
    )
    due_on = UKDateField(label="Its last day", error_messages={"required": "Type its last day"})
    reason = forms.CharField(
        label="Why is it another one?",
        help_text="It is shown beside the clock and is never removed",
        widget=forms.Textarea(attrs={"rows": 4, "data-draft": ""}),
        error_messages={"required": "Say why the last day is another one"},
    )

    def __init__(self, *args: Any, clocks: Iterable[RuleClock], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rule: Any = self.fields["rule"]
        rule.choices = [(one.rule.pk, f"{one.rule.name} ({one.clock.limit.words})") for one in clocks]
        if len(rule.choices) == 1:
            rule.initial = rule.choices[0][0]
