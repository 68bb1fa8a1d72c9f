"""The page of a child death."""

from partnership.registers.page import DetailPage
from partnership.registers.parts import Fact
from reviews.enums import DEATH_CATEGORIES


class ChildDeathPage(DetailPage):
    """A child death, with its national category in words."""

    @property
    def summary(self) -> list[Fact]:
        return [*super().summary, Fact("Category", DEATH_CATEGORIES.get(self.row.category, ""))]
