"""Who has access to a record, as a person types it."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from partnership.enums import Visibility
from partnership.forms.choices import OneRowField
from partnership.forms.identifying import WarnsOfNames
from partnership.forms.users import LONGEST_REASON, in_a_year
from partnership.models import Agency, RoleGrant, User
from partnership.registers.fields import UKDateField
from partnership.registers.forms import NamedField

_WHAT_CLASSES_MEAN = {
    Visibility.PARTNERSHIP: "Open: everybody whose role opens it reads it",
    Visibility.RESTRICTED: "Restricted: the business manager, the scrutineer and named people read it",
    Visibility.SEALED: "Sealed: named people alone know of it",
}


def why(
    help_text: str, *, longest: int | None = None, missing: str = "Say why, in a sentence or two"
) -> forms.CharField:
    """A reason, in a sentence or more."""
    return forms.CharField(
        label="Why",
        help_text=help_text,
        max_length=longest,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": missing},
    )


class RoleField(OneRowField):
    """A person with a role that they hold."""

    def label_from_instance(self, grant: RoleGrant) -> str:
        held_for = grant.agency or grant.group or grant.board
        return f"{grant.user.name}, {grant.get_role_display().lower()}{f' ({held_for})' if held_for else ''}"


class UntilForm(WarnsOfNames, forms.Form):
    """Until when somebody is named, and why."""

    ends_on = UKDateField(
        label="Last day",
        help_text="The end of the review, or 12 months at most",
        error_messages={"required": "Type the last day on which they can open it"},
    )
    reason = why("It stands on the page “Who has access” and in the history", longest=300)

    def clean_ends_on(self) -> date:
        """Nobody is named for good."""
        day: date = self.cleaned_data["ends_on"]
        today = timezone.localdate()
        if day < today:
            raise ValidationError("This day is over. Type today or a later day")
        if day > in_a_year(today):
            raise ValidationError("12 months is the longest. It can be given again then")
        return day


class LongerForm(UntilForm):
    """A later last day for somebody who is named."""

    reason = why("It stands in the history of who has access", longest=LONGEST_REASON)
    version = forms.IntegerField(widget=forms.HiddenInput)


class NamingForm(UntilForm):
    """Somebody to name, in a role that they hold."""

    held = RoleField(
        queryset=RoleGrant.objects.none(),
        label="Who, and in which role",
        empty_label="Choose",
        help_text="People with a role that can be named on a record. Whoever is named already or has a "
        "conflict of interest is not here",
        error_messages={"required": "Choose who", "invalid_choice": "Choose somebody from the list"},
    )
    field_order = ["held", "ends_on", "reason"]

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["held"]
        field.queryset = people


class TakeOffForm(WarnsOfNames, forms.Form):
    """Why somebody is taken off."""

    reason = why("They can no longer open it from this minute on, and are told so", longest=LONGEST_REASON)
    version = forms.IntegerField(widget=forms.HiddenInput)


class OwnConflictForm(WarnsOfNames, forms.Form):
    """One's own conflict of interest."""

    reason = why(
        "The business manager, the scrutineer and the governance lead can read it, and nobody else. "
        "Say it without the name of a child or family",
        missing="Say what the conflict is, in a sentence or two",
    )


class ConflictForm(WarnsOfNames, forms.Form):
    """The conflict of a person or of an agency."""

    user = OneRowField(
        queryset=User.objects.filter(is_active=True).order_by("name"),
        label="Person (if it is one person)",
        required=False,
        empty_label="Nobody",
        error_messages={"invalid_choice": "Choose somebody from the list"},
    )
    agency = NamedField(
        queryset=Agency.objects.none(),
        label="Agency (if it is everybody who speaks for it)",
        required=False,
        empty_label="None",
        error_messages={"invalid_choice": "Choose an agency from the list"},
    )
    reason = why("Say it without the name of a child or family", missing="Say what the conflict is")

    def __init__(self, *args: Any, agencies: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["agency"]
        field.queryset = agencies

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if bool(cleaned.get("user")) == bool(cleaned.get("agency")) and not {"user", "agency"} & set(self.errors):
            self.add_error("user", "Choose a person or an agency, and not both")
        return cleaned


class EndForm(forms.Form):
    """Why a conflict of interest ends."""

    reason = why("Whoever had it can open the record again as far as their roles do")


class ClassForm(WarnsOfNames, forms.Form):
    """Another class for a record."""

    to = forms.ChoiceField(
        label="New class",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose a class", "invalid_choice": "Choose a class from the list"},
    )
    reason = why("It stands in the history of the record", longest=LONGEST_REASON)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, classes: list[Visibility], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["to"]
        field.choices = [(one.value, _WHAT_CLASSES_MEAN[one]) for one in classes]


class AnswerForm(forms.Form):
    """A second person's answer."""

    agreed = forms.TypedChoiceField(
        label="Your answer",
        widget=forms.RadioSelect,
        choices=[("yes", "Confirm it. It counts from now on"), ("no", "Refuse it. Nothing changes")],
        coerce=lambda value: value == "yes",
        error_messages={"required": "Choose an answer", "invalid_choice": "Choose an answer from the list"},
    )
    answer = forms.CharField(
        label="Why not (if you refuse it)", required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("agreed") is False and not cleaned.get("answer"):
            self.add_error("answer", "Say why not, so that whoever asked understands")
        return cleaned


class EmergencyForm(WarnsOfNames, forms.Form):
    """A record that is opened in an emergency."""

    not_watched = ("reference",)

    reference = forms.CharField(
        label="Reference of the record",
        help_text="As it stands in a message or a letter, such as NV-2026-02",
        error_messages={"required": "Type the reference of the record"},
        widget=forms.TextInput(attrs={"class": "govuk-input--width-20", "autocomplete": "off"}),
    )
    reason = why("It cannot wait for somebody who is named. Others read this today", longest=300)
