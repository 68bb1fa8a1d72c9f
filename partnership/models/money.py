"""Contributions, budget and reserves of a board and a financial year. Totals are always computed."""

from typing import Any

from django.db import models
from simple_history.models import HistoricalRecords

from partnership.enums import BudgetKind, InvoiceState
from partnership.models.bodies import Agency, Board
from partnership.models.fields import ONE_LINE, MoneyField, YearField, in_choices, key_field
from partnership.models.maintained import Maintained, Versioned
from partnership.policy import ScopedQuerySet


class Contribution(Maintained):
    """What an agency, or another budget holder, gives in a financial year."""

    policy_subject = "money"
    board_lookup = "board"
    agency_lookups = ("agency",)

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="contributions")
    financial_year = YearField()
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="contributions")
    holder = models.CharField(max_length=ONE_LINE, blank=True)
    holder_key = key_field()
    agreed = MoneyField()
    received = MoneyField(null=True, blank=True)
    note = models.TextField(blank=True)
    shared_with = models.ManyToManyField(Board, blank=True, related_name="shared_contributions")
    invoice = models.CharField(max_length=10, choices=InvoiceState.choices, default=InvoiceState.NOT_RAISED)
    history = HistoricalRecords(m2m_fields=[shared_with])

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["board", "financial_year", "id"]
        constraints = [
            in_choices("invoice", InvoiceState, "contribution_invoice_known"),
            models.CheckConstraint(
                condition=models.Q(agency__isnull=False, holder="")
                | (models.Q(agency__isnull=True) & ~models.Q(holder="")),
                name="contribution_agency_or_holder",
            ),
            models.UniqueConstraint(
                fields=["board", "financial_year", "agency"],
                condition=models.Q(agency__isnull=False),
                name="contribution_unique_agency",
            ),
            models.UniqueConstraint(
                fields=["board", "financial_year", "holder_key"],
                condition=models.Q(agency__isnull=True),
                name="contribution_unique_holder",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.contributor}, {self.financial_year}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.holder_key = self.holder.casefold()
        super().save(*args, **kwargs)

    @property
    def contributor(self) -> str:
        """The name as printed."""
        return self.agency.name if self.agency else self.holder


class FundingShare(Versioned):
    """What share of a year's joint funding an agency bears; the shares of a board and a year make 100 %."""

    policy_subject = "money"
    board_lookup = "board"
    agency_lookups = ("agency",)

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="funding_shares")
    financial_year = YearField()
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="funding_shares")
    share = models.DecimalField("share in per cent", max_digits=5, decimal_places=2)
    history = HistoricalRecords()

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["board", "financial_year", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["board", "financial_year", "agency"], name="funding_share_one_an_agency_and_year"
            ),
            models.CheckConstraint(
                condition=models.Q(share__gt=0, share__lte=100), name="funding_share_is_a_percentage"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agency}, {self.financial_year}: {self.share} %"


class BudgetLine(Maintained):
    """Budget and actual of one category of income or expenditure."""

    policy_subject = "money"
    board_lookup = "board"

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="budget_lines")
    financial_year = YearField()
    kind = models.CharField(max_length=11, choices=BudgetKind.choices)
    category = models.CharField(max_length=ONE_LINE)
    category_key = key_field()
    budget = MoneyField(null=True, blank=True)
    actual = MoneyField(null=True, blank=True)
    note = models.TextField(blank=True)
    shared_with = models.ManyToManyField(Board, blank=True, related_name="shared_budget_lines")
    history = HistoricalRecords(m2m_fields=[shared_with])

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["board", "financial_year", "kind", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["board", "financial_year", "kind", "category_key"], name="budget_line_unique_category"
            ),
            in_choices("kind", BudgetKind, "budget_kind_known"),
        ]

    def __str__(self) -> str:
        return f"{self.category}, {self.financial_year}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.category_key = self.category.casefold()
        super().save(*args, **kwargs)


class Reserve(Maintained):
    """What a board holds at the start and the end of a financial year."""

    policy_subject = "money"
    board_lookup = "board"

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="reserves")
    financial_year = YearField()
    opening = MoneyField(null=True, blank=True)
    closing = MoneyField(null=True, blank=True)
    history = HistoricalRecords()

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["board", "financial_year"]
        constraints = [models.UniqueConstraint(fields=["board", "financial_year"], name="reserve_one_a_year")]

    def __str__(self) -> str:
        return f"Reserves of {self.board}, {self.financial_year}"
