"""The attendance grid: every seat of the day in one table, one save for all."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from partnership import marks
from partnership.enums import AttendanceStatus
from partnership.exceptions import DomainError
from partnership.forms.meetings import SeatForm
from partnership.models import Meeting
from partnership.policy import allows
from partnership.selectors.attendance import AttendanceSheet, SeatLine, attendance_sheet
from partnership.services.attendance import Collision, Filled, save_attendance
from partnership.views.meetings.base import MeetingView
from partnership.views.takes_kept import TakesKeptText

EARLIER = 4


@dataclass(frozen=True)
class Line:
    """A row of the grid as the template draws it."""

    seat: SeatLine
    form: SeatForm
    choices: list[dict[str, Any]]
    earlier: list[dict[str, str]]
    collision: str = ""


class AttendanceGrid(MeetingView, TakesKeptText):
    """Seats by P, D, A, X and N."""

    def meeting(self, pk: int) -> Meeting:
        found = super().meeting(pk)
        if not allows(self.principal, "create", "attendance"):
            raise PermissionDenied
        return found

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        meeting = self.meeting(pk)
        sheet = attendance_sheet(meeting=meeting, earlier=EARLIER, principal=self.principal)
        kept = self.kept_data()
        return self.grid(meeting, sheet, [_form(line, kept) for line in sheet.lines])

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        meeting = self.meeting(pk)
        sheet = attendance_sheet(meeting=meeting, earlier=EARLIER, principal=self.principal)
        forms = [_form(line, request.POST) for line in sheet.lines]
        if not all([form.is_valid() for form in forms if form.is_bound]):  # noqa: C419 (each says what is wrong)
            return self.grid(meeting, sheet, forms)
        filled = _filled(sheet, forms, rest="rest" in request.POST)
        try:
            collisions = save_attendance(meeting=meeting, filled=filled, by=self.user)
        except DomainError as error:
            messages.error(request, error.message)
            return self.back(meeting)
        if collisions:
            return self.collided(meeting, collisions)
        self.forget_kept()
        messages.success(request, _done(meeting, self.principal))
        return redirect("partnership:meeting-attendance", pk=meeting.pk)

    def collided(self, meeting: Meeting, collisions: list[Collision]) -> HttpResponse:
        """What somebody else saved is chosen, what this person chose stands beside it; all other seats are saved."""
        sheet = attendance_sheet(meeting=meeting, earlier=EARLIER, principal=self.principal)
        mine = {one.mine.seat.pk: _in_words(one.mine.status, one.mine.deputy) for one in collisions}
        return self.grid(meeting, sheet, [_form(line) for line in sheet.lines], collisions=mine, status=409)

    def grid(
        self,
        meeting: Meeting,
        sheet: AttendanceSheet,
        forms: list[SeatForm],
        *,
        collisions: dict[int, str] | None = None,
        status: int = 200,
    ) -> HttpResponse:
        lines = [
            _line(line, form, (collisions or {}).get(line.seat.pk, ""))
            for line, form in zip(sheet.lines, forms, strict=True)
        ]
        return self.page(
            "attendance.html",
            meeting,
            items=False,
            status=status,
            lines=lines,
            sheet=sheet,
            left=len(sheet.lines) - sheet.filled,
            collisions=collisions,
            error_forms=[form for form in forms if form.errors],
            letters=[marks.attendance_letter(value) for value in AttendanceStatus.values],
            may_change_seats=allows(self.principal, "change", "seat"),
        )


def _form(line: SeatLine, data: Any = None) -> SeatForm:
    entry = line.entry
    initial = {
        "status": entry.status if entry else "",
        "deputy": entry.deputy if entry else "",
        "version": entry.version if entry else 0,
    }
    prefix = f"seat-{line.seat.pk}"
    # A seat that came into force meanwhile was not on the page that is sent.
    return SeatForm(data if data is not None and f"{prefix}-version" in data else None, prefix=prefix, initial=initial)


def _filled(sheet: AttendanceSheet, forms: list[SeatForm], *, rest: bool) -> list[Filled]:
    """The seats that somebody touched; with `rest` those that nobody has filled in are present."""
    found = []
    for line, form in zip(sheet.lines, forms, strict=True):
        if not form.is_bound:
            continue
        status = form.cleaned_data["status"]
        if rest and not status and line.entry is None:
            status = AttendanceStatus.PRESENT
        elif not form.touched:
            continue
        version = form.cleaned_data["version"] or 0
        found.append(Filled(line.seat, status, form.cleaned_data["deputy"], version))
    return found


def _line(line: SeatLine, form: SeatForm, collision: str) -> Line:
    chosen = form["status"].value() or ""
    choices = [
        {**marks.attendance_letter(value), "value": value, "checked": value == chosen}
        for value in AttendanceStatus.values
    ]
    return Line(line, form, choices, [marks.attendance_letter(status) for status in line.earlier], collision)


def _in_words(status: str, deputy: str) -> str:
    words = str(AttendanceStatus(status).label) if status else "nothing"
    return f"{words}, {deputy}" if deputy else words


def _done(meeting: Meeting, principal: Any) -> str:
    sheet = attendance_sheet(meeting=meeting, earlier=0, principal=principal)
    return f"Attendance saved: {sheet.filled} of {len(sheet.lines)} seats filled in."
