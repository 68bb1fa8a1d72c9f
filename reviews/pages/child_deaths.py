"""The pages of a child death, of a panel and of a reconciliation."""

from typing import Any

from django.urls import reverse

from partnership.policy import allows
from partnership.registers.page import DetailPage
from partnership.registers.parts import Button, Fact
from reviews.enums import DEATH_CATEGORIES
from reviews.marks.child_deaths import delay_words, months_waited


class ChildDeathPage(DetailPage):
    """A child death, with its national category, what it waits for and how long in words."""

    @property
    def summary(self) -> list[Fact]:
        months = months_waited(self.row)
        return [
            *super().summary,
            Fact("Category", DEATH_CATEGORIES.get(self.row.category, "")),
            Fact("Waits for", delay_words(self.row)),
            Fact("Months from death to review" if self.row.reviewed_on else "Months since the death", months),
        ]


class ReconciliationPage(DetailPage):
    """What a list of registered deaths and the panel's records have that the other has not."""

    template = "reviews/reconciliation.html"

    @property
    def buttons(self) -> list[Button]:
        again = [Button("Compare another list", reverse("reviews:reconciliation-create"))]
        return [*(again if allows(self.principal, "create", "reconciliation") else []), *super().buttons]

    @property
    def sides(self) -> list[dict[str, Any]]:
        """Both lists of what is missing, each with what it means."""
        return [
            {
                "heading": "On the list, not in our records",
                "none": "Everything on the list is in our records.",
                "deaths": self.row.missing_here,
            },
            {
                "heading": "In our records, not on the list",
                "none": "Everything in our records of these days is on the list.",
                "deaths": self.row.missing_there,
            },
        ]
