"""Entries of a chronology one by one, and the answers to the questions. Each is saved at once."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from reviews.forms.chronology import AnswerForm, EntryForm, RemoveForm
from reviews.models import AgencyReturn, ChronologyEntry, ReturnAnswer
from reviews.selectors.returns import questions_of
from reviews.services.chronology import add_entries, answer_question, change_entry, remove_entry
from reviews.views.returns.base import AgencyStep, RowStep

_WAY = ("agency_return__review", "agency_return__agency", "agency_return__asked_by")
#: The button by which somebody goes on to the next one.
NEXT = "next"


class EntryCreate(AgencyStep):
    template = "reviews/return_entry.html"
    title, button, told = "Add an entry", "Save this entry", "Entry saved."

    def form(self, data: Any = None) -> EntryForm:
        return EntryForm(data, principal=self.principal)

    def take(self, form: EntryForm) -> Any:
        return add_entries(agency_return=self.row, entries=[form.values()], by=self.user)

    def done(self) -> HttpResponse:
        response = super().done()
        goes_on = NEXT in self.request.POST
        return redirect(reverse("reviews:return-entry-create", args=[self.row.pk])) if goes_on else response


class OfEntry(AgencyStep):
    """A page of one entry that is not removed."""

    changed: ChronologyEntry

    def find(self, pk: int) -> AgencyReturn:
        rows = ChronologyEntry.objects.select_related(*_WAY)
        self.changed = self.load(rows, pk=pk)
        return self.changed.agency_return


class EntryChange(OfEntry, RowStep):
    title, button, told = "Change an entry", "Save this entry", "Entry saved."

    def row_form(self, data: Any = None, without: tuple[str, ...] = ()) -> EntryForm:
        return EntryForm(data, instance=self.changed, principal=self.principal, without=without)

    def take(self, form: EntryForm) -> Any:
        version = form.cleaned_data["version"] or 0
        return change_entry(row=self.changed, values=form.values(), version=version, by=self.user)


class EntryRemove(OfEntry):
    title, button, told = "Remove an entry", "Remove this entry", "Entry removed. It is kept in the archive."

    def form(self, data: Any = None) -> RemoveForm:
        self.lead = f"{self.changed}: {self.changed.what}"
        return RemoveForm(data)

    def take(self, form: RemoveForm) -> Any:
        remove_entry(row=self.changed, reason=form.cleaned_data["reason"], by=self.user)


class AnswerChange(AgencyStep, RowStep):
    """One question and its answer; the button leads on to the next one."""

    button, told = "Save this answer", "Answer saved."
    changed: ReturnAnswer

    def find(self, pk: int) -> AgencyReturn:
        self.changed = self.load(ReturnAnswer.objects.select_related(*_WAY), pk=pk)
        self.row = self.changed.agency_return
        return self.row

    @property
    def title(self) -> str:  # type: ignore[override]  # it is the question's number
        return f"Question {self.changed.number} of {len(self.row.questions)}"

    def row_form(self, data: Any = None, without: tuple[str, ...] = ()) -> AnswerForm:
        self.lead = self.row.questions[self.changed.number - 1]
        return AnswerForm(data, instance=self.changed, principal=self.principal, without=without)

    def take(self, form: AnswerForm) -> Any:
        version = form.cleaned_data["version"] or 0
        return answer_question(row=self.changed, values=form.values(), version=version, by=self.user)

    def done(self) -> HttpResponse:
        response = super().done()
        following = [one for one in questions_of(self.row) if one.number > self.changed.number]
        open_ones = [one for one in following if not one.is_answered]
        if not open_ones:
            return response
        return redirect(reverse("reviews:return-answer-change", args=[open_ones[0].answer.pk]))
