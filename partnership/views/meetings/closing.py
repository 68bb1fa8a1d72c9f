"""After a meeting: closing it, and carrying items to the next one."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from partnership.catalogue.meetings import MEETINGS
from partnership.exceptions import DomainError
from partnership.forms.meetings import CarryForm
from partnership.models import Meeting
from partnership.registers.editing import ArchiveRow
from partnership.selectors.meetings import agenda_of, later_meetings
from partnership.services.agendas import carry_items
from partnership.services.meetings import close_meeting, hold_draft
from partnership.views.meetings.base import MeetingView


class MeetingClose(MeetingView):
    """The meeting was held: what is missing is named, and may be written afterwards."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self.page("close.html", self.meeting(pk))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        meeting = self.meeting(pk)
        self.perform(
            "The meeting is closed. Its minutes stay a draft until the chair agrees.", close_meeting, meeting=meeting
        )
        return self.back(meeting)


class MeetingArchive(ArchiveRow):
    """Taking a meeting out of sight, while its minutes are a draft."""

    register = MEETINGS

    @transaction.atomic
    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        meeting = self.load(self.rows(), pk=pk)
        try:
            hold_draft(meeting)
        except DomainError as error:
            messages.error(request, error.message)
            return redirect("partnership:meeting-detail", pk=meeting.pk)
        return super().post(request, pk)


class CarryForward(MeetingView):
    """Chosen items go to a later meeting of the group; open actions follow by matters arising."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        meeting = self.meeting(pk)
        return self.carry_page(meeting, self.form(meeting))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        meeting = self.meeting(pk)
        form = self.form(meeting, request.POST)
        if not form.is_valid():
            return self.carry_page(meeting, form)
        to = form.cleaned_data["to"]
        try:
            carried = carry_items(items=list(form.cleaned_data["items"]), to=to, by=self.user)
        except DomainError as error:
            form.add_error(None, error.message)
            return self.carry_page(meeting, form)
        words = "1 item carried forward." if len(carried) == 1 else f"{len(carried)} items carried forward."
        messages.success(request, words)
        return redirect("partnership:meeting-agenda", pk=to.pk)

    def form(self, meeting: Meeting, data: object = None) -> CarryForm:
        items = agenda_of(meeting, self.principal).prefetch_related(None)
        return CarryForm(data, meetings=later_meetings(meeting, self.principal), items=items)

    def carry_page(self, meeting: Meeting, form: CarryForm) -> HttpResponse:
        return self.page("carry.html", meeting, form=form)
