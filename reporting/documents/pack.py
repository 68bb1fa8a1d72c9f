"""The agenda pack: agenda, matters arising, the last minutes, then each item's papers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.utils import timezone

from partnership.enums import OPEN_CLASSES, MeetingStatus
from partnership.formats import date_words
from partnership.models import AgendaItem, Attachment, Meeting
from partnership.selectors.attachments import files_of, files_of_items
from partnership.selectors.meetings import open_actions_of
from partnership.templatetags.words import file_kind
from reporting.blocks import Block, Cell, Column, Heading, Prose, Table
from reporting.documents.audience import Audience, Holds
from reporting.documents.minutes import (
    WITH,
    WITHOUT,
    actions_table,
    board_names,
    items_of,
    meeting_facts,
    minutes_part,
    state_of,
)
from reporting.documents.paper import Paper, Part
from reporting.theme import Theme
from reporting.wording import count_words, plain

#: Pages of a paper; None for one that cannot be joined.
Pages = Callable[[Attachment], int | None]


@dataclass(frozen=True)
class Papers:
    """The files under one title, each with its pages where it is a PDF that can be joined."""

    title: str
    files: tuple[tuple[Attachment, int | None], ...]

    @property
    def joined(self) -> tuple[Attachment, ...]:
        return tuple(file for file, pages in self.files if pages)

    @property
    def pages(self) -> int:
        """How many pages of others stand under the title."""
        return sum(pages or 0 for _, pages in self.files)


@dataclass(frozen=True)
class Pack:
    """The pages of our own, whose last parts are the title pages of `papers`, in their order."""

    paper: Paper
    papers: tuple[Papers, ...]


def agenda_pack(meeting: Meeting, audience: Audience, *, pages: Pages, holds: Holds) -> Pack:
    """The pack as this audience may read it; what stands in it is noted in `holds`."""
    items = list(items_of(meeting, audience))
    holds.note("items", items)
    papers = _papers(meeting, items, audience, pages, holds)
    last = _last_meeting(meeting, audience)
    parts = [_agenda(meeting, items, papers, last, audience, holds)]
    if last:
        parts.append(minutes_part(last, audience, holds))
    for one, before in zip(papers, [None, *papers], strict=False):
        parts.append(_title_page(one, meeting, before.pages if before else 0))
    paper = Paper(
        board_name=board_names(meeting),
        name=f"Agenda pack of {meeting.group.title}, {date_words(meeting.held_on)}",
        header=meeting.group.title,
        dated=meeting.held_on,
        parts=tuple(parts),
        theme=Theme(settings.PARTNERSHIP_BRAND),
        is_whole=not any(one.joined for one in papers),
    )
    return Pack(paper, tuple(papers))


def _papers(
    meeting: Meeting, items: Sequence[AgendaItem], audience: Audience, pages: Pages, holds: Holds
) -> list[Papers]:
    """The files of each item in turn, then those of the meeting itself."""
    of_items = files_of_items(items, audience.principal)
    found = [(f"Papers for item {item}", of_items[item.pk]) for item in items if of_items.get(item.pk)]
    others = list(files_of(meeting, audience.principal))
    found += [("Other papers of the meeting", others)] if others else []
    for _, files in found:
        holds.note("files", files)
    return [Papers(title, tuple((file, pages(file)) for file in files)) for title, files in found]


def _last_meeting(meeting: Meeting, audience: Audience) -> Meeting | None:
    """The open meeting of the group before this one."""
    earlier = Meeting.objects.visible_to(audience.principal).filter(
        group=meeting.group_id, held_on__lt=meeting.held_on, visibility__in=OPEN_CLASSES
    )
    found: Meeting | None = (
        earlier.exclude(status=MeetingStatus.CANCELLED)
        .select_related("group", "agreed_by")
        .order_by("-held_on")
        .first()
    )
    return found


def _agenda(
    meeting: Meeting,
    items: Sequence[AgendaItem],
    papers: Sequence[Papers],
    last: Meeting | None,
    audience: Audience,
    holds: Holds,
) -> Part:
    last_words = f"{date_words(last.held_on)}: {state_of(last).lower()}" if last else ""
    blocks: list[Block] = [Heading("Agenda"), _items_table(items, papers)] if items else [Prose("No items yet.")]
    blocks += _matters_arising(meeting, audience, holds)
    if not audience.confidential:
        blocks.append(Prose(plain(WITHOUT)))
    return Part(
        title=f"Agenda pack, {date_words(meeting.held_on)}",
        blocks=tuple(blocks),
        caption=meeting.group.title,
        facts=meeting_facts(meeting, ("Last minutes", last_words)),
        notice=WITH if audience.confidential else "",
    )


def _items_table(items: Sequence[AgendaItem], papers: Sequence[Papers]) -> Table:
    counts = {one.title: len(one.files) for one in papers}
    rows = tuple(
        (
            str(item.number),
            item.title,
            item.presenter,
            count_words(count, "paper") if (count := counts.get(f"Papers for item {item}", 0)) else "",
        )
        for item in items
    )
    columns = (Column("Item", width=14), Column("What"), Column("Led by", width=46), Column("Papers", width=22))
    return Table("", columns, rows)


def _matters_arising(meeting: Meeting, audience: Audience, holds: Holds) -> list[Block]:
    """The group's open actions, those due first first; none of restricted records."""
    actions = list(open_actions_of(meeting.group, audience.principal).filter(plan__record__visibility__in=OPEN_CLASSES))
    holds.note("actions", actions)
    if not actions:
        return []
    return [Heading("Matters arising"), actions_table("Open actions of the group", actions, timezone.localdate())]


def _title_page(papers: Papers, meeting: Meeting, joined: int) -> Part:
    rows = tuple((Cell(str(file), second=_second(file)), _where(file, pages)) for file, pages in papers.files)
    columns = (Column("Paper"), Column("Where it is", width=66))
    return Part(papers.title, (Table("", columns, rows),), caption=meeting.group.title, joined=joined)


def _second(file: Attachment) -> str:
    return f"{file.name}, {file_kind(file.name)}" if file.description else file_kind(file.name)


def _where(file: Attachment, pages: int | None) -> str:
    if pages:
        return f"Follows here, {count_words(pages, 'page')}"
    kind = "This PDF cannot be joined" if file_kind(file.name) == "PDF" else "Not a PDF"
    return f"{kind}: open it in the portal, on the page of the meeting"
