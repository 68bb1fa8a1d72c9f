"""A newsletter of a board, put together from the texts of its edition and from live records for the public to read."""

from django.conf import settings

from partnership.exceptions import DomainError
from partnership.models import Board
from partnership.principals import PUBLIC_REPORT
from reporting.blocks import Block
from reporting.document import CoverFact, DocumentSection, ReportDocument
from reporting.edition import edition_months
from reporting.enums import ReportKind
from reporting.newsletter import NewsletterSection
from reporting.section import ReportPeriod, all_sections
from reporting.selectors.narratives import last_written_on
from reporting.theme import Theme
from reporting.wording import months


def build_newsletter(*, board: Board, edition: str) -> ReportDocument:
    """The edition such as `Summer 2018` with the records of its three months, or one of any other name with its texts.

    Built for PUBLIC_REPORT, whoever asks. DomainError where the edition has nothing to print.
    """
    edition = " ".join(edition.split())
    span = edition_months(edition)
    dated = span.end if span else last_written_on(board=board, edition=edition, principal=PUBLIC_REPORT)
    if dated is None:
        raise DomainError(
            f"“{edition}” is not an edition such as Summer 2018, and nobody has written a text for an edition of that "
            "name."
        )
    start = span.start if span else dated
    period = ReportPeriod(board=board, label=edition, start=start, end=dated, principal=PUBLIC_REPORT)
    sections = _sections(period, with_records=span is not None)
    if not sections:
        raise DomainError(f"There is nothing to print in the newsletter “{edition}”.")
    return ReportDocument(
        title=ReportKind.NEWSLETTER.label,
        board_name=board.name,
        year_label=edition,
        dated=dated,
        sections=sections,
        facts=(CoverFact(months(span.start, span.end)),) if span else (),
        theme=Theme(settings.PARTNERSHIP_BRAND),
    )


def _sections(period: ReportPeriod, *, with_records: bool) -> tuple[DocumentSection, ...]:
    printed = [(section, _blocks(section, period, with_records)) for section in newsletter_sections()]
    return tuple(DocumentSection(section.key, section.title, tuple(blocks)) for section, blocks in printed if blocks)


def newsletter_sections() -> tuple[NewsletterSection, ...]:
    found = all_sections(ReportKind.NEWSLETTER)
    return tuple(section for section in found if isinstance(section, NewsletterSection))


def _blocks(section: NewsletterSection, period: ReportPeriod, with_records: bool) -> list[Block]:
    return section.blocks(period) if with_records else section.text_blocks(period)
