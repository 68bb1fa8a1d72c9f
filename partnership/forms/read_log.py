"""Taking the read log away."""

from django import forms

from partnership.models.fields import ONE_LINE

FORMATS = (("xlsx", "Excel"), ("csv", "CSV"))


class ReadLogExportForm(forms.Form):
    """Why the log leaves the portal, and as what."""

    reason = forms.CharField(
        label="Why do you take it away?",
        help_text="It stands in the read log, for example: asked for by the data protection officer, request 118",
        min_length=10,
        max_length=ONE_LINE,
        error_messages={
            "required": "Say why the read log leaves the portal",
            "min_length": "Say it in a few words, so that it can be understood in a year",
        },
    )
    extension = forms.ChoiceField(
        label="As what",
        choices=FORMATS,
        initial="xlsx",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose Excel or CSV", "invalid_choice": "Choose Excel or CSV"},
    )
