"""A cleared briefing as a PDF, without sign-in where the public may read it."""

from typing import Any

from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path
from django.utils.text import slugify

from partnership.exceptions import DomainError
from partnership.on_behalf import principal_for
from partnership.views.scoped import ScopedView
from reporting.documents.briefing import briefing_pdf
from reviews.models import Briefing
from reviews.selectors.briefings import is_cleared

#: Seconds for which a page is kept: it is the same for everybody, and bound to the words that were cleared.
KEPT = 24 * 60 * 60


class BriefingPdf(ScopedView):
    """Nothing restricted can be in it: words that are not cleared are not drawn."""

    subject = "briefing"
    place = "reviews"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        self.principal = principal_for(request)
        return self.answer(request, *args, **kwargs)

    def check(self) -> None:
        """The row alone decides: a public briefing is read by people who have no role."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        briefing = self.load(Briefing.objects.all(), pk=pk)
        if not is_cleared(briefing):
            raise Http404
        try:
            content = cache.get_or_set(
                f"briefing-{briefing.pk}-{briefing.cleared_hash}", lambda: briefing_pdf(briefing), KEPT
            )
        except DomainError as error:
            return HttpResponse(error.message, status=503, content_type="text/plain; charset=utf-8")
        response = HttpResponse(content, content_type="application/pdf")
        response["Content-Disposition"] = f'attachment; filename="{slugify(briefing.title) or "briefing"}.pdf"'
        return response


urls = [path("documents/briefing/<int:pk>/pdf/", BriefingPdf.as_view(), name="briefing-pdf")]
