"""Annual reports: which there are, making one, reading it on screen, taking the PDF away."""

from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from partnership.models import JobState
from partnership.period import period_words
from partnership.policy import allows
from partnership.selectors.jobs import is_finished, progress_of
from partnership.views.scoped import ScopedView
from reporting.document import DocumentSection
from reporting.forms import MakeReportForm
from reporting.models import Report
from reporting.render import Place, draw
from reporting.selectors.reports import latest_job, newest_file, report_years
from reporting.services.annual_report import printed_sections, report_period
from reporting.services.reports import ask_for_pdf


class ReportView(ScopedView):
    """A page about annual reports."""

    subject = "report"
    place = "report"

    def report(self, pk: int) -> Report:
        found: Report = self.load(Report.objects.select_related("board"), pk=pk)
        return found

    def breadcrumbs(self, report: Report | None = None) -> list[dict[str, str]]:
        crumbs = [{"title": "Annual reports", "url": reverse("reporting:report-list")}]
        if report:
            title = f"{report.board.code} {period_words(report.year)}"
            crumbs.append({"title": title, "url": reverse("reporting:report-detail", args=[report.pk])})
        return crumbs


class ReportList(ReportView):
    """Boards and years with something to report, and the reports that were made."""

    def get(self, request: HttpRequest) -> HttpResponse:
        context = {"years": report_years(self.principal), "may_make": allows(self.principal, "create", self.subject)}
        return render(request, "reporting/pages/list.html", context)


class ReportMake(ReportView):
    """Choosing a board and a year, and having the PDF made."""

    verb = "create"

    def get(self, request: HttpRequest) -> HttpResponse:
        chosen = {"board": request.GET.get("board", ""), "year": request.GET.get("year", "")}
        return self.page(MakeReportForm(initial=chosen, years=report_years(self.principal)))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = MakeReportForm(request.POST, years=report_years(self.principal))
        if not form.is_valid():
            return self.page(form)
        job = ask_for_pdf(board=form.cleaned_data["board"], year=form.cleaned_data["year"], by=self.user)
        return redirect("reporting:report-detail", job.arguments["report_id"])

    def page(self, form: MakeReportForm) -> HttpResponse:
        return render(self.request, "reporting/pages/make.html", {"form": form, "breadcrumbs": self.breadcrumbs()})


class ReportDetail(ReportView):
    """One report: being made, ready, or why it could not be made."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        report = self.report(pk)
        job = latest_job(report)
        context = {
            "report": report,
            "file": newest_file(report),
            "job": job,
            "is_working": job is not None and not is_finished(job),
            "has_failed": job is not None and job.state == JobState.FAILED,
            "status_url": reverse("reporting:report-progress", args=[pk]),
            "may_make": allows(self.principal, "create", self.subject),
            "breadcrumbs": self.breadcrumbs(),
        }
        return render(request, "reporting/pages/detail.html", context)


class ReportProgress(ReportView):
    """How far the PDF is, for everybody who may see the report."""

    def get(self, request: HttpRequest, pk: int) -> JsonResponse:
        job = latest_job(self.report(pk))
        if job is None:
            raise Http404
        return JsonResponse(progress_of(job))


class ReportPdf(ReportView):
    """The PDF as a download, in a sandbox of its own wherever a browser opens it all the same."""

    def get(self, request: HttpRequest, pk: int) -> FileResponse:
        report = self.report(pk)
        file = newest_file(report)
        if file is None:
            raise Http404
        name = f"{report.board.code}-annual-report-{report.year}.pdf"
        response = FileResponse(file.file.open("rb"), as_attachment=True, filename=name, content_type="application/pdf")
        response["Content-Security-Policy"] = "sandbox; default-src 'none'"
        response["X-Content-Type-Options"] = "nosniff"
        return response


class ReportPreview(ReportView):
    """One section of the report on screen, as the public would read it, whoever looks."""

    def get(self, request: HttpRequest, pk: int, key: str = "") -> HttpResponse:
        report = self.report(pk)
        sections = printed_sections(report_period(report.board, report.year))
        at = next((place for place, section in enumerate(sections) if section.key == key), None if key else 0)
        if at is None:
            raise Http404
        lines = [self.line(report, section, current=place == at) for place, section in enumerate(sections)]
        shown = sections[at] if sections else None
        context: dict[str, Any] = {
            "report": report,
            "file": newest_file(report),
            "section": shown,
            "drawn": draw(shown.blocks, Place(shown.number)) if shown else "",
            "sections": lines,
            "before": lines[at - 1] if at else None,
            "after": next(iter(lines[at + 1 :]), None),
            "breadcrumbs": self.breadcrumbs(report),
        }
        return render(request, "reporting/pages/preview.html", context)

    def line(self, report: Report, section: DocumentSection, *, current: bool) -> dict[str, Any]:
        """One line of the list of sections."""
        url = reverse("reporting:report-section", args=[report.pk, section.key])
        return {"number": section.number, "title": section.title, "url": url, "current": current}
