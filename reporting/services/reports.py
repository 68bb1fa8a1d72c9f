"""Making a report's PDF: asked for in the browser, drawn by a job, kept as a file."""

import hashlib
import io
from collections.abc import Mapping
from typing import Any

import pikepdf
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from partnership.disclosure import Edition
from partnership.exceptions import DomainError
from partnership.jobs import Beat, handles
from partnership.models import Board, Job, JobState, User
from partnership.services.jobs import enqueue_job
from partnership.services.releases import keep_release
from reporting.enums import FileKind
from reporting.models import Report, ReportFile
from reporting.render import document_html, render_pdf
from reporting.selectors.reports import MAKE_PDF
from reporting.services.annual_report import build_document

#: Seconds that WeasyPrint may take; the longest report known takes 15.
DEADLINE = 120.0
PAGES_TO_HALF = 20


@transaction.atomic
def ask_for_pdf(*, board: Board, year: str, by: User) -> Job:
    """Have the PDF made; a second request while one waits or runs joins it."""
    report, _ = Report.objects.get_or_create(board=board, year=year)
    arguments = {"report_id": report.pk}
    under_way = Job.objects.filter(
        name=MAKE_PDF, arguments=arguments, state__in=[JobState.QUEUED, JobState.RUNNING]
    ).first()
    return under_way or enqueue_job(name=MAKE_PDF, arguments=arguments, by=by)


@handles(MAKE_PDF)
def make_report_pdf(*, report_id: int, beat: Beat) -> dict[str, Any]:
    """Draw the report as the public may read it, store it, and open what was stored; gives `{"file": id}`."""
    report = Report.objects.select_related("board").get(pk=report_id)
    beat(5, "Reading the records")
    document = build_document(board=report.board, year=report.year)
    beat(25, "Drawing tables and charts")
    html = document_html(document)
    beat(40, "Laying out the pages")
    content = render_pdf(html, deadline=DEADLINE, on_progress=lambda pages: beat(*_layout(pages)))
    beat(95, "Storing the file")
    return {"file": keep_report(report=report, content=content, releases=document.releases).pk}


def _layout(pages: int) -> tuple[int, str]:
    """How far the layout is: nobody knows where it ends, so every twenty pages take half of what is left."""
    left = 0.5 ** (pages / PAGES_TO_HALF)
    return round(90 - 50 * left), f"Laying out page {pages}" if pages else "Laying out the pages"


@transaction.atomic
def keep_report(*, report: Report, content: bytes, releases: Mapping[str, Edition]) -> ReportFile:
    """Keep a PDF, and with it what it releases of small numbers: whoever reads the next edition may have this one."""
    row = store_pdf(report=report, content=content)
    for subject, numbers in releases.items():
        keep_release(subject=subject, board=report.board, scope=str(report.year), edition=row.sha256, numbers=numbers)
    return row


def store_pdf(*, report: Report, content: bytes) -> ReportFile:
    """Keep a PDF beside its report. Equal bytes are kept once; DomainError if what was stored does not open."""
    digest = hashlib.sha256(content).hexdigest()
    kept = ReportFile.objects.filter(report=report, kind=FileKind.PDF, sha256=digest).first()
    row = kept or ReportFile(report=report, kind=FileKind.PDF, sha256=digest)
    if not kept:
        row.file.save(f"{report.board.code}-{report.year}-{digest[:12]}.pdf".lower(), ContentFile(content), save=False)
    row.pages = _pages_of_stored(row, digest)
    row.made_at = timezone.now()
    row.save()
    return row


def _pages_of_stored(row: ReportFile, digest: str) -> int:
    with row.file.open("rb") as stored:
        content = stored.read()
    if hashlib.sha256(content).hexdigest() != digest:
        raise DomainError("The report was made, but the stored file could not be read back. Try again.")
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return len(pdf.pages)
