"""Contributions, budget lines, reserves."""

import django_filters
from django.db.models import QuerySet

from partnership import models
from partnership.registers.filters import RegisterFilter, ValuesFilter
from partnership.selectors.money import that_are_owed


class ContributionFilter(RegisterFilter):
    financial_year = ValuesFilter(label="Financial year")

    received = django_filters.ChoiceFilter(
        label="Received", choices=[("owed", "Not all that was agreed")], method="that_came"
    )

    class Meta(RegisterFilter.Meta):
        model = models.Contribution
        fields = ["board", "financial_year", "agency", "received"]

    def that_came(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return that_are_owed(queryset)


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
