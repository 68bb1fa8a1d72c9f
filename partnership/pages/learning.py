"""The pages of an answer to a recommendation, of what an action led to, and of an impact test."""

from functools import cached_property
from typing import Any

from django.db.models import Max
from django.urls import reverse
from django.utils.html import format_html

from partnership.formats import date_words
from partnership.learning_marks import proven_mark
from partnership.models import Recommendation
from partnership.pages.chain import Step
from partnership.policy import can
from partnership.registers.page import DetailPage
from partnership.registers.parts import Button, Fact, Link
from partnership.registers.rows import guarded_class, readable
from partnership.selectors.recommendation_answers import agencies_to_ask, answers_of

MIXED = (
    "The agencies do not agree. Read their answers, then say on this recommendation whether it is accepted, and why."
)
DECIDED = "The agencies did not agree. The partnership {} it."


class OfHiddenCase(DetailPage):
    """A row of a restricted record that the reader may not open: nothing of where it comes from is told."""

    #: What would tell of the case.
    tells: frozenset[str] = frozenset()

    @cached_property
    def of_hidden_case(self) -> bool:
        record = self._record
        return guarded_class(self.row) is not None and record.pk not in readable(self.principal, [record.pk])

    @cached_property
    def hidden(self) -> frozenset[str]:
        return super().hidden | (self.tells if self.of_hidden_case else frozenset())

    @property
    def _record(self) -> Any:
        raise NotImplementedError


class AnswerPage(OfHiddenCase):
    """What one agency is asked: the recommendation, and its own answer."""

    tells = frozenset({"recommendation__plan__record", "recommendation"})

    @property
    def _record(self) -> Any:
        return self.row.recommendation.plan.record

    @property
    def caption(self) -> str:
        return f"{self.row.agency} is asked"

    @property
    def heading(self) -> str:
        return str(self.row.recommendation)

    @property
    def buttons(self) -> list[Button]:
        if self.archived or not can(self.principal, "change", self.row):
            return []
        words = "Change the answer" if self.row.answered_at else "Answer"
        url = reverse("partnership:recommendation-answer-write", args=[self.row.pk])
        return [Button(words, url, primary=not self.row.answered_at)]

    @property
    def summary(self) -> list[Fact]:
        facts = super().summary
        if self.row.answered_at:
            given = Fact("Answered", date_words(self.row.answered_at.date()), f"Written down by {self.row.answered_by}")
            facts.insert(-1, given)
        return facts


class ResultPage(OfHiddenCase):
    """What an action led to."""

    tells = frozenset({"what", "record", "action__plan__record"})

    @property
    def _record(self) -> Any:
        return self.row.action.plan.record


class ImpactTestPage(DetailPage):
    """What somebody found who looked whether a recommendation made a difference."""

    @property
    def caption(self) -> str:
        return f"Impact test of {str(self.row.recommendation).lower()}"


def ask_buttons(principal: Any, recommendation: Recommendation) -> list[Button]:
    """The way to ask the agencies, while there is one to be asked."""
    mine = Recommendation.objects.visible_to(principal, "create", of="recommendation_answer")
    if not mine.filter(pk=recommendation.pk).exists() or not agencies_to_ask(recommendation).exists():
        return []
    return [Button("Ask the agencies", reverse("partnership:recommendation-ask", args=[recommendation.pk]))]


def _is_decided(recommendation: Recommendation) -> bool:
    """Whether somebody said, after the last agency had answered, whether it is accepted or why."""
    last = recommendation.answers.filter(archived_at=None).aggregate(last=Max("answered_at"))["last"]
    before = recommendation.history.filter(history_date__lte=last).order_by("-history_date", "-history_id").first()
    stands = (recommendation.accepted, recommendation.response)
    return recommendation.accepted is not None and (before is None or stands != (before.accepted, before.response))


def answers_text(recommendation: Recommendation) -> list[dict[str, Any]]:
    """How the answers stand, in a sentence; what is left to the business manager is said."""
    answers = answers_of([recommendation])[recommendation.pk]
    if not answers.asked:
        return []
    html = format_html("<p>{}.</p>", answers.words)
    if answers.is_mixed:
        accepts = "accepts" if recommendation.accepted else "declines"
        said = DECIDED.format(accepts) if _is_decided(recommendation) else MIXED
        html += format_html("<p><strong>{}</strong></p>", said)
    return [{"heading": "How the agencies answered", "html": html}]


def proof_step(recommendation: Recommendation, principal: Any) -> Step:
    """The last impact test, or that there is none."""
    test = recommendation.impact_tests.visible_to(principal).order_by("-tested_on", "-pk").first()
    if test is None:
        return Step("Proof", "Not tested yet")
    link = Link(f"Tested on {date_words(test.tested_on)}", reverse("partnership:impact-test-detail", args=[test.pk]))
    return Step("Proof", link, proven_mark(test))
