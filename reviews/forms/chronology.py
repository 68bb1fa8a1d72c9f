"""Entries of a chronology and answers, as an agency writes them; and how the merged chronology is taken away."""

import hashlib
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils import timezone

from partnership.formats import date_words
from partnership.forms.choices import OneRowField
from partnership.forms.identifying import WarnsOfNames
from partnership.forms.uploads import WorkbookForm
from partnership.models import Agency
from partnership.registers.fields import UKDateField
from partnership.registers.forms import RegisterForm
from partnership.services.reasons import LONGEST_REASON
from reviews.models import ChronologyEntry, ReturnAnswer
from reviews.selectors.chronology import Narrowed

#: Entries on one page.
PAGE = 25
LONGEST_PASTE = 500_000
TOO_MUCH = "This is too much at once. Bring it in parts"
ROLES = "Use roles, not names: “class teacher”, “mother”, “the child”"


class EntryForm(WarnsOfNames, RegisterForm):
    """One thing that happened."""

    class Meta(RegisterForm.Meta):
        model = ChronologyEntry
        fields = ["happened_on", "happened_at", "source", "what", "comment"]
        help_texts = {"source": "Such as “School attendance record”", "what": ROLES}

    def clean_happened_on(self) -> date:
        day: date = self.cleaned_data["happened_on"]
        if day > timezone.localdate():
            raise ValidationError("This day is still to come. A chronology says what has happened")
        return day


class AnswerForm(WarnsOfNames, RegisterForm):
    """The answer to one question."""

    class Meta(RegisterForm.Meta):
        model = ReturnAnswer
        fields = ["text"]
        labels = {"text": "Your answer"}
        help_texts = {"text": ROLES}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = "Your answer"
        self.fields["text"].required = True
        self.fields["text"].error_messages["required"] = "Write your answer"
        self.fields["text"].widget.attrs["rows"] = 12


class RemoveForm(forms.Form):
    reason = forms.CharField(
        label="Why?",
        max_length=LONGEST_REASON,
        help_text=f"In one sentence of at most {LONGEST_REASON} characters. The entry is kept in the archive",
        error_messages={"required": "Say why, so that whoever looks for it later understands"},
    )


class PasteForm(forms.Form):
    """A table as it was copied; `names_checked` says that a person has looked at words that may be names.

    `shown` is the mark of the text whose preview the person has seen.
    """

    table = forms.CharField(
        label="Rows from Excel",
        help_text="Copy the rows of your table and paste them here. The columns are: date, time, where it is recorded, "
        "what happened, what your agency thinks of it. The first row may hold these words",
        max_length=LONGEST_PASTE,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 12}),
        error_messages={
            "required": "Paste the rows of your table",
            "max_length": TOO_MUCH,
        },
    )
    names_checked = forms.BooleanField(
        label="I have checked these words. They tell nobody’s name, date of birth or address", required=False
    )
    shown = forms.CharField(required=False, widget=forms.HiddenInput)

    @property
    def mark(self) -> str:
        """Names the text; browsers end lines in their own way."""
        return hashlib.sha256("\n".join(self.cleaned_data["table"].splitlines()).encode()).hexdigest()


class TemplateForm(WorkbookForm):
    """The filled-in template."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        file = self.fields["file"]
        file.label = "The filled-in template"
        file.help_text = (
            "The Excel file that you downloaded here and filled in. You see what it says before it is saved"
        )
        file.error_messages["required"] = "Choose the template that you have filled in"


class ChronologyExportForm(forms.Form):
    """Why the chronology leaves the portal, and as what."""

    reason = forms.CharField(
        label="What do you need it for?",
        max_length=LONGEST_REASON,
        help_text="Your reason stands in the read log",
        error_messages={"required": "Say what you need the chronology for"},
    )
    extension = forms.ChoiceField(
        label="As what?",
        choices=[("xlsx", "Excel"), ("csv", "CSV")],
        initial="xlsx",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose Excel or CSV"},
    )


class ChronologyFilterForm(forms.Form):
    """What of the merged chronology is shown."""

    agency = OneRowField(queryset=Agency.objects.none(), label="Agency", required=False, empty_label="All")
    since = UKDateField(label="From", required=False)
    until = UKDateField(label="To", required=False)
    size = forms.TypedChoiceField(
        label="Entries on a page", choices=[("", "25"), ("50", "50")], coerce=int, empty_value=None, required=False
    )

    def __init__(self, data: Any, *, agencies: QuerySet[Agency]) -> None:
        super().__init__(data)
        self.fields["agency"].queryset = agencies  # type: ignore[attr-defined]  # a field of rows

    def narrowed(self) -> Narrowed:
        """What is asked for; nothing of it where the form holds a mistake."""
        if not self.is_valid():
            return Narrowed()
        given = self.cleaned_data
        return Narrowed(agency=given["agency"], since=given["since"], until=given["until"])

    def words(self) -> list[str]:
        """The same in words."""
        asked = self.narrowed()
        found = [asked.agency.name if asked.agency else ""]
        found += [f"from {date_words(asked.since)}" if asked.since else ""]
        return [one for one in [*found, f"until {date_words(asked.until)}" if asked.until else ""] if one]
