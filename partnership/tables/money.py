"""Contributions, budget lines, reserves."""

from partnership.registers.tables import (
    Name,
    Number,
    Plain,
    RegisterTable,
)


class ContributionTable(RegisterTable):
    contributor = Name("contributor", "Contributor", sort="agency__name")
    board = Plain("board__name", "Partnership")
    year = Plain("financial_year", "Financial year")
    agreed = Number("agreed", "Agreed")
    received = Number("received", "Received")

    class Meta:
        order_by = "-year"


class BudgetLineTable(RegisterTable):
    category = Name("category", "Category", sort="category_key", second="kind")
    board = Plain("board__name", "Partnership")
    year = Plain("financial_year", "Financial year")
    budget = Number("budget", "Budget")
    actual = Number("actual", "Actual")

    class Meta:
        order_by = "-year"


class ReserveTable(RegisterTable):
    board = Name("board__name", "Partnership")
    year = Plain("financial_year", "Financial year")
    opening = Number("opening", "At the start")
    closing = Number("closing", "At the end")

    class Meta:
        order_by = "-year"
