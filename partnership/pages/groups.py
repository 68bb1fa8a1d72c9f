"""The page of a group: what its chair asks of it before a meeting."""

from functools import cached_property
from typing import Any

from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from partnership import marks, registry
from partnership.enums import OPEN_ACTIONS, OpenStatus, Rag
from partnership.formats import percent_words
from partnership.models import Action, Group, Meeting, Objective, Risk
from partnership.pages.figures import Figure, plural
from partnership.panel_tables import PlanActionTable
from partnership.policy import allows, can
from partnership.rag import HIGH_RISK
from partnership.registers.declaration import Panel
from partnership.registers.page import DetailPage
from partnership.registers.parts import Button
from partnership.registers.tables import RegisterTable
from partnership.selectors.attendance import GroupAttendance, Tally, recent_attendance
from partnership.selectors.work import next_meetings
from partnership.tables import ObjectiveTable, RiskTable

MEETINGS_SHOWN = 6


def _open_actions(group: Any) -> Any:
    """Of its own plan, of the priorities that it leads and of its risks; the late ones first."""
    of_group = Q()
    for lookup in Action.body_lookups:
        of_group |= Q(**{lookup: group.pk})
    actions = Action.objects.filter(of_group, status__in=OPEN_ACTIONS).select_related("plan__record", "agency")
    return actions.order_by(F("due_on").asc(nulls_last=True), "pk")


def _objectives(group: Any) -> Any:
    led = Q(lead_group=group) | Q(lead_group=None, priority__lead_group=group)
    objectives = Objective.objects.filter(led).select_related("priority", "lead_agency", "lead_group")
    return objectives.order_by(F("due_on").asc(nulls_last=True), "pk")


def _open_risks(group: Any) -> Any:
    risks = Risk.objects.filter(group=group, status=OpenStatus.OPEN).select_related("group", "owner_agency")
    return risks.order_by((F("likelihood") * F("impact")).desc(), "pk")


OPEN_ACTIONS_OF_GROUP = Panel("Open actions", PlanActionTable, _open_actions)
OBJECTIVES = Panel("Objectives", ObjectiveTable, _objectives, without=("lead_group",))
OPEN_RISKS = Panel("Open risks", RiskTable, _open_risks, without=("group",))
WORK = (OPEN_ACTIONS_OF_GROUP, OBJECTIVES, OPEN_RISKS)


class GroupPage(DetailPage):
    """A group: the next meeting, what is open, who came."""

    template = "partnership/group.html"

    @property
    def buttons(self) -> list[Button]:
        if self.archived:
            return super().buttons
        offered = (
            ("Plan a meeting", "meeting-create", "group", "meeting"),
            ("Add an action", "action-create", "record", "action"),
            ("Add a risk", "risk-create", "group", "risk"),
            ("Add a seat", "seat-create", "group", "seat"),
        )
        if not can(self.principal, "change", self.row):
            return super().buttons
        own = [
            Button(title, f"{reverse(f'partnership:{name}')}?{field}={self.row.pk}", primary=subject == "meeting")
            for title, name, field, subject in offered
            if allows(self.principal, "create", subject)
        ]
        template = Button("Agenda template", reverse("partnership:standing-items", args=[self.row.pk]))
        return [*own, template, *super().buttons]

    @cached_property
    def next_meeting(self) -> Meeting | None:
        return next_meetings(self.principal, timezone.localdate()).filter(group=self.row).first()

    @cached_property
    def work(self) -> list[tuple[str, RegisterTable]]:
        """What the group has to do: its own tables, then those that other parts of the portal put here."""
        panels = [*WORK, *registry.panels_on(Group)]
        tables = [(panel.title, self._table(panel)) for panel in panels]
        return [(title, table) for title, table in tables if len(table.rows)]

    @property
    def panels(self) -> list[tuple[str, RegisterTable]]:
        """What the register says of every group; what it has to do stands above."""
        tables = [(panel.title, self._table(panel)) for panel in self.register.panels]
        return [(title, table) for title, table in tables if len(table.rows)]

    @property
    def figures(self) -> list[Figure]:
        today = timezone.localdate()
        found = [self._next_figure()]
        for number, (title, table) in enumerate(self.work, 1):
            rows = [row.record for row in table.rows]
            url = f"#work-{number}"
            if title == OPEN_ACTIONS_OF_GROUP.title:
                late = sum(row.due_on is not None and row.due_on < today for row in rows)
                found.append(Figure(f"{len(rows)} open {plural('action', rows)}", f"{late} overdue", url))
            elif title == OBJECTIVES.title:
                off = sum(row.rag == Rag.RED for row in rows)
                found.append(Figure(f"{len(rows)} {plural('objective', rows)}", f"{off} off course", url))
            elif title == OPEN_RISKS.title:
                high = sum(row.score >= HIGH_RISK for row in rows)
                found.append(Figure(f"{len(rows)} open {plural('risk', rows)}", f"{high} high or very high", url))
        return found

    def _next_figure(self) -> Figure:
        coming = self.next_meeting
        if coming is None:
            return Figure("No meeting planned", "", "")
        days = (coming.held_on - timezone.localdate()).days
        when = "today" if not days else "tomorrow" if days == 1 else f"in {days} days"
        return Figure(f"{coming.held_on:%-d %B}", f"next meeting, {when}", registry.url_of(coming))

    @cached_property
    def attendance(self) -> GroupAttendance | None:
        return recent_attendance(group=self.row, meetings=MEETINGS_SHOWN, principal=self.principal)

    @property
    def came(self) -> str:
        """How many of the seats were filled, over these meetings."""
        tally = self.attendance.whole if self.attendance else Tally(0, 0)
        return percent_words(tally.attended, tally.due)

    @property
    def grid(self) -> list[dict[str, Any]]:
        """A row for each seat: {name, second, marks, tally}."""
        return [
            {
                "name": seat.label,
                "second": seat.agency if seat.agency != seat.label else "",
                "marks": [marks.attendance_letter(status) for status in seat.statuses],
                "tally": seat.tally,
            }
            for seat in (self.attendance.seats if self.attendance else ())
        ]
