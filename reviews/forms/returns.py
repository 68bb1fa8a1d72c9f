"""Asking agencies for returns, chasing them, sending them in. What is typed here is kept in the return alone."""

from collections.abc import Iterable
from typing import Any

from django import forms

from partnership.formats import date_words
from partnership.forms.choices import SomeRowsField
from partnership.forms.identifying import WarnsOfNames
from partnership.models import User
from partnership.models.fields import ONE_LINE
from partnership.registers.fields import LinesField, UKDateField
from partnership.registers.forms import RegisterForm
from reviews.enums import ReturnKind
from reviews.forms.texts import OfReviewForm
from reviews.models import AgencyReturn
from reviews.selectors.returns import Askable, Choices, people_of
from reviews.services.returns import Asked

LONGEST_TEXT = 5_000
LONGEST_QUESTIONS = 20
SENIOR_HINT = "Name and post of who signs the return off"


def text_field(label: str, missing: str, *, required: bool = True, hint: str = "") -> forms.CharField:
    """Words to the other side."""
    return forms.CharField(
        label=label,
        help_text=hint,
        required=required,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": missing},
    )


class PeopleField(SomeRowsField):
    """People of an agency, by name."""

    def __init__(self, people: Iterable[User], **kwargs: Any) -> None:
        queryset = User.objects.filter(pk__in=[user.pk for user in people]).order_by("name")
        super().__init__(queryset, widget=forms.CheckboxSelectMultiple, **kwargs)


class AskForm(OfReviewForm):
    """Several agencies at once: of each who is asked and who signs it off; an agency without a tick is not asked."""

    kind = forms.ChoiceField(choices=ReturnKind.choices, widget=forms.HiddenInput)  # chosen before: questions follow
    due_on = UKDateField(label="Due", error_messages={"required": "Type the date by which you need it"})
    latest_on = UKDateField(
        label="Latest date that can be given (if any)", required=False, help_text="The agency may ask for more time"
    )
    period_from = UKDateField(label="Records from (if known)", required=False)
    period_to = UKDateField(label="Records until (if known)", required=False)
    questions = LinesField(
        label="Questions (if any)", required=False, help_text=f"At most {LONGEST_QUESTIONS}. Write nobody’s name"
    )
    text = text_field("Message (if any)", "", required=False, hint="All who are asked read it with the request")

    def __init__(self, *args: Any, choices: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choices = choices
        for one in choices.askable:
            key = one.agency.pk
            self.fields[f"people_{key}"] = PeopleField(one.people, label=one.agency.name, required=False)
            self.fields[f"senior_{key}"] = forms.CharField(
                label=f"Who signs it off at {one.agency.name} (if known)", required=False, max_length=ONE_LINE
            )
        self.not_watched = [name for name in self.fields if name.startswith("senior_")]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if len(cleaned.get("questions") or ()) > LONGEST_QUESTIONS:
            self.add_error("questions", f"Ask at most {LONGEST_QUESTIONS} questions")
        first, last = cleaned.get("period_from"), cleaned.get("period_to")
        if first and last and last < first:
            self.add_error("period_to", f"The records begin on {date_words(first)}. Type a later day for their end")
        if self.choices.askable and not any(cleaned.get(f"people_{one.agency.pk}") for one in self.choices.askable):
            self.add_error(f"people_{self.choices.askable[0].agency.pk}", "Choose who is asked, of at least one agency")
        return cleaned

    def asked(self) -> list[Asked]:
        """Whom to ask; only after `is_valid`."""
        return [self._asked(one) for one in self.choices.askable if self.cleaned_data[f"people_{one.agency.pk}"]]

    def terms(self) -> dict[str, Any]:
        """What all of their returns share."""
        shared = ("kind", "due_on", "latest_on", "period_from", "period_to", "questions")
        return {name: self.cleaned_data[name] for name in shared}

    def agencies(self) -> list[tuple[Any, Any]]:
        """The fields of each agency: its people, and its senior."""
        keys = [one.agency.pk for one in self.choices.askable]
        return [(self[f"people_{key}"], self[f"senior_{key}"]) for key in keys]

    def _asked(self, one: Askable) -> Asked:
        people = list(self.cleaned_data[f"people_{one.agency.pk}"])
        return Asked(one.agency, people, self.cleaned_data[f"senior_{one.agency.pk}"])


class ReturnForm(RegisterForm):
    """Who is asked, by when, for which records."""

    class Meta(RegisterForm.Meta):
        model = AgencyReturn
        fields = ["due_on", "latest_on", "period_from", "period_to", "senior"]
        help_texts = {"senior": SENIOR_HINT}

    field_order = ["people", *Meta.fields]

    def __init__(self, *args: Any, today: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        row = self.instance
        free = people_of(row.review, row.agency, today)
        self.fields["people"] = PeopleField(
            [*row.people.all(), *free],
            label="Who is asked",
            initial=[person.pk for person in row.people.all()],
            error_messages={"required": "Choose who is asked"},
        )
        self.order_fields(self.field_order)


class NoteForm(WarnsOfNames, forms.Form):
    """Words to the other side. What an agency types never tells it a pseudonym that it was not given."""

    text = text_field("Message", "Write your message")


class ReminderForm(OfReviewForm):
    text = text_field("Reminder", "Write what you need, and what for", hint="Those who are asked read it")


class NewDateForm(WarnsOfNames, forms.Form):
    due_on = UKDateField(label="New date", error_messages={"required": "Type the date that you can keep"})
    reason = text_field("Why do you need more time?", "Say why the date cannot be kept")


class DateAnswerForm(OfReviewForm):
    agreed = forms.TypedChoiceField(
        label="Your answer",
        choices=[("yes", "Agree: the date moves"), ("no", "Refuse: the date stays")],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether the date moves or stays"},
    )
    text = text_field("Why? (if you refuse)", "", required=False, hint="Whoever asked reads it")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("agreed") is False and not cleaned.get("text"):
            self.add_error("text", "Say why the date stays: whoever asked reads it")
        return cleaned


class SendBackForm(OfReviewForm):
    version = forms.IntegerField(widget=forms.HiddenInput)
    reason = text_field("What is to be changed?", "Say what is to be changed", hint="Those who are asked read it")


class LockForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)


class SendForm(forms.Form):
    """The word of the agency's senior."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    senior = forms.CharField(
        label="Who has read and agreed it?",
        help_text=SENIOR_HINT,
        max_length=ONE_LINE,
        error_messages={"required": "Type the name and post of who has read and agreed it"},
    )
    agreed = forms.BooleanField(
        label="This person has read the return and agrees with all of it",
        error_messages={"required": "Tick the box once this person has read and agreed it"},
    )
    holds_nothing = forms.BooleanField(
        label="Our records hold nothing for the period that is asked for", required=False
    )

    def __init__(self, *args: Any, may_hold_nothing: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_hold_nothing:
            del self.fields["holds_nothing"]
