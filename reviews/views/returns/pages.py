"""The page of a return: the agency's with its five steps, or the review's."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from partnership.models import User
from partnership.policy import can
from reviews.enums import ReturnState
from reviews.enums.returns import OPEN_RETURNS
from reviews.forms.returns import NoteForm
from reviews.marks.returns import answered_mark, return_mark
from reviews.selectors.returns import (
    date_asked_for,
    entries_of,
    has_chronology,
    may_ask,
    people_in_conflict,
    period_words,
    questions_of,
    reminded_lately,
    who_sees,
)
from reviews.services.returns import write_note
from reviews.views.returns.base import FormStep, OfReturn

PAGE_SIZE = 25
#: Paper has no second page to turn to.
ALL = 100_000


class ReturnDetail(OfReturn):
    """One address, two pages: nothing on the agency's tells of the review but its reference."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        template = "reviews/return_agency.html" if self.asked else "reviews/return_unit.html"
        context = {**self.base(), **self.common(), **(self.of_agency() if self.asked else self.of_unit())}
        return render(request, template, context)

    def more_crumbs(self) -> list[dict[str, str]]:
        return []

    def common(self) -> dict[str, Any]:
        row, questions, entries = self.row, questions_of(self.row), entries_of(self.row)
        is_printed = self.request.GET.get("print") == "1"
        answered = sum(one.is_answered for one in questions)
        return {
            "mark": return_mark(row),
            "is_open": row.state in OPEN_RETURNS,
            "has_chronology": has_chronology(row),
            "entries": Paginator(entries, ALL if is_printed else PAGE_SIZE).get_page(self.request.GET.get("page")),
            "questions": questions,
            "answered": answered_mark(answered, len(questions)),
            "next_question": next((one for one in questions if not one.is_answered), None),
            "period": period_words(row),
            "notes": list(row.messages.select_related("written_by")),
            "date_asked": date_asked_for(row) if row.state in OPEN_RETURNS else None,
            "people": list(row.people.order_by("name")),
        }

    def of_agency(self) -> dict[str, Any]:
        return {"who_sees": who_sees(self.row, self.user)}

    def of_unit(self) -> dict[str, Any]:
        may_change = can(self.principal, "change", self.row)
        is_open = self.row.state in OPEN_RETURNS
        return {
            "may_change": may_change,
            "to_check": may_change and self.row.state == ReturnState.SENT,
            "may_remind": may_change and is_open and not reminded_lately(self.row),
            "may_take_back": may_change and is_open and may_ask(self.principal, self.row.review),
            "in_conflict": self.in_conflict() if may_change else [],
            "review_reference": self.row.review.reference,
        }

    def in_conflict(self) -> list[User]:
        """Who is asked and cannot go on, while the return is open."""
        rows = [self.row] if self.row.state in OPEN_RETURNS else []
        return people_in_conflict(rows, self.principal).get(self.row.pk, [])


class ReturnWrite(FormStep):
    """A message to the other side."""

    states = tuple(ReturnState)
    told = "Your message is sent."
    button = "Send this message"

    @property
    def title(self) -> str:  # type: ignore[override]  # it follows from who writes
        return "Write to the business unit" if self.asked else f"Write to {self.row.agency}"

    def form(self, data: Any = None) -> NoteForm:
        return NoteForm(data)

    def take(self, form: NoteForm) -> Any:
        return write_note(row=self.row, text=form.cleaned_data["text"], by=self.user)
