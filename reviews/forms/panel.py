"""The panel, its meetings and what runs beside a review, as a person types them."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from partnership.forms.choices import OneRowField
from partnership.forms.identifying import WarnsOfNames
from partnership.forms.users import LONGEST_REASON, in_a_year
from partnership.models import Agency, User
from partnership.registers.fields import UKDateField
from partnership.registers.forms import NamedField, RegisterForm
from reviews.enums import EventKind, PanelPart, ProcessKind
from reviews.models import LearningEvent, ParallelProcess
from reviews.selectors.pseudonyms import pseudonyms_of


class MemberForm(forms.Form):
    """Somebody's part in a review: of somebody with an account, or by name."""

    part = forms.ChoiceField(
        label="Part",
        choices=PanelPart.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the part", "invalid_choice": "Choose a part from the list"},
    )
    user = OneRowField(
        queryset=User.objects.none(),
        label="Who (if they have an account)",
        required=False,
        empty_label="Nobody with an account",
        help_text="They can open this review from now on, and nothing more, until their part ends",
        error_messages={"invalid_choice": "Choose somebody from the list"},
    )
    name = forms.CharField(
        label="Name (of somebody without an account)",
        required=False,
        max_length=200,
        help_text="They cannot open anything in the portal",
    )
    agency = NamedField(
        queryset=Agency.objects.none(),
        label="Agency (if they come for one)",
        required=False,
        empty_label="None",
        error_messages={"invalid_choice": "Choose an agency from the list"},
    )
    joined_on = UKDateField(label="From", error_messages={"required": "Type the first day"})
    ends_on = UKDateField(
        label="Until at the latest",
        help_text="They are named on the review no longer than that, 12 months at most",
        error_messages={"required": "Type a last day"},
    )

    def __init__(self, *args: Any, people: Any, agencies: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        users, bodies = (self.fields[name] for name in ("user", "agency"))
        users.queryset, bodies.queryset = people, agencies  # type: ignore[attr-defined]  # fields of choices

    def clean_ends_on(self) -> date:
        day: date = self.cleaned_data["ends_on"]
        today = timezone.localdate()
        if not today <= day <= in_a_year(today):
            raise ValidationError("Type a day within the next 12 months")
        return day

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if bool(cleaned.get("user")) == bool(cleaned.get("name")) and "user" not in self.errors:
            self.add_error("name", "Choose somebody with an account or type a name, and not both")
        return cleaned

    def values(self) -> dict[str, Any]:
        """What is written of the part itself."""
        return {name: self.cleaned_data[name] for name in ("part", "user", "name", "agency", "joined_on")}


class ChangeMemberForm(forms.Form):
    """A part, corrected. Who it is stays: another person is another part."""

    part = forms.ChoiceField(label="Part", choices=PanelPart.choices, widget=forms.RadioSelect)
    agency = NamedField(
        queryset=Agency.objects.none(), label="Agency (if they come for one)", required=False, empty_label="None"
    )
    joined_on = UKDateField(label="From", error_messages={"required": "Type the first day"})
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, agencies: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["agency"]
        field.queryset = agencies

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("part", "agency", "joined_on")}


class EndPartForm(forms.Form):
    """The last day of a part."""

    left_on = UKDateField(
        label="Last day",
        help_text="They can open the review until the end of this day. Yesterday’s date ends it at once",
        error_messages={"required": "Type the last day"},
    )
    reason = forms.CharField(
        label="Why", max_length=LONGEST_REASON, error_messages={"required": "Say why, in one sentence"}
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class _AboutReview(WarnsOfNames):
    """The instance's review tells which names may stand in the words."""

    def known_names(self) -> frozenset[str]:
        return pseudonyms_of(self.instance.review)  # type: ignore[attr-defined]  # of the form that it is mixed into


class EventForm(_AboutReview, RegisterForm):
    """A panel meeting or learning event, planned or held."""

    not_watched = ("where",)

    class Meta(RegisterForm.Meta):
        model = LearningEvent
        fields = ["kind", "held_on", "starts_at", "where", "about", "agencies", "came", "heard"]
        labels = {"kind": "What is it?", "agencies": "Who is asked to come", "heard": "What was said"}
        help_texts = {"heard": "After it was held. Roles instead of names"}
        widgets = {"kind": forms.RadioSelect(choices=EventKind.choices)}


class ProcessForm(_AboutReview, RegisterForm):
    """Something that runs beside the review."""

    not_watched = ("contact",)

    class Meta(RegisterForm.Meta):
        model = ParallelProcess
        fields = ["kind", "where_it_stands", "began_on", "next_on", "ended_on", "contact"]
        labels = {"kind": "What is it?"}
        help_texts = {"contact": "Such as the coroner’s officer, with a telephone number"}
        widgets = {"kind": forms.RadioSelect(choices=ProcessKind.choices)}
