"""Rows of the grids: contributions, budget lines, shares of the funding formula, values of an indicator."""

from decimal import Decimal
from typing import Any

from django import forms

from partnership import faults
from partnership.enums import Area, BudgetKind, InvoiceState, Qualifier
from partnership.forms.choices import OneRowField
from partnership.models import Agency
from partnership.models.fields import ONE_LINE
from partnership.principals import Principal
from partnership.registers.fields import MoneyInputField
from partnership.registers.grid import GridRow, scoped_choice


class AmountField(MoneyInputField):
    """Pounds, shown with their thousands parted."""

    def prepare_value(self, value: Any) -> Any:
        return f"{value:,.2f}" if isinstance(value, Decimal) else value


class FigureInputField(forms.DecimalField):
    """A number with up to six decimals; 1,326 and 73% are understood."""

    def __init__(self, *, label: str, decimals: int = 6, **kwargs: Any) -> None:
        super().__init__(label=label, required=False, max_digits=20, decimal_places=decimals, **kwargs)
        self.widget = forms.TextInput(attrs={"class": "govuk-input--width-5", "inputmode": "decimal"})
        self.error_messages["invalid"] = "Type a number, such as 1,326 or 26.3"

    def prepare_value(self, value: Any) -> Any:
        return f"{value.normalize():f}" if isinstance(value, Decimal) else value

    def to_python(self, value: Any) -> Any:
        text = value.replace(",", "").replace("%", "").replace("−", "-").strip() if isinstance(value, str) else value
        return super().to_python(text)


def _text(label: str, size: int = 20, **kwargs: Any) -> forms.CharField:
    widget = forms.TextInput(attrs={"class": f"govuk-input--width-{size}"})
    return forms.CharField(label=label, required=False, widget=widget, **kwargs)


def _choice(label: str, choices: Any, empty: str = "") -> forms.ChoiceField:
    return forms.ChoiceField(label=label, required=False, choices=[*([("", empty)] if empty else []), *choices])


class OfAgency(GridRow):
    """A row of an agency, which is fixed once the row is named."""

    agency = OneRowField(label="Agency", queryset=Agency.objects.none(), required=False, empty_label="Choose")

    def __init__(self, *args: Any, principal: Principal, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.stored is not None:
            del self.fields["agency"]
            return
        scoped_choice(self.fields["agency"], Agency.objects.visible_to(principal))  # type: ignore[arg-type]  # it is one
        if self.name:
            self.fields["agency"].widget = forms.HiddenInput()


class ContributionRow(OfAgency):
    filled, identity = ("agreed", "received"), ("agency", "holder")
    needed = {"agreed": "Type the amount that was agreed, or 0"}
    rule = staticmethod(faults.contribution_faults)

    holder = _text("Another budget holder", max_length=ONE_LINE)
    agreed = AmountField(label="Agreed", required=False)
    received = AmountField(label="Received", required=False)
    invoice = _choice("Invoice", InvoiceState.choices)
    note = _text("Note")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.stored is not None:
            del self.fields["holder"]
        elif self.name:
            self.fields["holder"].widget = forms.HiddenInput()

    def name_of(self, stored: Any) -> str:
        return str(stored.contributor)

    def clean_invoice(self) -> str:
        return self.cleaned_data["invoice"] or InvoiceState.NOT_RAISED


class BudgetRow(GridRow):
    filled, identity = ("budget", "actual"), ("category",)
    needed = {"category": "Type the category", "kind": "Choose income or expenditure"}
    rule = staticmethod(faults.no_faults)

    kind = _choice("Kind", BudgetKind.choices, "Choose")
    category = _text("Category", max_length=ONE_LINE)
    budget = AmountField(label="Budget", required=False)
    actual = AmountField(label="Actual", required=False)
    note = _text("Note")

    def name_of(self, stored: Any) -> str:
        return str(stored.category)


class ShareRow(OfAgency):
    filled, identity = ("share",), ("agency",)
    needed = {"agency": "Choose the agency", "share": "Type the share, or take the row out"}

    share = FigureInputField(label="Share in per cent", decimals=2, min_value=Decimal("0.01"), max_value=Decimal(100))

    rule = staticmethod(faults.no_faults)

    def name_of(self, stored: Any) -> str:
        return str(stored.agency.name)


class ValueRow(GridRow):
    filled, identity = ("value", "numerator", "denominator"), ("area", "area_name", "breakdown")
    needed = {"area": "Choose the area"}
    rule = staticmethod(faults.indicator_value_faults)

    area = _choice("Area", Area.choices, "Choose")
    area_name = _text("Name of the area", 10, max_length=ONE_LINE)
    breakdown = _text("Breakdown", 10, max_length=ONE_LINE)
    value = FigureInputField(label="Value")
    numerator = FigureInputField(label="Numerator")
    denominator = FigureInputField(label="Denominator")
    qualifier = _choice("Qualifier", Qualifier.choices, "None")
    note = _text("Note", 10)

    def name_of(self, stored: Any) -> str:
        parts = (stored.get_area_display(), stored.area_name, stored.breakdown)
        return ", ".join(part for part in parts if part)
