"""Forms of publication: releasing a report, its dates, withdrawing it, the Panel's copy."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from partnership.models.fields import ONE_LINE
from partnership.registers.fields import UKDateField, UKTimeField
from partnership.services.reasons import LONGEST_REASON
from reviews.forms.texts import OfReviewForm
from reviews.models import Review

NOW, LATER = "now", "later"
_DAY = timedelta(days=1)


def london(on: date, at: time) -> datetime:
    """A moment in Britain. Of an hour that comes twice the second is meant, so that nothing is public too early.

    ValidationError for the hour that is left out when the clocks go forward.
    """
    moment = datetime.combine(on, at, timezone.get_default_timezone()).replace(fold=1)
    if timezone.localtime(moment.astimezone(timezone.get_fixed_timezone(0))).time() != at:
        raise ValidationError("The clocks go forward in this hour, so this time does not come. Choose another")
    return moment


class DatesForm(forms.Form):
    """From when and until when. `on` and `at` are left out for what is public already."""

    #: What else there is to do about a time that has passed.
    otherwise = "withdraw the report and release it now"

    on = UKDateField(label="Public from", error_messages={"required": "Type the day from which it is public"})
    at = UKTimeField(label="At", error_messages={"required": "Type the time from which it is public"})
    withdraw_on = UKDateField(
        label="Public until (if it ends)", required=False, help_text="On this day it is public no more"
    )

    def __init__(self, *args: Any, is_public: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_public:
            del self.fields["on"], self.fields["at"]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        self._read_moment(cleaned)
        begins = timezone.localdate(cleaned["publish_at"]) if cleaned.get("publish_at") else timezone.localdate()
        ends = cleaned.get("withdraw_on")
        if ends and ends < max(begins, timezone.localdate()) + _DAY:
            self.add_error("withdraw_on", "Type a day after that from which it is public")
        return cleaned

    def _read_moment(self, cleaned: dict[str, Any]) -> None:
        if cleaned.get("on") and cleaned.get("at"):
            try:
                cleaned["publish_at"] = london(cleaned["on"], cleaned["at"])
            except ValidationError as error:
                self.add_error("at", error)
        if cleaned.get("publish_at") and cleaned["publish_at"] <= timezone.now():
            self.add_error("on", f"This time has passed. Type a later one, or {self.otherwise}")


class ReleaseForm(DatesForm, OfReviewForm):
    """`text_hash` is that of the words on the releaser's page."""

    not_watched = ("text_hash",)
    otherwise = "choose “Now”"

    text_hash = forms.CharField(widget=forms.HiddenInput)
    title = forms.CharField(
        label="Title for the public",
        max_length=ONE_LINE,
        help_text="A theme or a pseudonym. It stands on the public page and in the file",
        error_messages={"required": "Type the title for the public"},
    )
    when = forms.ChoiceField(
        label="When is it public?",
        choices=[(NOW, "Now"), (LATER, "From a later time, under embargo until then")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose when it is public"},
    )
    is_read = forms.BooleanField(
        label="I have read the words above. They tell nobody’s name, date of birth or address",
        error_messages={"required": "Read the words above, then tick the box"},
    )
    field_order = ["title", "when", "on", "at", "withdraw_on", "is_read", "names_checked", "text_hash"]

    def __init__(self, *args: Any, review: Review, **kwargs: Any) -> None:
        super().__init__(*args, review=review, **kwargs)
        self.fields["on"].label, self.fields["at"].label = "Day, if it is later", "Time, if it is later"
        if self.data.get("when") != LATER:
            self.fields["on"].required = self.fields["at"].required = False

    def _read_moment(self, cleaned: dict[str, Any]) -> None:
        if cleaned.get("when") == NOW:
            cleaned["publish_at"] = timezone.now()
            return
        super()._read_moment(cleaned)


class WithdrawForm(forms.Form):
    reason = forms.CharField(
        label="Why is it withdrawn?",
        max_length=ONE_LINE,
        help_text="Those named on the review read this. The public does not",
        error_messages={"required": "Type why it is withdrawn"},
    )


class RefuseForm(forms.Form):
    reason = forms.CharField(
        label="Why is it not published?",
        max_length=LONGEST_REASON,
        help_text=f"In one sentence of at most {LONGEST_REASON} characters. It stands in the history of the review",
        error_messages={"required": "Type why it is not published"},
    )


class PanelCopyForm(forms.Form):
    sent_on = UKDateField(
        label="The full report went to the Panel on",
        error_messages={"required": "Type the day on which it went to the Panel"},
    )
