"""The read log: whole for the information governance lead, in counts for those who lead, and to each their own part."""

import tempfile
from datetime import date
from typing import Any, ClassVar

from django.contrib import messages
from django.db import DatabaseError, transaction
from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django_tables2 import RequestConfig

from partnership.filters.read_log import ReadLogFilter
from partnership.formats import number_words
from partnership.forms.read_log import ReadLogExportForm
from partnership.policy import allows
from partnership.registers.exports import CONTENT_TYPES, file_name, heads_of, lines_of, write_list
from partnership.registers.lists import PAGE_SIZE
from partnership.registers.tables import RegisterTable
from partnership.selectors.read_chain import check_chain
from partnership.selectors.read_log import all_entries, month_before, month_of, next_month, own_visits
from partnership.services.read_log import note_log_export, roles_in_words
from partnership.tables.read_log import OwnVisitTable, ReadLogTable
from partnership.templatetags.words import moment
from partnership.views.fresh import FreshSignIn
from partnership.views.messages import trail
from partnership.views.scoped import SignedInView
from partnership.views.traced import TracedView


class WholeLog(TracedView):
    """A page of the whole log: for those who may take it away, not for those whom it is about."""

    subject = "read_log"
    verb = "export"

    def filters(self, query: QueryDict) -> ReadLogFilter:
        return ReadLogFilter(query, queryset=all_entries().visible_to(self.principal), request=self.request)

    def crumbs(self) -> list[dict[str, str]]:
        return [*trail(), {"title": "Read log", "url": reverse("partnership:read-log")}]


class ReadLog(WholeLog):
    """Every entry, newest first; and whether the chain is whole, for who asks."""

    def get(self, request: HttpRequest) -> HttpResponse:
        filters = self.filters(request.GET)
        table = paged(request, ReadLogTable(filters.qs, principal=self.principal))
        count = table.paginator.count
        context = {
            "table": table,
            "count": f"{number_words(count)} {'entry' if count == 1 else 'entries'}",
            "filter": filters,
            "chosen": filters.boxes,
            "matching": "Show matching entries",
            "empty": None if count else self.nothing(filters),
            "export_words": number_words(count),
            "take_away_url": f"{reverse('partnership:read-log-export')}?{request.GET.urlencode()}",
            "breadcrumbs": trail(),
        }
        return render(request, "partnership/read_log/list.html", context)

    def post(self, request: HttpRequest) -> HttpResponse:
        check = check_chain()
        words = f"Chain checked at {moment(timezone.now())}: {check.words}"
        if check.is_whole:
            messages.success(request, f"{words}. The last one carries the mark {check.last_hash[:16]}.")
        else:
            messages.error(request, f"{words} Tell the technical administrator, and keep the database as it is.")
        return redirect("partnership:read-log")

    def nothing(self, filters: ReadLogFilter) -> dict[str, Any]:
        if not filters.boxes:
            return {
                "title": "Nothing is in the read log yet",
                "text": "The first visit to a restricted record begins it.",
            }
        asked = ", ".join(box["words"] for box in filters.boxes)
        links = [{"title": f"Take away “{box['words']}”", "url": box["remove_url"]} for box in filters.boxes]
        return {"title": "No entries match", "text": f"You asked for: {asked}.", "links": links}


class ReadLogExport(FreshSignIn, WholeLog):
    """The entries that are listed as a file: with a reason, after a fresh sign-in, and written down itself."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.page(ReadLogExportForm())

    def post(self, request: HttpRequest) -> HttpResponseBase:
        form = ReadLogExportForm(request.POST)
        if not form.is_valid():
            return self.page(form)
        if not self.note_export(form.cleaned_data["reason"]):
            return self.refuse()
        return self.file(self.filters(request.GET), form.cleaned_data["extension"])

    def note_export(self, reason: str) -> bool:
        """Write down that the log goes out; False where that cannot be done."""
        address, role = self.request.get_full_path(), roles_in_words(self.principal)
        try:
            with transaction.atomic():
                note_log_export(address=address, by=self.user, reason=reason, role=role)
        except DatabaseError:
            return False
        return True

    def file(self, filters: ReadLogFilter, extension: str) -> FileResponse:
        file = tempfile.TemporaryFile()  # noqa: SIM115  the response closes it once it is sent
        heads = heads_of(ReadLogTable(filters.qs, principal=self.principal))
        lines = lines_of(filters.qs, ReadLogTable, principal=self.principal)
        count = write_list(file, extension, title="Read log", heads=heads, lines=lines)
        file.seek(0)
        name = file_name("read log", filters.words_in_force, count, extension)
        return FileResponse(file, as_attachment=True, filename=name, content_type=CONTENT_TYPES[extension])

    def page(self, form: ReadLogExportForm) -> HttpResponse:
        filters = self.filters(self.request.GET)
        context = {
            "form": form,
            "count": filters.qs.count(),
            "asked": [box["words"] for box in filters.boxes],
            "breadcrumbs": self.crumbs(),
        }
        return render(self.request, "partnership/read_log/export.html", context)


class ReadLogSummary(TracedView):
    """A month in counts, by person and by record: of all records, or of those that the reader may open."""

    subject = "read_log_summary"

    def get(self, request: HttpRequest) -> HttpResponse:
        this = timezone.localdate().replace(day=1)
        first = self.first_day(request.GET.get("month", ""), this)
        context = {
            "month": month_of(self.principal, first),
            "before": month_before(first),
            "after": next_month(first) if first < this else None,
            "of_all": allows(self.principal, "export", "read_log"),
            "breadcrumbs": trail(),
        }
        return render(request, "partnership/read_log/summary.html", context)

    def first_day(self, asked: str, this: date) -> date:
        """The month that the address names, such as 2026-11; this one without a name."""
        try:
            first = date.fromisoformat(f"{asked}-01") if asked else this
        except ValueError as error:
            raise Http404 from error
        if not date(2000, 1, 1) <= first <= this:
            raise Http404
        return first


class OwnVisits(SignedInView):
    """What the read log holds of oneself."""

    table: ClassVar[type[RegisterTable]] = OwnVisitTable

    def get(self, request: HttpRequest) -> HttpResponse:
        table = paged(request, self.table(self.rows(), principal=self.principal))
        count = table.paginator.count
        empty = {
            "title": "You have opened no restricted record",
            "text": "Each visit to a restricted or sealed record, and each copy that you take, stands here.",
        }
        context = {
            "table": table,
            "count": f"{number_words(count)} {'visit' if count == 1 else 'visits'}",
            "empty": None if count else empty,
            "breadcrumbs": trail(),
        }
        return render(request, "partnership/read_log/own.html", context)

    def rows(self) -> QuerySet:
        return own_visits(self.user)


def paged(request: HttpRequest, table: RegisterTable) -> RegisterTable:
    RequestConfig(request, paginate={"per_page": PAGE_SIZE}).configure(table)
    return table


urls: list[Any] = [
    path("read-log/", ReadLog.as_view(), name="read-log"),
    path("read-log/export/", ReadLogExport.as_view(), name="read-log-export"),
    path("read-log/summary/", ReadLogSummary.as_view(), name="read-log-summary"),
    path("your-visits/", OwnVisits.as_view(), name="own-visits"),
]
