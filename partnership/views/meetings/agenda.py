"""The agenda: built from the group's template, added to, put in order."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from partnership.exceptions import DomainError
from partnership.forms.meetings import AgendaItemForm
from partnership.models import AgendaItem, Meeting
from partnership.policy import allows, can
from partnership.selectors.meetings import agenda_of, removed_items, standing_items
from partnership.services.agendas import add_item, build_agenda, change_item, put_back_item, remove_item, swap_items
from partnership.services.rows import Conflict
from partnership.views.meetings.base import MeetingView


class Agenda(MeetingView):
    """The agenda on one page, with a form for the next item."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self.agenda(self.meeting(pk), AgendaItemForm(principal=self.principal))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        meeting, form = self.meeting(pk), AgendaItemForm(request.POST, principal=self.principal)
        if not form.is_valid():
            return self.agenda(meeting, form)
        try:
            item = add_item(meeting=meeting, values=form.values(), by=self.user)
        except DomainError as error:
            form.add_error(None, error.message)
            return self.agenda(meeting, form)
        messages.success(request, f"Item {item.number} added.")
        return redirect("partnership:meeting-agenda", pk=meeting.pk)

    def agenda(self, meeting: Meeting, form: AgendaItemForm) -> HttpResponse:
        return self.page(
            "agenda.html",
            meeting,
            form=form,
            standing=list(standing_items(meeting.group, self.principal)),
            removed=list(removed_items(meeting, self.principal)),
            may_archive=allows(self.principal, "archive", "agenda_item"),
            may_change_template=can(self.principal, "change", meeting.group),
        )


class AgendaBuild(MeetingView):
    """Adding the group's standing items that are not there yet."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        meeting = self.meeting(pk)
        standing = list(standing_items(meeting.group, self.principal))
        try:
            added = len(build_agenda(meeting=meeting, standing=standing, by=self.user))
            words = f"{added} items added from the template." if added > 1 else "1 item added from the template."
            messages.success(request, words if added else "The agenda holds every item of the template already.")
        except DomainError as error:
            messages.error(request, error.message)
        return redirect("partnership:meeting-agenda", pk=meeting.pk)


class ItemChange(MeetingView):
    """Title, presenter and confidentiality of an item."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        item = self.item(pk)
        return self.form_page(item, AgendaItemForm(instance=item, principal=self.principal))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        item = self.item(pk)
        form = AgendaItemForm(request.POST, instance=self.item(pk), principal=self.principal)
        if not form.is_valid():
            return self.form_page(item, form)
        try:
            change_item(item=item, values=form.values(), version=form.cleaned_data["version"] or 0, by=self.user)
        except Conflict:
            return self.form_page(item, form, status=409)
        except DomainError as error:
            form.add_error(None, error.message)
            return self.form_page(item, form)
        messages.success(request, f"Item {item.number} changed.")
        return redirect("partnership:meeting-agenda", pk=item.meeting_id)

    def form_page(self, item: AgendaItem, form: AgendaItemForm, status: int = 200) -> HttpResponse:
        """After a collision the form keeps what was typed, beside what stands there now, and the new version."""
        theirs: list[tuple[str, Any]] = []
        if status != 200:
            form.data = {**form.data.dict(), "version": str(item.version)}  # type: ignore[attr-defined]  # a QueryDict
            theirs = [
                (form.plain_label(name), getattr(item, name))
                for name, value in form.values().items()
                if getattr(item, name) != value
            ]
        return self.page("item_form.html", item.meeting, item=item, form=form, theirs=theirs, status=status)


class ItemMove(MeetingView):
    """Up or down by one, past the next item that the person can see."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        item = self.item(pk)
        others = agenda_of(item.meeting, self.principal).prefetch_related(None)
        if request.POST.get("to") == "up":
            other = others.filter(number__lt=item.number).last()
        else:
            other = others.filter(number__gt=item.number).first()
        if other is not None:
            self.perform(f"“{item.title}” is now item {other.number}.", swap_items, item=item, other=other)
        return redirect("partnership:meeting-agenda", pk=item.meeting_id)


class ItemRemove(MeetingView):
    """Taking an item off, while nothing is written under it."""

    verb = "archive"
    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        item = self.item(pk)
        self.perform(f"“{item.title}” is off the agenda.", remove_item, item=item, reason="Taken off the agenda")
        return redirect("partnership:meeting-agenda", pk=item.meeting_id)


class ItemPutBack(MeetingView):
    """Bringing an item back, at the end."""

    verb = "archive"
    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        rows = AgendaItem.objects.select_related("meeting__group").visible_to(self.principal, "archive")
        item = get_object_or_404(rows, pk=pk, archived_at__isnull=False)
        self.perform(f"“{item.title}” is back on the agenda.", put_back_item, item=item)
        return redirect("partnership:meeting-agenda", pk=item.meeting_id)
