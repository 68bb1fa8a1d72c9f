"""Asking for a new due date, and answering."""

from dataclasses import replace
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.safestring import mark_safe

from partnership import registry
from partnership.catalogue.work import ACTIONS, DUE_DATE_REQUESTS
from partnership.formats import date_words
from partnership.forms.due_dates import AnswerForm, DueDateRequestForm
from partnership.models import Action
from partnership.pages import ActionPage
from partnership.registers.editing import EditRow
from partnership.registers.rows import guarded_class, neutral_name, record_of
from partnership.selectors.action_rights import may_answer, may_ask_for_date
from partnership.selectors.actions import last_notes
from partnership.services.due_dates import answer_due_date_request, ask_for_due_date
from partnership.text import to_html


class OfAction(EditRow):
    """A page about an action's date."""

    template = "partnership/actions/step.html"
    action: Action

    def cancel_url(self) -> str:
        return registry.url_of(self.action)

    def done(self, row: Any, words: str) -> HttpResponse:
        super().done(row, words)
        return redirect(self.cancel_url())

    def enter(self) -> HttpResponse | None:
        """An action of a restricted record is opened only with its trace."""
        record = record_of(self.action) if guarded_class(self.action) else None
        return None if self.note(record) else self.refuse()

    def step(self, title: str, button: str, about: str) -> dict[str, Any]:
        named = {"name": neutral_name(self.action), "guarded": guarded_class(self.action) is not None}
        return {"step": {"title": title, "button": button, "about": about}, **named}


class DueDateAsk(OfAction):
    """Asking is reporting on an action, so whoever may change it asks; whoever may agree changes the date."""

    register = replace(DUE_DATE_REQUESTS, form=DueDateRequestForm)
    verb = "change"

    def answer(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        self.action = self.load(Action.objects.select_related("plan__record"), pk=kwargs.pop("pk"))
        if not may_ask_for_date(self.principal, self.action):
            raise PermissionDenied
        return self.enter() or super().answer(request, *args, **kwargs)

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.page(self.form(self.kept_data()))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = self.form(request.POST)
        if not form.is_valid():
            return self.page(form)
        row = self.write(form, lambda: ask_for_due_date(action=self.action, by=self.user, **form.values()))
        return self.done(row, "Your request is sent. You are told when it is answered.") if row else self.page(form)

    def page(self, form: Any, **context: Any) -> HttpResponse:
        due = f"It is due on {date_words(self.action.due_on)}." if self.action.due_on else "It has no due date yet."
        about = f"{due} The chair or the business manager answers, and both your words are kept."
        return super().page(form, **self.step("Ask for a new date", "Ask for this date", about), **context)


class DueDateAnswer(OfAction):
    """For the chair of the group whose plan it is, or the business manager."""

    register = DUE_DATE_REQUESTS
    verb = "approve"
    template = "partnership/actions/answer.html"

    def check(self) -> None:
        """The row alone decides, as on its page."""

    def answer(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        self.row = self.load(self.rows(), pk=kwargs.pop("pk"))
        self.action = self.row.action
        if not may_answer(self.principal, self.row):
            raise PermissionDenied
        return self.enter() or super().answer(request, *args, **kwargs)

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.page(AnswerForm(self.kept_data(), principal=self.principal))

    def post(self, request: HttpRequest) -> HttpResponse:
        form: Any = AnswerForm(request.POST, principal=self.principal)
        if not form.is_valid():
            return self.page(form)
        row = self.write(form, lambda: answer_due_date_request(request=self.row, by=self.user, **form.cleaned_data))
        return self.done(row, "Your answer is saved, and whoever asked is told.") if row else self.page(form)

    def page(self, form: Any, **context: Any) -> HttpResponse:
        was = f"from {date_words(self.row.was_due_on)} " if self.row.was_due_on else ""
        about = f"{self.row.asked_by} asks to move the date {was}to {date_words(self.row.due_on)}: {self.row.reason}"
        step = self.step("Answer the request for a new date", "Give this answer", about)
        return super().page(form, **step, **self.evidence(), **context)

    def evidence(self) -> dict[str, Any]:
        """What tells whether the date is to move: the last notes and the files, as the action's own page shows them."""
        shown = ActionPage(ACTIONS, self.action, self.principal)
        notes = "" if "progress" in shown.hidden else last_notes(self.action.progress)
        return {"notes": mark_safe(to_html(notes)), "files": shown.files.files if shown.files else []}  # noqa: S308 (cleaned)
