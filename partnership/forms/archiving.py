"""Why something is archived."""

from django import forms

from partnership.forms.identifying import AsksAboutNames


class ArchiveForm(AsksAboutNames):
    """One sentence for whoever looks for it later."""

    reason = forms.CharField(
        label="Why do you archive it?",
        help_text="Whoever looks for it later reads this",
        max_length=300,
        error_messages={"required": "Type why you archive it"},
    )
