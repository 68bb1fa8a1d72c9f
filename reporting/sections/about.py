"""The partnership itself: what it wants, how it is organised, what its groups are for."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from partnership.enums import GroupKind
from partnership.formats import MISSING
from partnership.selectors.bodies import GroupView, groups_in_year, statutory_partners
from reporting.blocks import Block, Bullets, Cell, Column, Heading, Prose, Table, Tree, TreeBox
from reporting.compact import without_empty_columns
from reporting.narrative import narrative_blocks
from reporting.parts import PARTNERSHIP
from reporting.section import ReportPeriod, Section
from reporting.wording import count_words, day

_SPINE = (GroupKind.BOARD, GroupKind.EXECUTIVE)


class About(Section):
    key = "about"
    title = "About the partnership"
    order = 50
    part = PARTNERSHIP

    def blocks(self, period: ReportPeriod) -> list[Block]:
        span = {"board": period.board, "start": period.start, "end": period.end, "principal": period.principal}
        groups = groups_in_year(**span)
        chart = [_chart(groups, statutory_partners(**span), period.board.name)] if groups else []
        table = [_groups_table(groups)] if groups else []
        return [*chart, *narrative_blocks(period, self.key), *_aims(period), *table]


def _aims(period: ReportPeriod) -> list[Block]:
    board = period.board
    vision = [Heading("Our vision"), Prose(board.vision)] if board.vision else []
    aims = [Heading("Our strategic aims"), Bullets(tuple(board.strategic_aims))] if board.strategic_aims else []
    return [*vision, *aims]


def _chart(groups: tuple[GroupView, ...], partners: tuple[str, ...], board: str) -> Tree:
    """The board and its executive as the spine, every other group hanging beneath with what reports to it."""
    below = defaultdict(list)
    keys = {group.pk for group in groups}
    spine = [group for group in groups if group.kind in _SPINE]
    tops = {group.pk for group in spine} | {None}
    for group in groups:
        below[group.parent if group.parent in keys else None].append(group)
    hanging = [group for group in groups if group.kind not in _SPINE and _top(group, keys) in tops]
    elsewhere = {name for group in groups for name in (*group.shared_with, group.also_reports_to) if name}
    return Tree(
        caption="How the partnership is organised",
        partners=tuple(TreeBox(name, "Statutory partner") for name in partners),
        spine=tuple(_box(group) for group in spine) or (TreeBox(board),),
        groups=tuple(_box(group, _beneath(group, below)) for group in hanging),
        works_with=tuple(sorted(elsewhere)),
    )


def _top(group: GroupView, keys: set[int]) -> int | None:
    """The group above, where it is one of those drawn."""
    return group.parent if group.parent in keys else None


def _beneath(group: GroupView, below: dict[int | None, list[GroupView]]) -> Iterator[TreeBox]:
    """All that report to a group, directly or through another; the chart has one level for them."""
    for lower in below[group.pk]:
        yield _box(lower)
        yield from _beneath(lower, below)


def _box(group: GroupView, below: Iterable[TreeBox] = ()) -> TreeBox:
    ends = f"Until {day(group.ends_on)}" if group.ends_on else ""
    notes = [ends, _frequency(group)]
    return TreeBox(
        name=group.name,
        detail=group.kind.label if group.kind not in _SPINE else group.chair,
        note=". ".join(note for note in notes if note),
        temporary=group.is_temporary,
        below=tuple(below),
    )


def _frequency(group: GroupView) -> str:
    return f"Meets {count_words(group.meetings_per_year, 'time')} a year" if group.meetings_per_year else ""


def _groups_table(groups: tuple[GroupView, ...]) -> Table:
    columns = (
        Column("Group", width=50),
        Column("What it is for"),
        Column("Chair", width=34),
        Column("Meets", width=22),
    )
    rows = tuple(_group_row(group) for group in groups)
    return without_empty_columns(Table("Groups of the partnership", columns, rows))


def _group_row(group: GroupView) -> tuple[Cell, ...]:
    reports = f"Also reports to {group.also_reports_to}" if group.also_reports_to else ""
    shared = f"Shared with {', '.join(group.shared_with)}" if group.shared_with else ""
    return (
        Cell(group.name, second=". ".join(part for part in (reports, shared) if part)),
        Cell(markdown=group.purpose) if group.purpose else Cell(MISSING),
        Cell(group.chair or MISSING),
        Cell(f"{count_words(group.meetings_per_year, 'time')} a year" if group.meetings_per_year else MISSING),
    )
