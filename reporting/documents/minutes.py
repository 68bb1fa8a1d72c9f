"""The minutes of a meeting, with or without its confidential items."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, time

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from partnership.enums import AttendanceStatus, MinutesState
from partnership.formats import date_words
from partnership.models import Action, AgendaItem, Meeting, Record
from partnership.rag import rag_words
from partnership.registers.rows import neutral_name
from partnership.selectors.actions import rating
from partnership.selectors.attendance import attendance_sheet
from partnership.selectors.locked import actions_as_minuted
from partnership.selectors.meetings import agenda_of
from reporting.action_blocks import STATUS_OF_RAG
from reporting.blocks import Block, Bullets, Callout, Cell, Chip, Column, Fact, Heading, Prose, Table
from reporting.documents.audience import Audience, Holds
from reporting.documents.paper import Paper, Part
from reporting.theme import Theme
from reporting.wording import facts, plain

WITHOUT = "Confidential items, if there were any, are not in this copy."
WITH = "Confidential. This copy holds the confidential items: it is for those who may see all of them."
_IN_ORDER = (AttendanceStatus.PRESENT, AttendanceStatus.DEPUTY, AttendanceStatus.APOLOGIES, AttendanceStatus.ABSENT)


def minutes_paper(meeting: Meeting, audience: Audience, holds: Holds) -> Paper:
    """The minutes as this audience may read them; what stands in them is noted in `holds`."""
    return Paper(
        board_name=board_names(meeting),
        name=f"Minutes of {meeting.group.title}, {date_words(meeting.held_on)}",
        header=meeting.group.title,
        dated=meeting.held_on,
        parts=(minutes_part(meeting, audience, holds),),
        theme=Theme(settings.PARTNERSHIP_BRAND),
    )


def minutes_part(meeting: Meeting, audience: Audience, holds: Holds) -> Part:
    """Who was there, then item by item what was said, decided and asked for."""
    items = list(items_of(meeting, audience))
    holds.note("items", items)
    blocks: list[Block] = [*_attendance(meeting, audience)]
    said = actions_as_minuted(meeting, (action for item in items for action in item.actions.all()))
    for item in items:
        blocks += _item(item, said, holds)
    if not audience.confidential:
        blocks.append(Prose(plain(WITHOUT)))
    return Part(
        title=f"Minutes of {date_words(meeting.held_on)}",
        blocks=tuple(blocks),
        caption=meeting.group.title,
        facts=meeting_facts(meeting, ("Minutes", state_of(meeting))),
        notice=WITH if audience.confidential else "",
    )


def items_of(meeting: Meeting, audience: Audience) -> QuerySet[AgendaItem]:
    """The agenda for this audience, in order."""
    items: QuerySet[AgendaItem] = audience.narrowed(agenda_of(meeting, audience.principal))
    return items


def board_names(meeting: Meeting) -> str:
    """Whose meeting it is."""
    return ", ".join(board.name for board in meeting.boards.order_by("code_key"))


def meeting_facts(meeting: Meeting, *more: tuple[str, str]) -> tuple[Fact, ...]:
    """When and where, and who came as a guest; what is not known is left out."""
    return facts(
        ("Date", f"{meeting.held_on:%A} {date_words(meeting.held_on)}"),
        ("Time", " to ".join(_clock(at) for at in (meeting.starts_at, meeting.ends_at) if at)),
        ("Place", meeting.venue),
        ("Guests", ", ".join(meeting.guests)),
        *more,
    )


def state_of(meeting: Meeting) -> str:
    """Whether the minutes are agreed, by whom and when."""
    if meeting.minutes_state == MinutesState.DRAFT:
        return "Draft, not agreed yet"
    on = f" on {date_words(timezone.localdate(meeting.agreed_at))}" if meeting.agreed_at else ""
    by = f" by {meeting.agreed_by}" if meeting.agreed_by else ""
    return f"Agreed{by}{on}"


def actions_table(caption: str, actions: Iterable[Action], today: date | None = None) -> Table:
    """Actions with who does what by when; with `today`, also how each stands."""
    columns = [Column("No.", width=22), Column("Action"), Column("Who", width=40), Column("Due", width=28)]
    rows = [
        (
            Cell(action.reference),
            Cell(action.title),
            Cell(action.owner, second=action.agency.name if action.agency else ""),
            Cell(date_words(action.due_on) if action.due_on else "No date", chip=_chip(action, today)),
        )
        for action in actions
    ]
    return Table(caption, tuple(columns), tuple(rows))


def _chip(action: Action, today: date | None) -> Chip | None:
    if today is None:
        return None
    rag = rating(action, on=today)
    return Chip(STATUS_OF_RAG[rag], rag_words(rag, due_on=action.due_on, today=today))


def _attendance(meeting: Meeting, audience: Audience) -> list[Block]:
    sheet = attendance_sheet(meeting=meeting, earlier=0, principal=audience.principal)
    lines = [(line, line.entry) for line in sheet.lines if line.entry and line.entry.status in _IN_ORDER]
    if not lines:
        return []
    lines.sort(key=lambda pair: _IN_ORDER.index(AttendanceStatus(pair[1].status)))
    rows = tuple(
        (
            Cell(line.seat.label, second=_agency(line.seat.label, line.seat.agency)),
            Cell(entry.deputy or "Not named" if entry.status == AttendanceStatus.DEPUTY else line.holder),
            Cell(entry.get_status_display()),
        )
        for line, entry in lines
    )
    columns = (Column("Seat"), Column("Name", width=60), Column("Attendance", width=32))
    return [Heading("Who was there"), Table("", columns, rows)]


def _agency(label: str, agency: object) -> str:
    return str(agency) if agency and str(agency) != label else ""


def _item(item: AgendaItem, said: Mapping[int, Action], holds: Holds) -> list[Block]:
    actions, raised = [said[action.pk] for action in item.actions.all()], list(item.raised.all())
    holds.note("actions", actions)
    holds.note("records", raised)
    blocks: list[Block] = [Heading(str(item))]
    if item.presenter:
        blocks.append(Prose(f"*Led by {plain(item.presenter)}*"))
    if item.minute:
        blocks.append(Prose(item.minute))
    if item.decision:
        blocks.append(Callout("help", "Decision", item.decision))
    if actions:
        blocks.append(actions_table("Actions", actions))
    if raised:
        blocks.append(Bullets(tuple(_raised(record) for record in raised)))
    return blocks


def _raised(record: Record) -> str:
    """A challenge or risk by its reference; its title too where that is no secret."""
    name = neutral_name(record)
    return f"Raised: {record.reference}" + (f", {name}" if name != record.reference else "")


def _clock(at: time) -> str:
    return f"{at:%-I:%M%p}".lower().replace(":00", "")
