"""A workbook as it is uploaded."""

from django import forms
from django.core.files.uploadedfile import UploadedFile

ENDING = ".xlsx"
LARGEST_MB = 25


class WorkbookForm(forms.Form):
    """One .xlsx file. Whether it is a sound workbook is found out by a job."""

    file = forms.FileField(
        label="The workbook",
        help_text=f"An Excel workbook (.xlsx) of at most {LARGEST_MB} MB",
        max_length=300,
        widget=forms.FileInput(attrs={"accept": ENDING}),
        error_messages={
            "required": "Choose the workbook that you want to import",
            "empty": "This file is empty. Choose another",
            "max_length": "The name of this file is too long. Give it a shorter one and choose it again",
        },
    )

    def clean_file(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["file"]
        if not (file.name or "").lower().endswith(ENDING):
            raise forms.ValidationError(
                f"This is not an Excel workbook. Save it in Excel as a workbook ({ENDING}) and choose that file"
            )
        if (file.size or 0) > LARGEST_MB * 2**20:
            raise forms.ValidationError(
                f"This file is larger than {LARGEST_MB} MB. Take out pictures and empty rows, or import it in parts"
            )
        return file


class ExportForm(forms.Form):
    """Why all records leave the portal."""

    reason = forms.CharField(
        label="Why do you take them away?",
        help_text="It stands in the read log of every restricted record that is in the workbook",
        max_length=300,
        error_messages={"required": "Say why the records leave the portal"},
    )
