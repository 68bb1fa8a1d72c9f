"""The annual report of a board and a year, put together from the live records for the public to read."""

from django.conf import settings

from partnership.exceptions import DomainError
from partnership.models import Board
from partnership.period import period_words, reporting_year
from partnership.principals import PUBLIC_REPORT
from reporting.blocks import Block
from reporting.document import CoverFact, DocumentSection, ReportDocument
from reporting.section import ReportPeriod, Section, all_sections
from reporting.theme import Theme
from reporting.wording import months

TITLE = "Annual report"
STRAPLINE = "How well local agencies worked together, what difference it made, and what comes next"


def build_document(*, board: Board, year: str) -> ReportDocument:
    """Every section that has something to print for the reporting year `year` ("2017-18"), in order and numbered.

    DomainError where `year` is not a year, or where there is nothing to print.
    """
    period = report_period(board, year)
    sections = printed_sections(period)
    if not sections:
        raise DomainError(f"{board.name} has nothing on record to print for {period_words(period.label)}.")
    return ReportDocument(
        title=TITLE,
        board_name=board.name,
        year_label=period_words(period.label),
        dated=period.end,
        sections=sections,
        strapline=STRAPLINE,
        facts=(CoverFact(title=months(period.start, period.end), text="The year that this report covers"),),
        theme=Theme(settings.PARTNERSHIP_BRAND),
        releases=period.releases,
    )


def printed_sections(period: ReportPeriod) -> tuple[DocumentSection, ...]:
    """The sections with content, numbered; empty where not one has any."""
    printed = [(section, tuple(section.blocks(period))) for section in all_sections()]
    return _numbered([(section, blocks) for section, blocks in printed if blocks])


def report_period(board: Board, year: str) -> ReportPeriod:
    """The board's reporting year, read as PUBLIC_REPORT whoever asks, so that nothing restricted can be printed.

    DomainError where `year` is not a year.
    """
    try:
        span = reporting_year(year, board.year_start_month)
    except ValueError as error:
        raise DomainError(f"{error}.") from error
    return ReportPeriod(board=board, label=span.label, start=span.start, end=span.end, principal=PUBLIC_REPORT)


def _numbered(printed: list[tuple[Section, tuple[Block, ...]]]) -> tuple[DocumentSection, ...]:
    """Sections count from 1; one that stands before them has no number."""
    numbered = [section for section, _ in printed if section.numbered]
    return tuple(
        DocumentSection(
            key=section.key,
            title=section.title,
            blocks=blocks,
            number=str(numbered.index(section) + 1) if section.numbered else "",
            part=section.part,
        )
        for section, blocks in printed
    )
