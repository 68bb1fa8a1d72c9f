"""Indicators, as a person types them; their values are typed on a grid (forms/grids.py)."""

from django import forms

from partnership import models
from partnership.forms.choices import SomeRowsField
from partnership.forms.registers import BOARDS
from partnership.models.fields import ONE_LINE
from partnership.registers.forms import RegisterForm


class IndicatorForm(RegisterForm):
    reference = forms.CharField(
        label="Code",
        max_length=ONE_LINE,
        required=False,
        help_text="Left blank, it gets the next one",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10"}),
    )
    boards = SomeRowsField(
        label="Partnership",
        queryset=models.Board.objects.all(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="None, where every partnership prints it",
    )

    class Meta(RegisterForm.Meta):
        model = models.Indicator
        fields = [
            "title", "theme", "unit", "polarity", "target", "definition", "source_agency", "year_basis",
            "small_numbers", "overlapping", "boards", "reference",
        ]  # fmt: skip
        labels = BOARDS | {
            "title": "Indicator",
            "polarity": "Which way is good",
            "source_agency": "Agency that gives the figures",
            "year_basis": "What a year means",
            "small_numbers": "Small numbers: counts need protection before they are published",
            "overlapping": "Breakdowns overlap, so that shares of the whole make no sense",
        }
        help_texts = {
            "theme": "The heading under which it is printed, for example Child protection",
            "year_basis": "Left blank, the financial year",
        }

    def clean_reference(self) -> str:
        code: str = self.cleaned_data["reference"]
        return code or self.instance.reference
