"""The steps of a challenge and of an escalation."""

from django.core.exceptions import PermissionDenied
from django.urls import path

from partnership.catalogue.challenge import CHALLENGES, ESCALATIONS
from partnership.forms.steps import (
    ChallengeAnswerForm,
    ChallengeCloseForm,
    EscalationMoveForm,
    EscalationResolveForm,
)
from partnership.models import Challenge, Escalation
from partnership.registers.forms import RegisterForm
from partnership.services.challenges import answer_challenge, close_challenge, only_answers
from partnership.services.escalations import move_escalation, resolve_escalation
from partnership.views.steps import Step


class ChallengeAnswer(Step):
    """What an agency that is challenged writes, or the business unit for it."""

    register = CHALLENGES
    step = ChallengeAnswerForm
    title, button, told = "Answer this challenge", "Save the answer", "Answer saved."

    def take(self, form: RegisterForm, version: int) -> Challenge:
        progress = form.values().get("progress", self.row.progress)
        return answer_challenge(challenge=self.row, progress=progress, version=version, by=self.user)


class ChallengeClose(Step):
    """The board is content with what came of it."""

    register = CHALLENGES
    step = ChallengeCloseForm
    title, button, told = "Close this challenge", "Close this challenge", "Challenge closed."

    def check(self) -> None:
        """An agency that answers does not say that the answer is enough."""
        if only_answers(self.principal):
            raise PermissionDenied

    def take(self, form: RegisterForm, version: int) -> Challenge:
        values = {"closed_on": self.row.closed_on, "progress": self.row.progress, **form.values()}
        return close_challenge(challenge=self.row, **values, version=version, by=self.user)


class EscalationMove(Step):
    """It was not settled at its stage and goes to the next one."""

    register = ESCALATIONS
    step = EscalationMoveForm
    title, button, told = "Move to the next stage", "Move to the next stage", "Escalation moved to its next stage."

    def form(self, data: object = None, **kwargs: object) -> RegisterForm:
        # The day of the stage that it leaves is no answer.
        return super().form(data, **{"initial": {"stage_since": None}, **kwargs})

    def take(self, form: RegisterForm, version: int) -> Escalation:
        return move_escalation(
            escalation=self.row,
            since=form.cleaned_data["stage_since"],
            reason=form.cleaned_data["reason"],
            version=version,
            by=self.user,
        )


class EscalationResolve(Step):
    """The agencies have settled it."""

    register = ESCALATIONS
    step = EscalationResolveForm
    title, button, told = "Resolve this escalation", "Resolve this escalation", "Escalation resolved."

    def take(self, form: RegisterForm, version: int) -> Escalation:
        values = {"resolved_on": self.row.resolved_on, "outcome": self.row.outcome, **form.values()}
        return resolve_escalation(escalation=self.row, **values, version=version, by=self.user)


urls = [
    path("challenges/<int:pk>/answer/", ChallengeAnswer.as_view(), name="challenge-answer"),
    path("challenges/<int:pk>/close/", ChallengeClose.as_view(), name="challenge-close"),
    path("escalations/<int:pk>/move/", EscalationMove.as_view(), name="escalation-move"),
    path("escalations/<int:pk>/resolve/", EscalationResolve.as_view(), name="escalation-resolve"),
]
