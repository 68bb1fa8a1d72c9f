"""What reports ask of people."""

from collections.abc import Iterator, Mapping
from datetime import date
from urllib.parse import urlencode

from django.db.models import Max
from django.urls import reverse

from partnership.enums import Role
from partnership.models import Group
from partnership.principals import Principal
from partnership.registers.parts import Chip, Link
from partnership.registry import WorkItem
from reporting.models import GroupReport, Report


def group_reports_asked(principal: Principal, today: date) -> Iterator[WorkItem]:
    """Groups that one chairs and that have said nothing yet for the latest annual report of their board."""
    chaired = {pk for grant in principal.grants if grant.role == Role.GROUP_CHAIR for pk in grant.groups}
    if not chaired:
        return
    of_boards = Report.objects.filter(board__records__in=chaired).order_by().values("board", "board__name")
    latest = {row["board"]: row for row in of_boards.annotate(latest=Max("year"))}
    said = set(GroupReport.objects.filter(group__in=chaired).values_list("group", "board", "year"))
    groups = Group.objects.visible_to(principal).filter(pk__in=chaired).prefetch_related("boards")
    for group in groups.order_by("title"):
        for report in (latest[board.pk] for board in group.boards.all() if board.pk in latest):
            if (group.pk, report["board"], report["latest"]) not in said:
                yield WorkItem(
                    due_on=None,
                    title=Link(f"Write what {group.title} reports of {report['latest']}", _address(group, report)),
                    kind="Report",
                    second=report["board__name"],
                    mark=Chip("grey", "Not started"),
                )


def _address(group: Group, report: Mapping[str, object]) -> str:
    asked = urlencode({"board": report["board"], "year": report["latest"], "group": group.pk})
    return f"{reverse('reporting:group-report-list')}?{asked}"
