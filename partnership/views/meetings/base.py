"""What the pages of a meeting share: loading through the policy, the trace of confidential items, the way back."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render

from partnership import registry
from partnership.catalogue.meetings import MEETINGS
from partnership.exceptions import DomainError
from partnership.models import AgendaItem, Meeting
from partnership.pages.meetings import MeetingPage
from partnership.registers.base import RegisterView
from partnership.registers.rows import guarded_class, neutral_name, record_of


class MeetingView(RegisterView):
    """A page of one meeting; the row alone decides who may use it."""

    register = MEETINGS
    verb = "change"

    def check(self) -> None:
        """The meeting or the item that is loaded decides."""

    def meeting(self, pk: int) -> Meeting:
        row: Meeting = self.load(self.rows(), pk=pk)
        return row

    def item(self, pk: int) -> AgendaItem:
        row: AgendaItem = self.load(AgendaItem.objects.select_related("meeting__group"), pk=pk)
        return row

    def page(
        self, template: str, meeting: Meeting, *, items: bool = True, status: int = 200, **context: Any
    ) -> HttpResponse:
        """A page of the meeting; one that names confidential items goes into the read log first."""
        shown = MeetingPage(MEETINGS, meeting, self.principal)
        traced = shown.to_be_logged if items else record_of(meeting) if guarded_class(meeting) else None
        if not self.note(traced):
            return self.refuse()
        before, after = shown.beside(context["item"]) if "item" in context else (None, None)
        base = {
            "meeting": meeting,
            "before": before,
            "after": after,
            "page": shown,
            "name": neutral_name(meeting),
            "meeting_url": registry.url_of(meeting),
            "restricted": shown.restricted if traced else None,
            "guarded": traced is not None,
            "breadcrumbs": [
                *self.breadcrumbs(with_list=True),
                {"title": neutral_name(meeting), "url": registry.url_of(meeting)},
            ],
        }
        return render(self.request, f"partnership/meetings/{template}", {**base, **context}, status=status)

    def perform(self, done: str, service: Any, **kwargs: Any) -> bool:
        """Call a service and say what happened, or why not."""
        try:
            service(**kwargs, by=self.user)
        except DomainError as error:
            messages.error(self.request, error.message)
            return False
        messages.success(self.request, done)
        return True

    def back(self, meeting: Meeting) -> HttpResponseRedirect:
        return redirect(registry.url_of(meeting))
