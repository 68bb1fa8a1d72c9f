"""The page of a meeting: its agenda with what was written and raised, attendance, papers, and what comes next."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe

from partnership import marks, registry
from partnership.enums import MeetingStatus, MinutesState
from partnership.formats import date_words
from partnership.models import Action, AgendaItem, Attachment, Record
from partnership.policy import can
from partnership.registers.hanging import add_url
from partnership.registers.page import DetailPage
from partnership.registers.parts import Button, Fact, Kind
from partnership.registers.readers import readers_in_words
from partnership.registers.rows import guarded_class, neutral_name, record_of
from partnership.selectors.attachments import files_of_items
from partnership.selectors.attendance import SeatLine, attendance_sheet
from partnership.selectors.locked import actions_as_minuted
from partnership.selectors.meetings import (
    Missing,
    agenda_of,
    came_in_words,
    later_meetings,
    missing_of,
    open_actions_of,
)
from partnership.templatetags.words import moment
from partnership.text import to_html

_PUBLIC = "Summary for everybody"
_RAISED_KINDS = {"challenge": "Challenge", "risk": "Risk"}


@dataclass(frozen=True)
class Raised:
    """A line of what was raised in an item."""

    kind: Kind
    reference: str
    url: str
    text: str
    second: str
    mark: Any


@dataclass(frozen=True)
class ItemView:
    """An item as its readers see it."""

    item: AgendaItem
    files: list[Attachment]
    raised: list[Raised]
    attach_url: str

    @property
    def texts(self) -> list[tuple[str, str]]:
        """What is written under it, with its headings; the minute needs none."""
        found = (("", self.item.minute), ("Decision", self.item.decision), (_PUBLIC, self.item.public_summary))
        return [(heading, mark_safe(to_html(text))) for heading, text in found if text]  # noqa: S308 (cleaned)

    @property
    def url(self) -> str:
        """Where its minute is written."""
        return reverse("partnership:minute", args=[self.item.pk])

    @property
    def state(self) -> str:
        """What the list of items says of it."""
        minuted = "Minuted" if self.item.minute or self.item.decision else "Not started"
        return f"{minuted}, {len(self.raised)} raised" if self.raised else minuted


class MeetingPage(DetailPage):
    """A meeting. Whoever sees confidential items in it leaves a trace in its read log."""

    template = "partnership/meetings/meeting.html"

    @cached_property
    def agenda(self) -> list[AgendaItem]:
        return list(agenda_of(self.row, self.principal))

    @cached_property
    def to_be_logged(self) -> Record | None:
        return record_of(self.row) if guarded_class(self.row) or self.confidential else None

    @property
    def confidential(self) -> list[AgendaItem]:
        return [item for item in self.agenda if item.confidential]

    @cached_property
    def restricted(self) -> dict[str, Any] | None:
        banner = super().restricted
        if banner and not guarded_class(self.row):
            first = self.confidential[0]
            numbers = " and ".join(str(item.number) for item in self.confidential)
            which = f"Item {numbers} is" if len(self.confidential) == 1 else f"Items {numbers} are"
            banner["who"] = f"{which} confidential. {readers_in_words(first)} can see that."
        return banner

    # --- Title block -------------------------------------------------------------------------------------------

    @property
    def caption(self) -> str:
        return f"Meeting, {self.when}"

    @property
    def when(self) -> str:
        """Such as "9 June 2026, 10am to 12pm, Civic Hall"."""
        times = " to ".join(clock(at) for at in (self.row.starts_at, self.row.ends_at) if at)
        return ", ".join(filter(None, [f"{self.row.held_on:%A} {date_words(self.row.held_on)}", times, self.row.venue]))

    @property
    def heading(self) -> str:
        return str(self.row)

    @property
    def short(self) -> str:
        """The group, where the date stands beside it."""
        return neutral_name(self.row) if guarded_class(self.row) else str(self.row.group)

    @property
    def state(self) -> list[Any]:
        return [*super().state, marks.minutes_mark(self.row), *([self.agreed] if self.agreed else [])]

    @property
    def agreed(self) -> str:
        """Who agreed to the minutes, and when."""
        if self.row.minutes_state == MinutesState.DRAFT:
            return ""
        words = f"Agreed by {self.row.agreed_by}, {moment(self.row.agreed_at)}."
        return f"{words} Locked {moment(self.row.locked_at)}." if self.row.locked_at else words

    @property
    def buttons(self) -> list[Button]:
        """What comes next stands first; nothing that the state forbids."""
        if self.archived:
            return []
        own = [*self._of_draft(), *self._of_minutes()]
        if self.row.status == MeetingStatus.HELD and self.draft and not self.missing.anything:
            own = [*self._of_minutes(), *self._of_draft()]
        rest = super().buttons if self.draft else []
        return [*(Button(one.title, one.url, primary=number == 0) for number, one in enumerate(own)), *rest]

    @property
    def draft(self) -> bool:
        return bool(self.row.minutes_state == MinutesState.DRAFT)

    @cached_property
    def may_change(self) -> bool:
        return can(self.principal, "change", self.row)

    @cached_property
    def may_approve(self) -> bool:
        return can(self.principal, "approve", self.row)

    def _of_draft(self) -> list[Button]:
        if not (self.draft and self.may_change):
            return []
        agenda = self._button("agenda", "Change the agenda" if self.agenda else "Build the agenda")
        attendance = self._button("attendance", f"Attendance ({self.missing.filled} of {self.missing.seats})")
        minutes = [Button("Write the minutes", self.minutes_url)] if self.agenda else []
        close = self._button("close", "Close the meeting")
        if self.row.status == MeetingStatus.CANCELLED:
            return [agenda]
        if self.row.held_on > timezone.localdate() or not self.agenda:
            return [agenda, attendance, *minutes]
        if self.row.status == MeetingStatus.PLANNED:
            return [*minutes, attendance, agenda, close]
        return [*minutes, attendance, agenda]

    def _of_minutes(self) -> list[Button]:
        held = self.row.status == MeetingStatus.HELD
        found = []
        if self.may_approve and held and self.draft:
            found.append(self._button("minutes-agree", "Read and agree the minutes"))
        if self.may_approve and self.row.minutes_state == MinutesState.AGREED:
            found.append(self._button("minutes-lock", "Lock the minutes"))
        if self.may_change and self.row.minutes_state == MinutesState.AGREED:
            found.append(self._button("minutes-reopen", "Put back to draft"))
        if held and self.agenda and later_meetings(self.row, self.principal).exists():
            found.append(self._button("carry", "Carry items forward"))
        return found

    def _button(self, what: str, title: str) -> Button:
        return Button(title, reverse(f"partnership:meeting-{what}", args=[self.row.pk]))

    @property
    def minutes_url(self) -> str:
        """The first item that nothing is written under, or else the first."""
        unwritten = (item for item in self.agenda if not item.minute and not item.decision)
        first = next(unwritten, None) or self.agenda[0]
        return reverse("partnership:minute", args=[first.pk])

    # --- Content -----------------------------------------------------------------------------------------------

    @cached_property
    def missing(self) -> Missing:
        return missing_of(self.row, self.agenda)

    @cached_property
    def items(self) -> list[ItemView]:
        files = files_of_items(self.agenda, self.principal)
        return [
            ItemView(
                item=item,
                files=files.get(item.pk, []),
                raised=raised_in(item, self.minuted),
                attach_url=add_url("file", item) if self.draft and self.may_change else "",
            )
            for item in self.agenda
        ]

    def beside(self, item: AgendaItem) -> tuple[ItemView | None, ItemView | None]:
        """The items before and after one."""
        place = [entry.item.pk for entry in self.items].index(item.pk)
        before = self.items[place - 1] if place else None
        return before, self.items[place + 1] if place + 1 < len(self.items) else None

    @cached_property
    def minuted(self) -> dict[int, Action]:
        """The actions of all items as the minutes name them."""
        return actions_as_minuted(self.row, (action for item in self.agenda for action in item.actions.all()))

    @cached_property
    def open_actions(self) -> list[Raised]:
        """The group's open actions, shown by items that ask for matters arising."""
        if not any(item.matters_arising for item in self.agenda):
            return []
        return [_of_action(action, action) for action in open_actions_of(self.row.group, self.principal)]

    @cached_property
    def came(self) -> str:
        return came_in_words(self.row, self.principal)

    @cached_property
    def entries(self) -> list[SeatLine]:
        """How each seat was filled, once the minutes are agreed and the grid is closed."""
        if self.draft:
            return []
        sheet = attendance_sheet(meeting=self.row, earlier=0, principal=self.principal)
        return [line for line in sheet.lines if line.entry]

    @property
    def summary(self) -> list[Fact]:
        words = f"{self.missing.filled} of {self.missing.seats} seats filled in" if self.missing.seats else ""
        return [*super().summary[:-1], Fact("Attendance", words, self.came), super().summary[-1]]


def clock(at: Any) -> str:
    """10am, 2:30pm."""
    return f"{at:%-I:%M%p}".lower().replace(":00", "")


def raised_in(item: AgendaItem, minuted: Mapping[int, Action] | None = None) -> list[Raised]:
    """Actions first, then challenges and risks, as far as they were read along with the item.

    Actions are called as in `minuted`, where they are in it; how they stand is said as of today.
    """
    records = [
        Raised(
            kind=Kind(_RAISED_KINDS.get(record.kind, record.kind)),
            reference=record.reference,
            url=registry.url_of(record),
            text="" if guarded_class(record) else neutral_name(record),
            second="",
            mark="",
        )
        for record in item.raised.all()
    ]
    called = minuted or {}
    return [*(_of_action(action, called.get(action.pk, action)) for action in item.actions.all()), *records]


def _of_action(action: Action, called: Action) -> Raised:
    return Raised(
        kind=Kind("Action"),
        reference=called.reference,
        url=registry.url_of(action),
        text=called.title,
        second=called.owner,
        mark=marks.action_mark(action),
    )
