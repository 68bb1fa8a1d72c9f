"""What those do who look after a return for the review: chase it, move its date, check it, lock it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from partnership.formats import date_words
from reviews.enums import ReturnState
from reviews.forms.decisions import TakeBackForm
from reviews.forms.returns import DateAnswerForm, LockForm, ReminderForm, ReturnForm, SendBackForm
from reviews.models import AgencyReturn
from reviews.selectors.returns import date_asked_for, may_ask
from reviews.services.returns import answer_new_date, change_return, lock_return, remind, send_back
from reviews.services.returns_taken_back import take_back
from reviews.views.returns.base import RowStep, UnitStep


class ReturnChange(RowStep, UnitStep):
    """Who is asked, the dates, the senior."""

    title, button, told = "Change this return", "Save this return", "Return changed. Whoever is asked now is told."

    def find(self, pk: int) -> AgencyReturn:
        self.changed = super().find(pk)
        found: AgencyReturn = self.changed
        return found

    def row_form(self, data: Any = None, without: tuple[str, ...] = ()) -> ReturnForm:
        today = timezone.localdate()
        return ReturnForm(data, instance=self.changed, principal=self.principal, without=without, today=today)

    def take(self, form: ReturnForm) -> Any:
        version = form.cleaned_data["version"] or 0
        return change_return(row=self.row, values=form.values(), version=version, by=self.user)


class ReturnRemind(UnitStep):
    title, button, told = "Send a reminder", "Send this reminder", "The reminder is sent."
    lead = "It goes to all who are asked. Not more than one reminder a day is sent."

    def form(self, data: Any = None) -> ReminderForm:
        return ReminderForm(data, review=self.row.review)

    def take(self, form: ReminderForm) -> Any:
        return remind(row=self.row, text=form.cleaned_data["text"], by=self.user)


class ReturnDateAnswer(UnitStep):
    title, button, told = "Answer the request for a new date", "Give this answer", "Your answer is sent."

    def form(self, data: Any = None) -> DateAnswerForm:
        asked = date_asked_for(self.row)
        if asked and asked.due_on:
            moves = f"from {date_words(self.row.due_on)} to {date_words(asked.due_on)}"
            self.lead = f"{asked.written_by} asks to move the date {moves}: {asked.text}"
        return DateAnswerForm(data, review=self.row.review)

    def take(self, form: DateAnswerForm) -> Any:
        given = form.cleaned_data
        return answer_new_date(row=self.row, agreed=given["agreed"], text=given["text"], by=self.user)


class ReturnTakeBack(UnitStep):
    """For those who may ask, since it undoes that."""

    title, button = "Take this request back", "Take it back"
    told = "The request is taken back. Those who were asked are told."
    lead = (
        "Those who were asked can no longer open it, and lose what they wrote in it. We tell them that it is taken "
        "back, and not why. You can ask the same agency again."
    )

    def check_part(self) -> None:
        super().check_part()
        if not may_ask(self.principal, self.row.review):
            raise PermissionDenied

    def form(self, data: Any = None) -> TakeBackForm:
        return TakeBackForm(data, review=self.row.review)

    def take(self, form: TakeBackForm) -> Any:
        return take_back(row=self.row, reason=form.cleaned_data["reason"], by=self.user)

    def done(self) -> HttpResponse:
        """The return itself cannot be opened any more."""
        messages.success(self.request, self.told)
        return redirect("reviews:review-detail", self.row.review_id)


class OfSent(UnitStep):
    """A step of a return that was sent, as it was read."""

    states = (ReturnState.SENT,)

    @property
    def read(self) -> dict[str, int]:
        return {"version": self.row.version}


class ReturnSendBack(OfSent):
    title, button, told = "Send this return back", "Send it back", "The return is with its agency again."
    lead = "The agency can change it again, and sends it once more."

    def form(self, data: Any = None) -> SendBackForm:
        return SendBackForm(data, review=self.row.review, initial=self.read)

    def take(self, form: Any) -> Any:
        given = form.cleaned_data
        return send_back(row=self.row, reason=given["reason"], version=given["version"], by=self.user)


class ReturnLock(OfSent):
    title, button, told = "Lock this return", "Lock this return", "The return is locked. The panel can read it."
    lead = "The panel can read it from then on. Nobody can change it ever again, and it cannot be unlocked."

    def form(self, data: Any = None) -> LockForm:
        return LockForm(data, initial=self.read)

    def take(self, form: Any) -> Any:
        return lock_return(row=self.row, version=form.cleaned_data["version"], by=self.user)
