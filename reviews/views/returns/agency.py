"""What an agency does with its return beside writing it: it asks for more time, and sends it."""

from typing import Any

from django.urls import reverse

from partnership.formats import date_words
from partnership.forms.record_access import OwnConflictForm
from reviews.enums import ReturnState
from reviews.forms.returns import NewDateForm, SendForm
from reviews.selectors.returns import entries_of, needs_chronology
from reviews.services.returns import ask_new_date, declare_conflict, send_return
from reviews.views.returns.base import AgencyStep


class ReturnConflict(AgencyStep):
    """Who is asked says that they should not be. They see nothing of the review, not even this return, from then on."""

    states = tuple(ReturnState)
    title, button = "Declare your conflict of interest", "Declare it and give up access"
    told = "Your conflict of interest is recorded. You can no longer open that return. The business unit is told."
    lead = "From then on you see nothing of this return. We ask a colleague of yours."

    def form(self, data: Any = None) -> OwnConflictForm:
        return OwnConflictForm(data)

    def take(self, form: OwnConflictForm) -> Any:
        return declare_conflict(row=self.row, reason=form.cleaned_data["reason"], by=self.user)

    def url(self) -> str:
        """The return itself cannot be opened any more once this is done."""
        return reverse("reviews:return-list") if self.request.method == "POST" else super().url()


class ReturnNewDate(AgencyStep):
    title, button = "Ask for a new date", "Ask for this date"
    told = "Your request is sent. You are told when it is answered."

    def form(self, data: Any = None) -> NewDateForm:
        latest = self.row.latest_on
        due = f"It is due on {date_words(self.row.due_on)}."
        self.lead = f"{due} The latest date that we can give is {date_words(latest)}." if latest else due
        return NewDateForm(data)

    def take(self, form: NewDateForm) -> Any:
        return ask_new_date(row=self.row, by=self.user, **_given(form, "due_on", "reason"))


class ReturnSend(AgencyStep):
    title, button = "Send this return", "Send it to the business unit"
    told = "The return is sent. You can read it, and not change it."
    lead = "After sending you can read it but not change it. We may send it back to you with questions."

    def form(self, data: Any = None) -> SendForm:
        is_empty = needs_chronology(self.row) and not entries_of(self.row).exists()
        initial = {"version": self.row.version, "senior": self.row.senior}
        return SendForm(data, initial=initial, may_hold_nothing=is_empty)

    def take(self, form: SendForm) -> Any:
        nothing = form.cleaned_data.get("holds_nothing", False)
        return send_return(row=self.row, holds_nothing=nothing, by=self.user, **_given(form, "senior", "version"))


def _given(form: Any, *names: str) -> dict[str, Any]:
    return {name: form.cleaned_data[name] for name in names}
