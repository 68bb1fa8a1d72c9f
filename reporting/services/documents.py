"""Making a document: asked for in the browser, drawn by a job, kept as a file."""

import hashlib
import io
from datetime import datetime
from typing import Any

import docx
import pikepdf
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from partnership.exceptions import DomainError
from partnership.jobs import Beat, handles
from partnership.models import Attachment, JobState, User
from partnership.principals import Principal, principal_of
from partnership.selectors.agency_sheet import agency_sheet
from partnership.services.jobs import enqueue_job
from reporting.documents.audience import Audience, Holds, roles_digest
from reporting.documents.minutes import minutes_paper
from reporting.documents.pack import agenda_pack
from reporting.documents.paper import Paper, paper_html
from reporting.documents.sheet import sheet_paper
from reporting.documents.word import paper_docx
from reporting.enums import DocumentKind
from reporting.models import Document
from reporting.pdf.joining import joined, pages_of
from reporting.render import render_pdf
from reporting.selectors.documents import MAKE_DOCUMENT, Asked

#: Seconds that WeasyPrint may take.
DEADLINE = 120.0
#: Rows a table of the sheet has; fewer are tried until the sheet is one page.
SHEET_ROWS = (6, 4, 3, 2)
CHANGED = "Your roles changed while this was being made. Ask for it again."
NOT_READ_BACK = "The document was made, but the stored file could not be read back. Try again."
_ENDINGS = {DocumentKind.MINUTES_WORD: ".docx"}


@transaction.atomic
def ask_for_document(*, asked: Asked, principal: Principal, by: User) -> Document:
    """Have a document made; a second request while one waits or runs joins it."""
    document, _ = Document.objects.select_for_update().get_or_create(**asked.of(principal))
    if document.job is None or document.job.state not in {JobState.QUEUED, JobState.RUNNING}:
        arguments = {"document_id": document.pk, "user_id": by.pk}
        document.job = enqueue_job(name=MAKE_DOCUMENT, arguments=arguments, by=by)
        document.save()
    return document


@handles(MAKE_DOCUMENT)
def make_document(*, document_id: int, user_id: int, beat: Beat) -> dict[str, Any]:
    """Draw the document for its audience, store it, and open what was stored."""
    document = Document.objects.select_related("meeting__group", "meeting__agreed_by", "agency").get(pk=document_id)
    principal = principal_of(User.objects.get(pk=user_id))
    if document.agency and roles_digest(principal) != document.audience:
        raise DomainError(CHANGED)
    asked = Asked(DocumentKind(document.kind), document.row, document.confidential)
    holds, read_at = Holds(), timezone.now()
    beat(5, "Reading the records")
    content = _drawn(asked, asked.audience(principal), holds, beat)
    beat(95, "Storing the file")
    store_document(document=document, content=content, holds=holds, read_at=read_at)
    return {"document": document.pk}


def store_document(*, document: Document, content: bytes, holds: Holds, read_at: datetime) -> None:
    """Keep the file in place of the one before. DomainError if what was stored does not open.

    It counts as made when its records were read: whatever changed later is not in it.
    """
    digest = hashlib.sha256(content).hexdigest()
    before = document.file.name if document.sha256 != digest else ""
    if document.sha256 != digest:
        document.file.save(f"{digest}{ending_of(document)}", ContentFile(content), save=False)
    document.pages = _pages_of_stored(document, digest)
    document.sha256 = digest
    document.holds = holds.stored()
    document.made_at = read_at
    document.save()
    if before:
        storage = document.file.storage
        # Only once the row surely names the new one.
        transaction.on_commit(lambda: storage.delete(before))


def ending_of(document: Document) -> str:
    return _ENDINGS.get(DocumentKind(document.kind), ".pdf")


def _drawn(asked: Asked, audience: Audience, holds: Holds, beat: Beat) -> bytes:
    row: Any = asked.row
    match asked.kind:
        case DocumentKind.MINUTES_PDF:
            return _pdf(minutes_paper(row, audience, holds), beat)
        case DocumentKind.MINUTES_WORD:
            return paper_docx(minutes_paper(row, audience, holds))
        case DocumentKind.AGENDA_PACK:
            return _pack(row, audience, holds, beat)
        case DocumentKind.AGENCY_SUMMARY:
            return _sheet(row, audience, holds, beat)


def _pdf(paper: Paper, beat: Beat) -> bytes:
    html = paper_html(paper)
    beat(40, "Laying out the pages")
    return render_pdf(html, deadline=DEADLINE, on_progress=lambda pages: beat(60, f"Laying out page {max(pages, 1)}"))


def _pack(meeting: Any, audience: Audience, holds: Holds, beat: Beat) -> bytes:
    def pages(file: Attachment) -> int | None:
        beat(15, f"Looking at {file.name}"[:200])
        return pages_of(_content(file)) if file.name.lower().endswith(".pdf") else None

    pack = agenda_pack(meeting, audience, pages=pages, holds=holds)
    content = _pdf(pack.paper, beat)
    beat(80, "Joining the papers")
    if not any(papers.joined for papers in pack.papers):
        return content
    return joined(
        content,
        [[(str(file), _content(file)) for file in papers.joined] for papers in pack.papers],
        on_progress=lambda: beat(85, "Joining the papers"),
    )


def _content(file: Attachment) -> bytes:
    with file.file.open("rb") as stored:
        content: bytes = stored.read()
    return content


def _sheet(agency: Any, audience: Audience, holds: Holds, beat: Beat) -> bytes:
    """One page: with fewer and fewer rows until it is."""
    sheet = agency_sheet(agency=agency, today=timezone.localdate(), principal=audience.principal)
    for rows in SHEET_ROWS:
        noted = Holds()
        content = _pdf(sheet_paper(sheet, rows=rows, holds=noted), beat)
        if _count(content) == 1:
            break
    holds.keys |= noted.keys
    return content


def _pages_of_stored(document: Document, digest: str) -> int | None:
    """Open what was stored: the pages of a PDF; a Word file has none until it is laid out."""
    with document.file.open("rb") as stored:
        content = stored.read()
    if hashlib.sha256(content).hexdigest() != digest:
        raise DomainError(NOT_READ_BACK)
    if ending_of(document) == ".pdf":
        return _count(content)
    docx.Document(io.BytesIO(content))
    return None


def _count(content: bytes) -> int:
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return len(pdf.pages)
