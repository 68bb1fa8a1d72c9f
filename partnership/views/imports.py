"""A workbook comes in: upload, check, confirm, done. And all records as a workbook, out."""

import tempfile
from typing import Any

from django.contrib import messages
from django.db import DatabaseError, transaction
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from partnership.exceptions import DomainError
from partnership.forms.uploads import ExportForm, WorkbookForm
from partnership.models import WorkbookUpload
from partnership.registers import Chip
from partnership.selectors.uploads import Step, latest_job, outcome_of, step_of, uploads_of
from partnership.services.read_log import note_export
from partnership.services.uploads import confirm_upload, take_upload, throw_away_upload
from partnership.services.workbook import export_workbook
from partnership.views.fresh import FreshSignIn
from partnership.views.scoped import ScopedView
from partnership.views.traced import TracedView

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PAST_UPLOADS = 10


class ImportView(ScopedView):
    """A page of the import. An upload is its uploader's alone."""

    subject = "workbook"
    verb = "create"

    def upload(self, pk: int) -> WorkbookUpload:
        found: WorkbookUpload = get_object_or_404(uploads_of(self.user), pk=pk)
        return found


class ImportList(ImportView):
    """Where a workbook is uploaded, with what the person uploaded before."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.page(WorkbookForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        form = WorkbookForm(request.POST, request.FILES)
        if not form.is_valid():
            return self.page(form)
        upload = take_upload(file=form.cleaned_data["file"], by=self.user)
        return redirect("partnership:import-detail", upload.pk)

    def page(self, form: WorkbookForm) -> HttpResponse:
        mine = uploads_of(self.user)[:PAST_UPLOADS]
        context = {"form": form, "uploads": [(upload, upload_mark(upload)) for upload in mine]}
        return render(self.request, "partnership/imports/list.html", context)


class ImportDetail(ImportView):
    """One upload, at whatever step it is."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        upload = self.upload(pk)
        job = latest_job(upload)
        context: dict[str, Any] = {
            "upload": upload,
            "job": job,
            "outcome": outcome_of(job),
            "breadcrumbs": [{"title": "Import", "url": reverse("partnership:import-list")}],
        }
        if job:
            context["status_url"] = reverse("partnership:job-status", args=[job.pk])
        return render(request, f"partnership/imports/{step_of(upload)}.html", context)


class ImportConfirm(ImportView):
    """Starts the import of a checked workbook."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        try:
            confirm_upload(upload=self.upload(pk), by=self.user)
        except DomainError as refusal:
            messages.error(request, refusal.message)
        return redirect("partnership:import-detail", pk)


class ImportThrowAway(ImportView):
    """Deletes an upload and its file."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        upload = self.upload(pk)
        try:
            throw_away_upload(upload=upload, by=self.user)
        except DomainError as refusal:
            messages.error(request, refusal.message)
            return redirect("partnership:import-detail", pk)
        messages.success(request, f"{upload.name} is thrown away. Nothing of it was saved.")
        return redirect("partnership:import-list")


class WorkbookExport(FreshSignIn, TracedView):
    """All records that the person may read, as one workbook: after a fresh sign-in, and with the reason."""

    subject = "workbook"
    verb = "export"

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.asked(ExportForm())

    def post(self, request: HttpRequest) -> FileResponse | HttpResponse:
        form = ExportForm(request.POST)
        if not form.is_valid():
            return self.asked(form)
        try:
            with transaction.atomic():
                reason = form.cleaned_data["reason"]
                note_export(principal=self.principal, address=request.path, by=self.user, reason=reason)
        except DatabaseError:
            return self.refuse()
        file = tempfile.TemporaryFile()  # noqa: SIM115  the response closes it once it is sent
        export_workbook(file=file, principal=self.principal)
        file.seek(0)
        name = f"partnership-records-{timezone.localdate():%Y-%m-%d}.xlsx"
        return FileResponse(file, as_attachment=True, filename=name, content_type=XLSX)

    def asked(self, form: ExportForm) -> HttpResponse:
        words = {
            "title": "Download everything",
            "caption": "Workbook",
            "lead": "All records that you may read, as one workbook. Restricted ones are in it, so it stands in "
            "their read logs.",
            "button": "Download the workbook",
            "cancel_url": reverse("partnership:import-list"),
        }
        return render(self.request, "partnership/plain_form.html", {"form": form, **words})


def upload_mark(upload: WorkbookUpload) -> Chip:
    """The state of an upload."""
    match step_of(upload):
        case Step.WORKING:
            return Chip("grey", "Working")
        case Step.FAILED:
            return Chip("red", "Stopped")
        case Step.DONE:
            return Chip("blue", "Imported")
    outcome = outcome_of(latest_job(upload))
    return Chip("red", "Errors found") if outcome and not outcome.is_sound else Chip("amber", "Not imported yet")
