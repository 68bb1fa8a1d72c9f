"""Adding files and comments."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from partnership.exceptions import DomainError
from partnership.forms.identifying import AsksAboutNames
from partnership.identifying import pseudonyms_on
from partnership.models import Record
from partnership.models.fields import ONE_LINE
from partnership.uploads_guard import KINDS, KINDS_IN_WORDS, LARGEST_MB, CheckedFile, checked

LONGEST_COMMENT = 5_000


class HangingForm(AsksAboutNames):
    """Words that hang on a row, in which the pseudonyms of its record may stand; `record` is of its own kind."""

    def __init__(self, *args: Any, record: Record | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.record = record

    def known_names(self) -> Collection[str]:
        return {*super().known_names(), *pseudonyms_on(self.record, self.principal)}


class AttachmentForm(HangingForm):
    """One file, and what it is."""

    file = forms.FileField(
        label="The file",
        help_text=f"{KINDS_IN_WORDS}, at most {LARGEST_MB} MB. Pictures are kept without the place and camera in them",
        widget=forms.FileInput(attrs={"accept": ",".join(KINDS)}),
        error_messages={
            "required": "Choose the file that you want to add",
            "empty": "This file is empty. Choose another",
        },
    )
    description = forms.CharField(
        label="What it is (if its name does not say)",
        help_text="For example “Pilot summary, April 2026”. Do not name a child",
        max_length=ONE_LINE,
        required=False,
    )

    def clean_file(self) -> CheckedFile:
        file: UploadedFile = self.cleaned_data["file"]
        try:
            return checked(file)
        except DomainError as refusal:
            raise forms.ValidationError(refusal.message) from refusal


class CommentForm(HangingForm):
    """What somebody says about a row."""

    text = forms.CharField(
        label="Your comment",
        help_text="Everybody who can see this page can read it",
        max_length=LONGEST_COMMENT,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={
            "required": "Write your comment before you add it",
            "max_length": f"A comment has at most {LONGEST_COMMENT:,} characters. Shorten it or add a file",
        },
    )
