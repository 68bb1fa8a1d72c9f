"""Which annual reports can be made, and how far those that were asked for are."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch

from partnership.models import Board, Job, Meeting, PriorityProgress
from partnership.period import parse_year, year_label
from partnership.principals import Principal
from reporting.enums import FileKind, ReportKind
from reporting.models import AgencyStatement, GroupReport, Narrative, Report, ReportFile

#: The job that makes a report's PDF.
MAKE_PDF = "reporting.make_report_pdf"

Place = tuple[int, str]  # a board's primary key and a reporting year


@dataclass(frozen=True)
class ReportYear:
    """A board's year that has something to report: how much there is of what, and the report if it was asked for."""

    board: Board
    year: str
    texts: int
    statements: int
    meetings: int
    report: Report | None = None

    @property
    def file(self) -> ReportFile | None:
        return newest_file(self.report) if self.report else None


def report_years(principal: Principal) -> list[ReportYear]:
    """Every board and year with texts, statements, progress or meetings that the principal may see, newest first."""
    boards = {board.pk: board for board in Board.objects.visible_to(principal)}
    texts = Counter([*_narratives(principal), *_progress(principal)])
    statements = Counter([*_dated(AgencyStatement, principal), *_dated(GroupReport, principal)])
    meetings = Counter(_meetings(principal, boards))
    files = Prefetch("files", queryset=ReportFile.objects.filter(kind=FileKind.PDF))
    asked_for = Report.objects.visible_to(principal).select_related("board").prefetch_related(files)
    reports = {(report.board_id, report.year): report for report in asked_for}
    found = [
        ReportYear(
            board=boards[place[0]],
            year=place[1],
            texts=texts[place],
            statements=statements[place],
            meetings=meetings[place],
            report=reports.get(place),
        )
        for place in {*texts, *statements, *meetings, *reports}
        if place[0] in boards
    ]
    return sorted(sorted(found, key=lambda one: one.board.code_key), key=lambda one: one.year, reverse=True)


def years_by_board(years: Iterable[ReportYear]) -> dict[Board, list[str]]:
    """The years of each board, in the order given."""
    found: dict[Board, list[str]] = defaultdict(list)
    for one in years:
        found[one.board].append(one.year)
    return dict(found)


def newest_file(report: Report) -> ReportFile | None:
    """The PDF that was drawn last; it opens, or its row would not be there."""
    return next((file for file in report.files.all() if file.kind == FileKind.PDF), None)


def latest_job(report: Report) -> Job | None:
    """The last time that the report's PDF was asked for."""
    return Job.objects.filter(name=MAKE_PDF, arguments={"report_id": report.pk}).order_by("-pk").first()


def _narratives(principal: Principal) -> list[Place]:
    texts = Narrative.objects.visible_to(principal).filter(report=ReportKind.ANNUAL_REPORT)
    return [(board, parse_year(edition)) for board, edition in texts.values_list("board", "edition")]


def _progress(principal: Principal) -> list[Place]:
    rows = PriorityProgress.objects.visible_to(principal).filter(priority__boards__isnull=False)
    return list(rows.values_list("priority__boards", "year"))


def _dated(model: type[AgencyStatement] | type[GroupReport], principal: Principal) -> list[Place]:
    return list(model.objects.visible_to(principal).values_list("board", "year"))


def _meetings(principal: Principal, boards: dict[int, Board]) -> list[Place]:
    held = Meeting.objects.visible_to(principal).filter(boards__in=boards).values_list("boards", "held_on")
    return [(board, year_label(held_on, boards[board].year_start_month)) for board, held_on in held]
