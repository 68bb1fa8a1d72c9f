"""Files and comments: added to what one may change or see, taken away, archived."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import path

from partnership.enums import ReadVerb
from partnership.exceptions import DomainError
from partnership.forms.archiving import ArchiveForm
from partnership.forms.attachments import AttachmentForm, CommentForm
from partnership.models import AgendaItem, Attachment, Comment
from partnership.policy import can
from partnership.registers.hanging import name_of, named_in, page_of, traced_record
from partnership.registers.rows import record_of
from partnership.selectors.attachments import parent_field
from partnership.services.attachments import add_attachment, archive_attachment, restore_attachment
from partnership.services.comments import add_comment, archive_comment
from partnership.views.downloads import sent
from partnership.views.takes_kept import TakesKeptText
from partnership.views.traced import TracedView


class HangingView(TracedView):
    """A page about what hangs on a row."""

    subject = "attachment"

    def check(self) -> None:
        """The row alone decides: files and comments have no powers of their own."""

    def parent(self) -> Any:
        """The row that the address names."""
        row = named_in(self.request.GET, self.principal)
        if row is None:
            raise Http404
        if self.verb != "view" and not can(self.principal, self.verb, row):
            raise PermissionDenied
        return row

    def about(self, row: Any) -> dict[str, Any]:
        """What a form has to know of the row to which it adds."""
        record = record_of(row)
        return {"principal": self.principal, "record": record.child if record else None}

    def page(self, template: str, row: Any, **context: Any) -> HttpResponse:
        """A form about something of the row."""
        back = {"title": name_of(row), "url": page_of(row)}
        return render(self.request, template, {"row": row, "back": back, "breadcrumbs": [back], **context})


class FileDownload(HangingView):
    """One file, to those who may see what it hangs on."""

    def get(self, request: HttpRequest, public_id: UUID) -> HttpResponseBase:
        file = self.load(Attachment.objects, public_id=public_id)
        if not self.note(traced_record(_row_of(file)), verb=ReadVerb.DOWNLOADED):
            return self.refuse()
        return sent(file.file, file.name)


class FileAdd(HangingView):
    """Adding a file to a row that one may change."""

    verb = "change"

    def get(self, request: HttpRequest) -> HttpResponse:
        row = self.parent()
        return self.form(row, AttachmentForm(**self.about(row)))

    def post(self, request: HttpRequest) -> HttpResponse:
        row = self.parent()
        form = AttachmentForm(request.POST, request.FILES, **self.about(row))
        if not form.is_valid():
            return self.form(row, form)
        add_attachment(field=parent_field(row), parent=row, by=self.user, **form.cleaned_data)
        messages.success(request, f"The {_called(row)} is added.")
        return redirect(page_of(row))

    def form(self, row: Any, form: AttachmentForm) -> HttpResponse:
        return self.page("partnership/attachments/add.html", row, form=form, what=_called(row))


class FileArchive(HangingView):
    """Taking a file out of sight, with a reason."""

    verb = "change"

    def get(self, request: HttpRequest, public_id: UUID) -> HttpResponse:
        return self.form(self.load(Attachment.objects, public_id=public_id), ArchiveForm(principal=self.principal))

    def post(self, request: HttpRequest, public_id: UUID) -> HttpResponse:
        file = self.load(Attachment.objects, public_id=public_id)
        form = ArchiveForm(request.POST, principal=self.principal)
        if not form.is_valid():
            return self.form(file, form)
        archive_attachment(attachment=file, reason=form.cleaned_data["reason"], by=self.user)
        messages.success(request, "The file is archived.")
        return redirect(page_of(_row_of(file)))

    def form(self, file: Attachment, form: ArchiveForm) -> HttpResponse:
        return self.page("partnership/attachments/archive.html", _row_of(file), file=file, form=form)


class FileRestore(HangingView):
    """Bringing an archived file back."""

    def post(self, request: HttpRequest, public_id: UUID) -> HttpResponse:
        archived = Attachment.objects.visible_to(self.principal, "archive").filter(archived_at__isnull=False)
        file = archived.filter(public_id=public_id).first()
        if file is None:
            raise Http404
        restore_attachment(attachment=file, by=self.user)
        messages.success(request, "The file is back.")
        return redirect(page_of(_row_of(file)))


class CommentAdd(HangingView, TakesKeptText):
    """Saying something about a row that one may see."""

    def get(self, request: HttpRequest) -> HttpResponse:
        row = self.parent()
        return self.form(row, CommentForm(self.kept_data(), **self.about(row)))

    def post(self, request: HttpRequest) -> HttpResponse:
        row = self.parent()
        form = CommentForm(request.POST, **self.about(row))
        if not form.is_valid():
            return self.form(row, form)
        add_comment(field=parent_field(row), parent=row, text=form.cleaned_data["text"], by=self.user)
        self.forget_kept()
        messages.success(request, "Your comment is added.")
        return redirect(page_of(row))

    def form(self, row: Any, form: CommentForm) -> HttpResponse:
        return self.page("partnership/attachments/comment.html", row, form=form)


class CommentArchive(HangingView):
    """Taking one's own comment back."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        comment = self.load(Comment.objects, pk=pk)
        try:
            archive_comment(comment=comment, by=self.user)
        except DomainError as refusal:
            raise PermissionDenied from refusal
        messages.success(request, "Your comment is archived.")
        return redirect(page_of(_row_of(comment)))


def _called(row: Any) -> str:
    """What a file is called on the page of its row."""
    return "paper" if isinstance(row, AgendaItem) else "file"


def _row_of(hanging: Attachment | Comment) -> Any:
    """What a file or comment hangs on; a record as its own kind."""
    return hanging.record.child if hanging.record else hanging.parent


urls = [
    path("files/add/", FileAdd.as_view(), name="file-add"),
    path("files/<uuid:public_id>/", FileDownload.as_view(), name="file"),
    path("files/<uuid:public_id>/archive/", FileArchive.as_view(), name="file-archive"),
    path("files/<uuid:public_id>/restore/", FileRestore.as_view(), name="file-restore"),
    path("comments/add/", CommentAdd.as_view(), name="comment-add"),
    path("comments/<int:pk>/archive/", CommentArchive.as_view(), name="comment-archive"),
]
