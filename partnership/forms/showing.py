"""Which partnership to show first."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from partnership.forms.choices import OneRowField
from partnership.models import Board


class ShowingForm(forms.Form):
    """One of the boards that may be seen, or all."""

    board = OneRowField(
        queryset=Board.objects.none(),
        label="Partnership",
        help_text="Lists begin with its records. A box on each list says so, and takes it away",
        empty_label="All partnerships",
        required=False,
        error_messages={"invalid_choice": "Choose one of the partnerships in the list"},
    )

    def __init__(self, *args: Any, boards: QuerySet[Board], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["board"].queryset = boards  # type: ignore[attr-defined]  # a ModelChoiceField
