"""Contributions, budget lines, reserves."""

from partnership import models
from partnership.registers.filters import RegisterFilter, ValuesFilter


class ContributionFilter(RegisterFilter):
    financial_year = ValuesFilter(label="Financial year")

    class Meta(RegisterFilter.Meta):
        model = models.Contribution
        fields = ["board", "financial_year", "agency"]


class BudgetLineFilter(RegisterFilter):
    financial_year = ValuesFilter(label="Financial year")

    class Meta(RegisterFilter.Meta):
        model = models.BudgetLine
        fields = ["board", "financial_year", "kind"]


class ReserveFilter(RegisterFilter):
    financial_year = ValuesFilter(label="Financial year")

    class Meta(RegisterFilter.Meta):
        model = models.Reserve
        fields = ["board", "financial_year"]
