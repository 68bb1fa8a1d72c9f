"""The pages of a business plan, of its priorities and of an objective, with what can be added to them."""

from django.urls import reverse

from partnership.policy import allows, can
from partnership.registers.page import DetailPage
from partnership.registers.parts import Button


class BusinessPlanPage(DetailPage):
    """A plan: add a priority, or begin the next plan with what is unfinished."""

    @property
    def buttons(self) -> list[Button]:
        if self.archived or not allows(self.principal, "create", "plan"):
            return super().buttons
        add = f"{reverse('partnership:priority-create')}?plan={self.row.pk}"
        own = [
            Button("Add a priority", add),
            Button("Begin the next plan", reverse("partnership:business-plan-next", args=[self.row.pk])),
        ]
        return [*own, *super().buttons]


class PriorityPage(DetailPage):
    """A priority: whoever may change it writes its quarter, its year and its objectives."""

    @property
    def buttons(self) -> list[Button]:
        if self.archived or not can(self.principal, "change", self.row):
            return super().buttons
        ways = {
            "Write a quarterly highlight": "quarterly-highlight",
            "Write a year’s progress": "priority-year",
            "Add an objective": "objective",
        }
        own = [
            Button(title, f"{reverse(f'partnership:{noun}-create')}?priority={self.row.pk}", primary=not position)
            for position, (title, noun) in enumerate(ways.items())
        ]
        return [*own, *super().buttons]
