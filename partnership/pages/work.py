"""The pages of an action, of a recommendation, and of a request for a new date."""

from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils.html import format_html

from partnership import marks
from partnership.enums import OPEN_ACTIONS, ActionStatus
from partnership.formats import date_words
from partnership.models import Action, DueDateRequest
from partnership.pages.chain import ChainPage, Step
from partnership.pages.learning import answers_text, ask_buttons, proof_step
from partnership.policy import can
from partnership.registers import Panel
from partnership.registers.page import DetailPage
from partnership.registers.parts import Button, Chip, Fact, Link
from partnership.registers.rows import guarded_class, readable
from partnership.selectors.action_rights import may_answer, may_ask_for_date, may_manage
from partnership.selectors.drift import drift_of
from partnership.selectors.next_plan import goes_on_as

#: What people write about an action of a restricted plan tells of the case; its title and dates do not.
_CASE_NOTES = frozenset({"progress", "impact", "no_impact_reason", "rag_override_reason", "recommendation", "plan"})
_DIFFERENCE = "What difference has it made?"


class ActionPage(ChainPage):
    """An action: finding, recommendation, the action itself, its proof; and the next step of whoever reads it.

    Whoever sees it for an agency, and not the restricted record that it belongs to, reads only what is to be done.
    """

    template = "partnership/actions/detail.html"

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
        return steps if self.of_hidden_case else [*steps, Step("Proof", self._proof())]

    def _proof(self) -> str:
        if self.row.impact:
            return "What difference it has made is written below"
        return "Why none can be shown yet is written below" if self.row.no_impact_reason else "No proof yet"

    @property
    def declared(self) -> list[Panel]:
        """What a hidden case led to would tell of it."""
        return [] if self.of_hidden_case else super().declared

    # --- What can be done --------------------------------------------------------------------------------------

    @cached_property
    def may_report(self) -> bool:
        return not self.archived and can(self.principal, "change", self.row)

    @cached_property
    def manages(self) -> bool:
        return not self.archived and may_manage(self.principal, self.row)

    @cached_property
    def asked(self) -> list[tuple[DueDateRequest, Chip]]:
        """The requests for new dates, newest first, and what became of each."""
        rows = self.row.due_date_requests.visible_to(self.principal).select_related("asked_by", "answered_by")
        return [(request, marks.request_mark(request)) for request in rows]

    @property
    def waiting(self) -> DueDateRequest | None:
        """The request for a new date that has no answer yet."""
        if self.row.status not in OPEN_ACTIONS:
            return None
        return next((request for request, _ in self.asked if not request.answer), None)

    @cached_property
    def goes_on_as(self) -> Action | None:
        """The action of the next plan under which this one goes on."""
        return goes_on_as(self.row, self.principal)

    @property
    def buttons(self) -> list[Button]:
        declared = [button for button in super().buttons if self.manages]
        if not self.may_report:
            return [*self._answer(), *declared]
        return [*self._answer(), *(self._open() if self.row.status in OPEN_ACTIONS else self._ended()), *declared]

    def _answer(self) -> list[Button]:
        if not self.waiting or not may_answer(self.principal, self.waiting):
            return []
        return [Button("Answer the request for a new date", self._to("answer", self.waiting.pk), primary=True)]

    def _open(self) -> list[Button]:
        buttons = [
            Button("Add a progress note", self._to("note"), primary=not self._answer()),
            Button("Record that it is done", self._to("complete")),
        ]
        if not self.waiting and may_ask_for_date(self.principal, self.row):
            buttons.append(Button("Ask for a new date", self._to("ask")))
        return buttons

    def _ended(self) -> list[Button]:
        complete = self.row.status == ActionStatus.COMPLETE
        buttons = [Button("Change what was recorded", self._to("complete"))] if complete else []
        return [*buttons, *([Button("Reopen this action", self._to("reopen"))] if self.manages else [])]

    def _to(self, step: str, pk: int | None = None) -> str:
        return reverse(f"partnership:action-{step}", args=[pk or self.row.pk])

    # --- Content -----------------------------------------------------------------------------------------------

    @property
    def texts(self) -> list[dict[str, str]]:
        """What difference it has made is asked from the first day, not at the end."""
        found = super().texts
        if self.row.impact or self.row.no_impact_reason or self.of_hidden_case:
            return found
        write = Link("Write it now", self._to("impact")) if self.may_report else ""
        html = format_html("<p>Nothing written yet. It is asked for when the action is done. {}</p>", write)
        return [*found, {"heading": _DIFFERENCE, "html": html}]

    @property
    def summary(self) -> list[Fact]:
        rating = Fact("Rating", self._rating(), self._rated_how())
        *facts, who_sees_it = super().summary
        return [*map(self._moved, facts), rating, who_sees_it]

    def _moved(self, fact: Fact) -> Fact:
        drift = drift_of([self.row.pk])[self.row.pk] if fact.label == "Due" else None
        if drift is None or not drift.moves or not drift.first_due_on:
            return fact
        return Fact(fact.label, fact.value, f"First set: {date_words(drift.first_due_on)}. {drift.words}")

    def _rating(self) -> Any:
        chip = marks.action_mark(self.row)
        if not self.manages or self.row.status not in OPEN_ACTIONS:
            return chip
        return format_html("{}<br>{}", chip, Link("Set the rating by hand", self._to("rating")))

    def _rated_how(self) -> str:
        if not self.row.rag_override or self.row.status not in OPEN_ACTIONS:
            return "Computed from its date, its status and what its owner says"
        reason = "" if "rag_override_reason" in self.hidden else f": {self.row.rag_override_reason}"
        return f"Set by hand{reason}"


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
            proof_step(row, self.principal),
        ]

    @property
    def texts(self) -> list[dict[str, str]]:
        return [*super().texts, *answers_text(self.row)]

    @property
    def buttons(self) -> list[Button]:
        own = []
        if not self.archived and can(self.principal, "change", self.row):
            add = f"{reverse('partnership:action-create')}?recommendation={self.row.pk}"
            own = [Button("Add an action for it", add, primary=True), *ask_buttons(self.principal, self.row)]
        return [*own, *super().buttons]


class DueDateRequestPage(DetailPage):
    """Who asked for which date, why, and what was answered."""

    @cached_property
    def hidden(self) -> frozenset[str]:
        record = self.row.action.plan.record
        of_hidden_case = guarded_class(self.row) and not readable(self.principal, [record.pk])
        return super().hidden | ({"reason", "answer_reason"} if of_hidden_case else frozenset())

    @property
    def caption(self) -> str:
        return "Request for a new date"

    @property
    def heading(self) -> str:
        action: Action = self.row.action
        return f"{action.reference}: due on {date_words(self.row.due_on)}"

    @property
    def buttons(self) -> list[Button]:
        ended = self.row.action.status not in OPEN_ACTIONS
        if self.row.answer or ended or not may_answer(self.principal, self.row):
            return []
        return [Button("Answer the request", reverse("partnership:action-answer", args=[self.row.pk]), primary=True)]
