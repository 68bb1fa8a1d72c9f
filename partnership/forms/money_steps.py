"""A year of money to open, and a total to share out."""

from decimal import Decimal
from typing import Any

from django import forms

from partnership.forms.choices import OneRowField
from partnership.forms.grids import AmountField
from partnership.models import Board
from partnership.registers.fields import YearInputField


class YearForm(forms.Form):
    """Which partnership and which financial year."""

    board = OneRowField(
        queryset=Board.objects.none(),
        label="Partnership",
        empty_label=None,
        error_messages={"required": "Choose the partnership", "invalid_choice": "Choose the partnership from the list"},
    )
    year = YearInputField(label="Financial year", error_messages={"required": "Type a financial year, such as 2026-27"})

    def __init__(self, *args: Any, boards: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["board"].queryset = boards  # type: ignore[attr-defined]  # a ModelChoiceField


class TotalForm(forms.Form):
    """What all agencies together are to give."""

    total = AmountField(
        label="Total to share out",
        min_value=Decimal("0.01"),
        help_text="In pounds, for example £412,500.00",
        error_messages={"required": "Type the total to share out", "min_value": "Type an amount above £0"},
    )
