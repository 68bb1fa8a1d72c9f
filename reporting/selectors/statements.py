"""What agencies and groups wrote of their year, in parts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby

from partnership.models import Board, Group
from partnership.principals import Principal
from reporting.models import AgencyStatement, GroupReport
from reporting.wording import paragraphs, plain


@dataclass(frozen=True)
class StatementPart:
    heading: str
    markdown: str


def agency_statements(
    *, board: Board, year: str, principal: Principal
) -> tuple[tuple[str, tuple[StatementPart, ...]], ...]:
    """Name and statement of each agency that wrote one, statutory partners first. One query."""
    rows = (
        AgencyStatement.objects.visible_to(principal)
        .filter(board=board, year=year)
        .select_related("agency")
        .order_by("agency_id", "order")
    )
    written = [(agency, _parts(parts)) for agency, parts in groupby(rows, key=lambda row: row.agency)]
    written.sort(key=lambda pair: (not pair[0].statutory_partner, pair[0].name.casefold()))
    return tuple((agency.name, parts) for agency, parts in written)


def group_reports(*, board: Board, year: str, principal: Principal) -> Mapping[int, tuple[StatementPart, ...]]:
    """The reports of groups by the group's key. One query."""
    rows = (
        GroupReport.objects.visible_to(principal)
        .filter(board=board, year=year, group__in=Group.objects.visible_to(principal))
        .order_by("group_id", "order")
    )
    return {group: _parts(parts) for group, parts in groupby(rows, key=lambda row: row.group_id)}


def in_parts(parts: Iterable[StatementPart]) -> str:
    """Markdown of a whole statement, each part under its heading."""
    return paragraphs(f"### {plain(part.heading)}\n\n{part.markdown}" for part in parts)


def _parts(rows: Iterable[AgencyStatement | GroupReport]) -> tuple[StatementPart, ...]:
    return tuple(StatementPart(row.heading, row.text) for row in rows)
