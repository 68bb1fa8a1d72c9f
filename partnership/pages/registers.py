"""The pages of risks, challenges and escalations: how a score moved, who owes an answer, how long a stage may last."""

from decimal import Decimal
from functools import cached_property

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from partnership.charts import SCREEN, LineChart, Series, render
from partnership.enums import EscalationStage, OpenStatus
from partnership.formats import date_words, short_date
from partnership.policy import can
from partnership.registers.page import DetailPage
from partnership.registers.parts import Button, Fact
from partnership.selectors.challenges import at_stage_since
from partnership.selectors.risk_scores import Scored, score_history
from partnership.services.challenges import only_answers
from partnership.workdays import stage_ends_on


class RiskPage(DetailPage):
    """A risk with the history of its scores."""

    template = "partnership/risk.html"

    @cached_property
    def scores(self) -> tuple[Scored, ...]:
        """The first score first."""
        return score_history(self.row)

    @property
    def chart(self) -> SafeString:
        """A line once the risk has moved from one day to another; the table beneath says the same."""
        if len({one.on for one in self.scores}) < 2:
            return SafeString()
        labels = tuple(short_date(one.on) for one in self.scores)
        course = Series("Score", tuple(Decimal(one.rating.score) for one in self.scores))
        target = self.row.target_score
        aim = [Series("Target", (Decimal(target),) * len(labels))] if target else []
        drawn = LineChart(f"Scores of {self.row.reference}", labels, (course, *aim), "score")
        return mark_safe(render(drawn, SCREEN, 640, 200))  # noqa: S308 (our own drawing, texts escaped)

    @property
    def buttons(self) -> list[Button]:
        if self.row.status == OpenStatus.CLOSED or not can(self.principal, "change", self.row):
            return super().buttons
        return [
            Button("Move this risk", reverse("partnership:risk-move", args=[self.row.pk]), primary=True),
            Button("Review done", reverse("partnership:risk-review", args=[self.row.pk])),
            Button("Close this risk", reverse("partnership:risk-close", args=[self.row.pk])),
            *super().buttons,
        ]


class ChallengePage(DetailPage):
    """A challenge: the agencies that are challenged answer it, the board closes it."""

    @property
    def buttons(self) -> list[Button]:
        if self.row.status == OpenStatus.CLOSED or not can(self.principal, "change", self.row):
            return [] if only_answers(self.principal) else super().buttons
        words = "Change the answer" if self.row.progress else "Record the answer"
        answer = Button(words, reverse("partnership:challenge-answer", args=[self.row.pk]), primary=True)
        if only_answers(self.principal):
            return [answer]
        close = Button("Close this challenge", reverse("partnership:challenge-close", args=[self.row.pk]))
        return [answer, close, *super().buttons]


class EscalationPage(DetailPage):
    """An escalation: how long its stage may last, and the way to the next one."""

    @property
    def summary(self) -> list[Fact]:
        facts = super().summary
        if since := at_stage_since(self.row):
            ends_on = stage_ends_on(self.row.stage, since)
            begun = f"Stage {self.row.stage} since {date_words(since)}"
            facts.insert(1, Fact("Time limit", date_words(ends_on), begun))
        return facts

    @property
    def buttons(self) -> list[Button]:
        if self.row.resolved_on or not can(self.principal, "change", self.row):
            return super().buttons
        resolve = reverse("partnership:escalation-resolve", args=[self.row.pk])
        found = [Button("Resolve this escalation", resolve, primary=True), *super().buttons]
        if self.row.stage < max(EscalationStage):
            move = reverse("partnership:escalation-move", args=[self.row.pk])
            found.insert(1, Button(f"Move to stage {self.row.stage + 1}", move))
        return found
