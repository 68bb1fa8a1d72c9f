"""Minutes, agenda packs and agency sheets: being made, ready to take away, or why they could not be made."""

from typing import Any, ClassVar

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path
from django.utils.text import slugify

from partnership import registry
from partnership.enums import ReadVerb
from partnership.formats import date_words
from partnership.models import Agency, JobState, Meeting
from partnership.registers.rows import guarded_class, neutral_name
from partnership.selectors.jobs import is_finished, progress_of
from partnership.views.downloads import sent
from partnership.views.traced import TracedView
from reporting.enums import DocumentKind
from reporting.models import Document
from reporting.offered import URL_NAMES
from reporting.selectors.documents import Asked, is_ready, may_have, stored_document
from reporting.selectors.outdated import drawn_for, is_outdated
from reporting.services.documents import ask_for_document, ending_of


class DocumentView(TracedView):
    """A page about one document of one row. The row decides, and what stands in the document."""

    subject = "document"
    kind: ClassVar[DocumentKind] = DocumentKind.MINUTES_PDF  # as_view gives it
    confidential: ClassVar[bool] = False

    def check(self) -> None:
        """The row alone decides: documents have no powers of their own."""

    def asked(self, pk: int) -> Asked:
        """The document that the address names, if it is for this person."""
        rows: Any = Agency if self.kind == DocumentKind.AGENCY_SUMMARY else Meeting
        asked = Asked(self.kind, self.load(rows.objects, pk=pk), self.confidential)
        if not may_have(asked, self.principal):
            raise Http404
        return asked

    def ready(self, asked: Asked) -> Document:
        """Its file, if there is one that may be handed out."""
        document = stored_document(asked, self.principal)
        if document is None or not is_ready(document, asked.audience(self.principal)):
            raise Http404
        return document


class DocumentPage(DocumentView):
    """One document: not made yet, being made, ready, or why it could not be made."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        asked = self.asked(pk)
        document = stored_document(asked, self.principal)
        job = document.job if document else None
        name, audience = neutral_name(asked.row), asked.audience(self.principal)
        ready = is_ready(document, audience)
        context = {
            "asked": asked,
            "row_name": name,
            "document": document,
            "ready": ready,
            "outdated": document is not None and ready and is_outdated(document, audience),
            "drawn_for": drawn_for(document) if document is not None and ready else None,
            "job": job,
            "is_working": job is not None and not is_finished(job),
            "has_failed": job is not None and job.state == JobState.FAILED,
            "status_url": f"{request.path}progress/",
            "file_url": f"{request.path}file/",
            "breadcrumbs": [{"title": name, "url": registry.url_of(asked.row)}],
        }
        return render(request, "reporting/documents/detail.html", context)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        ask_for_document(asked=self.asked(pk), principal=self.principal, by=self.user)
        return redirect(request.path)


class DocumentProgress(DocumentView):
    """How far it is, for everybody who may have it."""

    def get(self, request: HttpRequest, pk: int) -> JsonResponse:
        document = stored_document(self.asked(pk), self.principal)
        if document is None or document.job is None:
            raise Http404
        return JsonResponse(progress_of(document.job))


class DocumentFile(DocumentView):
    """The file as a download; what is restricted leaves its trace first."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        asked = self.asked(pk)
        document = self.ready(asked)
        row: Any = asked.row
        traced = row if isinstance(row, Meeting) and (self.confidential or guarded_class(row)) else None
        if not self.note(traced, verb=ReadVerb.EXPORTED):
            return self.refuse()
        return sent(document.file, _name(asked, document))


def _name(asked: Asked, document: Document) -> str:
    """Such as `agenda-pack-board-12-june-2026.pdf`, by the day for which it was made.

    A guarded meeting is named by its reference.
    """
    row: Any = asked.row
    what = {
        DocumentKind.AGENDA_PACK: "agenda pack",
        DocumentKind.MINUTES_PDF: "minutes",
        DocumentKind.MINUTES_WORD: "minutes",
        DocumentKind.AGENCY_SUMMARY: "summary",
    }[asked.kind]
    if isinstance(row, Agency):
        name = row.name
    else:
        day = date_words(drawn_for(document) or row.held_on)
        name = row.reference if guarded_class(row) else f"{row.group.title} {day}"
    copy = " with confidential items" if asked.confidential else ""
    return slugify(f"{what} {name}{copy}") + ending_of(document)


def _urls(kind: DocumentKind, *, confidential: bool = False) -> list[URLPattern]:
    """`/documents/minutes/12/`, and `…/confidential/` for the copy with confidential items."""
    given, slug = {"kind": kind, "confidential": confidential}, URL_NAMES[kind]
    base = f"documents/{slug}/<int:pk>/" + ("confidential/" if confidential else "")
    name = f"{slug}-confidential" if confidential else slug
    return [
        path(base, DocumentPage.as_view(**given), name=name),
        path(f"{base}progress/", DocumentProgress.as_view(**given), name=f"{name}-progress"),
        path(f"{base}file/", DocumentFile.as_view(**given), name=f"{name}-file"),
    ]


urls = [
    *_urls(DocumentKind.AGENDA_PACK),
    *_urls(DocumentKind.AGENDA_PACK, confidential=True),
    *_urls(DocumentKind.MINUTES_PDF),
    *_urls(DocumentKind.MINUTES_PDF, confidential=True),
    *_urls(DocumentKind.MINUTES_WORD),
    *_urls(DocumentKind.MINUTES_WORD, confidential=True),
    *_urls(DocumentKind.AGENCY_SUMMARY),
]
