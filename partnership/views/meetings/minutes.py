"""The minutes: written item by item, agreed by the chair, locked."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone

from partnership.enums import MinutesState
from partnership.exceptions import DomainError
from partnership.forms.meetings import TEXTS, MinuteForm
from partnership.models import AgendaItem
from partnership.pages.meetings import clock
from partnership.registers.conflict import MINE
from partnership.services.minutes import agree_minutes, lock_minutes, minutes_hash, reopen_minutes, save_minute
from partnership.services.rows import Conflict
from partnership.views.meetings.base import MeetingView
from partnership.views.meetings.item import KEEP, ItemPage


class MinuteWrite(ItemPage):
    """One item: what was said, decided and raised. A script saves it to this address while somebody types."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        item = self.item(pk)
        if item.meeting.minutes_state != MinutesState.DRAFT:
            messages.error(request, "These minutes are no longer a draft, so nothing in them can change.")
            return self.back(item.meeting)
        return self.item_page(item, self.as_typed(item))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        item = self.item(pk)
        form = self.texts_of(item, _chosen(request.POST, item))
        if not form.is_valid() and form.asks_about_names:
            return self.asked(item, form)
        if not form.is_valid():
            return self.answered(item, form, "Load this page again and type the text anew.", status=400)
        try:
            saved = save_minute(item=item, texts=form.texts(), version=form.cleaned_data["version"], by=self.user)
        except Conflict:
            return self.collided(item, form)
        except DomainError as error:
            return self.answered(item, form, error.message, status=409)
        self.forget_kept()
        words = f"Saved at {clock(timezone.localtime())}. You can stop at any time."
        if self.by_script:
            return JsonResponse({"saved": words, "version": saved.version})
        messages.success(request, words)
        return redirect("partnership:minute", pk=item.pk)

    def as_typed(self, item: AgendaItem) -> MinuteForm:
        """The texts as they are stored, or as somebody had typed them when their session lapsed."""
        form, kept = self.texts_of(item), self.kept()
        if kept:
            form.initial.update({name: values[0] for name, values in kept.fields.items() if name in TEXTS})
        return form


class MinutesAgree(MeetingView):
    """The chair reads the whole text and agrees to it."""

    verb = "approve"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        meeting = self.meeting(pk)
        return self.page("agree.html", meeting, text_hash=minutes_hash(meeting))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        meeting = self.meeting(pk)
        try:
            agree_minutes(meeting=meeting, text_hash=request.POST.get("text", ""), by=self.user)
        except Conflict as error:
            messages.error(request, error.message)
            return redirect("partnership:meeting-minutes-agree", pk=meeting.pk)
        except DomainError as error:
            messages.error(request, error.message)
            return self.back(meeting)
        messages.success(request, "You have agreed to these minutes.")
        return self.back(meeting)


class MinutesLock(MeetingView):
    """Closing agreed minutes for good."""

    verb = "approve"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self.page("lock.html", self.meeting(pk))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        meeting = self.meeting(pk)
        self.perform("The minutes are locked.", lock_minutes, meeting=meeting)
        return self.back(meeting)


class MinutesReopen(MeetingView):
    """Putting agreed minutes back to draft, after a warning."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self.page("reopen.html", self.meeting(pk))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        meeting = self.meeting(pk)
        self.perform("The minutes are a draft again.", reopen_minutes, meeting=meeting)
        return self.back(meeting)


def _chosen(data: Any, item: AgendaItem) -> Any:
    """What is sent; from the page of a collision, the text that was chosen for each field."""
    if not any(name.startswith(KEEP) for name in data):
        return data
    chosen = data.copy()
    for name in TEXTS:
        if data.get(f"{KEEP}{name}", MINE) != MINE:
            chosen[name] = getattr(item, name)
    return chosen
