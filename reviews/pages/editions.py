"""The page of an edition of law or guidance, with what can be added to it."""

from django.urls import reverse

from partnership.policy import can
from partnership.registers.page import DetailPage
from partnership.registers.parts import Button


class EditionPage(DetailPage):
    """An edition: whoever keeps it adds its kinds of review, its criteria and its clocks."""

    @property
    def buttons(self) -> list[Button]:
        if self.archived or not can(self.principal, "create", self.row):
            return super().buttons
        ways = {
            "Add a criterion": "criterion",
            "Add a kind of review": "kind-of-review",
            "Add a clock": "clock",
        }
        own = [
            Button(title, f"{reverse(f'reviews:{noun}-create')}?edition={self.row.pk}") for title, noun in ways.items()
        ]
        return [*own, *super().buttons]
