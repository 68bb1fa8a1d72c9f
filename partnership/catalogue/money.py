"""Contributions, budget and reserves."""

from partnership import filters, models, tables
from partnership.forms.money import BudgetLineForm, ContributionForm, ReserveForm
from partnership.registers import Register
from partnership.services.money import CONTRIBUTIONS

YEAR = ("financial_year", "Financial year")
BOARD = ("board", "Partnership")

REGISTERS = (
    Register(
        model=models.Contribution,
        noun="contribution",
        plural="contributions",
        place="plan",
        about="What each partner agreed to give in a financial year, and what came in.",
        table=tables.ContributionTable,
        filterset=filters.ContributionFilter,
        related=("board", "agency"),
        facts=(BOARD, YEAR, "agency", "holder", "agreed", "received", "invoice", "shared_with"),
        texts=("note",),
        form=ContributionForm,
        create=CONTRIBUTIONS.create,
        change=CONTRIBUTIONS.change,
        bulk=("invoice",),
    ),
    Register(
        model=models.BudgetLine,
        noun="budget line",
        plural="budget lines",
        place="plan",
        about="Income and expenditure by category: budget and actual.",
        table=tables.BudgetLineTable,
        filterset=filters.BudgetLineFilter,
        related=("board",),
        facts=(BOARD, YEAR, "kind", "budget", "actual", "shared_with"),
        texts=("note",),
        form=BudgetLineForm,
    ),
    Register(
        model=models.Reserve,
        noun="reserve",
        plural="reserves",
        place="plan",
        about="What each partnership holds at the start and the end of a financial year.",
        table=tables.ReserveTable,
        filterset=filters.ReserveFilter,
        related=("board",),
        facts=(BOARD, YEAR, ("opening", "At the start"), ("closing", "At the end")),
        form=ReserveForm,
    ),
)

CONTRIBUTION, BUDGET_LINE, RESERVE = REGISTERS
