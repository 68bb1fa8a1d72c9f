"""What people wrote for the sections of annual reports and newsletters."""

from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet
from django.utils import timezone

from partnership.models import Board
from partnership.principals import Principal
from reporting.enums import ReportKind
from reporting.models import Narrative


def year_texts(*, board: Board, year: str, section: str, principal: Principal) -> QuerySet[Narrative]:
    """The texts of a section of a year's annual report, in their order. One query.

    An edition is text that a person typed, so both spellings of a year name it.
    """
    editions = [year, year.replace("-", "/")]
    return _texts(ReportKind.ANNUAL_REPORT, board, editions, principal).filter(section=section).order_by("order")


def edition_texts(*, board: Board, edition: str, section: str, principal: Principal) -> QuerySet[Narrative]:
    """The texts of a section of a newsletter's edition, in their order. One query."""
    return _texts(ReportKind.NEWSLETTER, board, [edition], principal).filter(section=section).order_by("order")


def last_written_on(*, board: Board, edition: str, principal: Principal) -> date | None:
    """The day on which a text of a newsletter's edition was last changed; None where it has none. One query."""
    texts = _texts(ReportKind.NEWSLETTER, board, [edition], principal).values("pk")
    changed = Narrative.history.filter(id__in=texts).order_by("-history_date").values_list("history_date", flat=True)
    latest = changed.first()
    return timezone.localdate(latest) if latest else None


def _texts(report: ReportKind, board: Board, editions: Iterable[str], principal: Principal) -> QuerySet[Narrative]:
    keys = [edition.casefold() for edition in editions]
    return Narrative.objects.visible_to(principal).filter(board=board, report=report, edition_key__in=keys)
