"""The pages of an action and of a recommendation."""

from functools import cached_property

from partnership import marks
from partnership.pages.chain import ChainPage, Step
from partnership.registers.rows import guarded_class

#: What people write about an action of a restricted plan tells of the case; its title and dates do not.
_CASE_NOTES = frozenset({"progress", "impact", "rag_override_reason", "recommendation", "plan"})


class ActionPage(ChainPage):
    """An action: finding, recommendation, the action itself, its proof.

    Whoever sees it for an agency, and not the restricted record that it belongs to, reads only what is to be done.
    """

    @cached_property
    def of_hidden_case(self) -> bool:
        return guarded_class(self.row) is not None and self.row.plan.record_id not in self.readable

    @cached_property
    def hidden(self) -> frozenset[str]:
        return super().hidden | (_CASE_NOTES if self.of_hidden_case else frozenset())

    @property
    def chain(self) -> list[Step]:
        action = self.row
        steps = [self.source()]
        if action.recommendation and not self.of_hidden_case:
            steps.append(self.recommended(action.recommendation))
        steps.append(Step("Action", action.reference, marks.action_mark(action), here=True))
        if self.of_hidden_case:
            return steps
        proof = "What difference it has made is written below" if action.impact else "No proof yet"
        return [*steps, Step("Proof", proof)]


class RecommendationPage(ChainPage):
    """A recommendation: the finding, and the recommendation itself."""

    @property
    def heading(self) -> str:
        return f"Recommendation {self.row.number}"

    @property
    def caption(self) -> str:
        return ""

    @property
    def chain(self) -> list[Step]:
        row = self.row
        return [
            self.source(),
            Step("Recommendation", f"Number {row.number}", marks.recommendation_mark(row), here=True),
        ]
