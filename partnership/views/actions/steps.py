"""The steps of an action's life, each a small page: a note, its impact, that it is done, taken up again, rated."""

from dataclasses import replace
from typing import Any, ClassVar

from django.http import HttpResponse

from partnership.catalogue.work import ACTIONS
from partnership.forms import work as forms
from partnership.registers.editing import ChangeRow
from partnership.registers.forms import RegisterForm
from partnership.services.actions import (
    add_progress_note,
    complete_action,
    override_rating,
    reopen_action,
    write_impact,
)
from partnership.views.actions.editing import ActionChange


class ActionStep(ChangeRow):
    """One form and one service. Whoever may change the action at all may report on it."""

    template = "partnership/actions/step.html"
    title: ClassVar[str]
    button: ClassVar[str]
    said: ClassVar[str]
    about: ClassVar[str] = ""

    def page(self, form: RegisterForm, *, status: int = 200, **context: Any) -> HttpResponse:
        step = {"title": self.title, "button": self.button, "about": self.about}
        return super().page(form, status=status, step=step, **context)

    def done(self, row: Any, words: str) -> HttpResponse:
        return super().done(row, self.said)

    def stored_and(self, form: RegisterForm) -> dict[str, Any]:
        """What the form writes, and of its other fields what is stored."""
        stored = {name: getattr(self.row, name) for name in form._meta.fields or ()}
        return {**stored, **form.values()}


class ProgressNoteAdd(ActionStep):
    """A dated note under the name of whoever writes it."""

    register = replace(ACTIONS, form=forms.ProgressNoteForm)
    title, button, said = "Add a progress note", "Add this note", "Progress note added."
    about = "It stands before the earlier notes, with today’s date and your name."

    def store(self, form: RegisterForm) -> Any:
        data = form.cleaned_data
        return add_progress_note(action=self.row, text=data["note"], at_risk=data["at_risk"], by=self.user)


class ImpactWrite(ActionStep):
    """What difference an action has made so far."""

    register = replace(ACTIONS, form=forms.ImpactForm)
    title, button, said = "What difference has it made?", "Save this", "What difference it made is saved."

    def store(self, form: RegisterForm) -> Any:
        return write_impact(action=self.row, version=form.cleaned_data["version"] or 0, by=self.user, **form.values())


class ActionComplete(ActionStep):
    """That an action is done, with its impact or the reason why none can be shown yet."""

    register = replace(ACTIONS, form=forms.CompleteForm)
    title, button, said = "Record that it is done", "Record that it is done", "The action is recorded as done."
    about = "An action is complete only with what difference it made, or why that cannot be shown yet."

    def store(self, form: RegisterForm) -> Any:
        version = form.cleaned_data["version"] or 0
        return complete_action(action=self.row, version=version, by=self.user, **self.stored_and(form))


class ManagedStep(ActionStep, ActionChange):
    """A step for those who keep the plan."""


class ActionReopen(ManagedStep):
    """Taking up an action again that had ended."""

    register = replace(ACTIONS, form=forms.ReopenForm)
    title, button, said = "Reopen this action", "Reopen this action", "The action is open again."
    about = "Your reason stands among its progress notes."

    def store(self, form: RegisterForm) -> Any:
        data = form.cleaned_data
        return reopen_action(action=self.row, reason=data["reason"], version=data["version"] or 0, by=self.user)


class RatingOverride(ManagedStep):
    """A rating by hand, or the computed one again."""

    register = replace(ACTIONS, form=forms.RatingForm)
    title, button, said = "Set the rating by hand", "Save this rating", "The rating is saved."
    about = "The portal computes the rating from the due date, the status and what the owner says."

    def store(self, form: RegisterForm) -> Any:
        chosen = self.stored_and(form)
        return override_rating(
            action=self.row,
            rating=chosen["rag_override"],
            reason=chosen["rag_override_reason"],
            version=form.cleaned_data["version"] or 0,
            by=self.user,
        )
