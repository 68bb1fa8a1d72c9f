"""Where something comes from and what proves it: a page with its chain."""

from dataclasses import dataclass
from typing import Any

from partnership import marks
from partnership.formats import capital
from partnership.models import Recommendation
from partnership.policy import can
from partnership.registers.page import DetailPage
from partnership.registers.rows import noun_of

NOT_SHARED = "Not shared with you"


@dataclass(frozen=True)
class Step:
    """One link of the chain from a finding to its proof. `name` is a link, or words where there is nothing to open."""

    kind: str
    name: Any
    mark: Any = ""
    here: bool = False
    second: str = ""


class ChainPage(DetailPage):
    """A page that begins with where the row comes from and what proves it."""

    template = "partnership/chain.html"

    def source(self) -> Step:
        """The record whose plan it is; those who may not open it learn neither its name nor its kind."""
        record = self.row.plan.record
        if record.pk not in self.readable:
            return Step("Comes from", NOT_SHARED)
        child = record.child
        return Step(capital(noun_of(type(child))), self.link(child))

    def recommended(self, recommendation: Recommendation) -> Step:
        if not can(self.principal, "view", recommendation):
            return Step("Recommendation", NOT_SHARED)
        return Step("Recommendation", self.link(recommendation), marks.recommendation_mark(recommendation))
