"""Contributions, budget lines and reserves, as a person types them one by one; grids are in forms/grids.py."""

from partnership import faults, models
from partnership.forms.registers import RuledForm
from partnership.registers.forms import RegisterForm

_YEAR_AND_BOARD = {"board": "Partnership", "financial_year": "Financial year"}


class ContributionForm(RuledForm):
    not_watched = ("note",)
    rule = staticmethod(faults.contribution_faults)

    class Meta(RegisterForm.Meta):
        model = models.Contribution
        fields = [
            "board", "financial_year", "agency", "holder", "agreed", "received", "invoice", "note", "shared_with",
        ]  # fmt: skip
        labels = _YEAR_AND_BOARD | {
            "holder": "Another budget holder",
            "agreed": "Amount agreed",
            "received": "Amount received",
            "shared_with": "Other partnerships that it serves",
        }
        help_texts = {
            "agency": "Choose the agency, or type the name of another budget holder below",
            "received": "Blank as long as nothing came",
        }


class BudgetLineForm(RegisterForm):
    not_watched = ("note",)

    class Meta(RegisterForm.Meta):
        model = models.BudgetLine
        fields = ["board", "financial_year", "kind", "category", "budget", "actual", "note", "shared_with"]
        labels = _YEAR_AND_BOARD | {"shared_with": "Other partnerships that it serves"}


class ReserveForm(RegisterForm):
    class Meta(RegisterForm.Meta):
        model = models.Reserve
        fields = ["board", "financial_year", "opening", "closing"]
        labels = _YEAR_AND_BOARD | {"opening": "At the start of the year", "closing": "At the end of the year"}
