"""The period to which values belong."""

from django import forms

from partnership.registers.fields import PeriodInputField


class PeriodForm(forms.Form):
    """Stands above the grid of an indicator's values: changing it moves all of them."""

    period = PeriodInputField(
        label="Period",
        error_messages={"required": "Type the period to which these values belong, such as 2026-27 Q1"},
    )
