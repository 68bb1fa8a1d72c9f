"""All agencies' chronologies of a review together: on screen, on paper, and as a file with a reason."""

import tempfile
from functools import cached_property
from typing import Any

from django.core.paginator import Paginator
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import path, reverse

from partnership.enums import ReadVerb
from partnership.registers.exports import CONTENT_TYPES, file_name, write_list
from reviews.chronology_sheet import EXPORT_HEADINGS, lines_for
from reviews.forms.chronology import PAGE, ChronologyExportForm, ChronologyFilterForm
from reviews.models import Review
from reviews.selectors.chronology import Days, agencies_in, chronology_of, may_take_away
from reviews.selectors.returns import is_named
from reviews.views.of_review import OfReview


class OfChronology(OfReview):
    """For those named on the review; each sees the entries of the returns that they may see."""

    subject = "agency_return"

    def knows(self, review: Review) -> bool:
        return is_named(self.principal, review)

    @cached_property
    def filters(self) -> ChronologyFilterForm:
        return ChronologyFilterForm(self.request.GET, agencies=agencies_in(self.review, self.principal))

    def entries(self) -> Any:
        return chronology_of(self.review, self.principal, self.filters.narrowed())

    def base(self) -> dict[str, Any]:
        return {
            "review": self.review,
            "reference": self.name,
            "asked_words": self.filters.words(),
            "query": self.request.GET.urlencode(),
            "restricted": {"who": "Those named on the review can open it.", "visit": "Your visit is recorded."},
            "breadcrumbs": self.trail,
        }


class Chronology(OfChronology):
    """One page of it, with the ways to narrow it; asked for in order to be printed, all that was asked for at once."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        entries, filters = self.entries(), self.filters
        if request.GET.get("print") == "1":
            lines = Days(entries).lines(list(entries))
            return render(request, "reviews/chronology_print.html", {**self.base(), "lines": lines})
        size = filters.cleaned_data.get("size") or PAGE if filters.is_valid() else PAGE
        page = Paginator(entries, size).get_page(request.GET.get("page"))
        context = {
            "filter": {"form": filters, "cleared_url": "?"},
            "page": page,
            "lines": Days(entries).lines(list(page)),
            "may_take_away": may_take_away(self.principal, self.review),
        }
        return render(request, "reviews/chronology.html", {**self.base(), **context})


class ChronologyExport(OfChronology):
    """A file of what was asked for: with a reason, which stands in the read log before anything is sent."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self.page(ChronologyExportForm())

    def post(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        form = ChronologyExportForm(request.POST)
        if not form.is_valid():
            return self.page(form)
        if not self.note(self.review, verb=ReadVerb.EXPORTED, reason=form.cleaned_data["reason"]):
            return self.refuse()
        return self.file(form.cleaned_data["extension"])

    def may(self, verb: str) -> bool:
        return may_take_away(self.principal, self.review)

    def file(self, extension: str) -> FileResponse:
        file = tempfile.TemporaryFile()  # noqa: SIM115  the response closes it once it is sent
        lines = lines_for(self.entries())
        count = write_list(file, extension, title="Chronology", heads=EXPORT_HEADINGS, lines=lines)
        file.seek(0)
        name = file_name(f"chronology {self.name}", self.filters.words(), count, extension)
        return FileResponse(file, as_attachment=True, filename=name, content_type=CONTENT_TYPES[extension])

    def page(self, form: ChronologyExportForm) -> HttpResponse:
        query = self.request.GET.urlencode()
        back = f"{reverse('reviews:review-chronology', args=[self.review.pk])}?{query}"
        context = {"form": form, "count": self.entries().count(), "cancel_url": back}
        return render(self.request, "reviews/chronology_export.html", {**self.base(), **context})


_OF = "case-reviews/<int:pk>/chronology"
urls = [
    path(f"{_OF}/", Chronology.as_view(), name="review-chronology"),
    path(f"{_OF}/export/", ChronologyExport.as_view(), name="review-chronology-export"),
]
