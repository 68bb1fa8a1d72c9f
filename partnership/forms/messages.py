"""Which messages somebody wants."""

from typing import Any

from django import forms

from partnership.enums import ALWAYS_SENT, MessageKind

CHOICES = [(kind.value, kind.label) for kind in MessageKind if kind not in ALWAYS_SENT]


class MessageChoiceForm(forms.Form):
    """A box for each kind that can be switched off; ticked means that it comes."""

    kinds = forms.MultipleChoiceField(
        choices=CHOICES,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        label="Messages that come",
        error_messages={"invalid_choice": "Choose from the messages in the list"},
    )

    def __init__(self, data: Any = None, *, refused: set[str]) -> None:
        super().__init__(data, initial={"kinds": [value for value, _ in CHOICES if value not in refused]})
