"""What the public reads of reviews, signed in or not. Nothing here is kept by a browser or a server in between."""

from itertools import groupby
from typing import Any
from uuid import UUID

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.safestring import mark_safe
from django.utils.text import slugify
from django.views.decorators.cache import never_cache
from django.views.generic import View

from partnership.text import to_html
from partnership.views.downloads import sent
from reviews.forms.published import PublishedFilter
from reviews.models import Briefing
from reviews.selectors.published import (
    Published,
    has_pdf,
    narrowed,
    public_briefings,
    published_review,
    published_reviews,
)


@method_decorator(never_cache, name="dispatch")
class PublicView(View):
    """Answers everybody alike; what is not public now does not exist, whatever the reason."""

    http_method_names = ["get", "head"]

    def published(self, public_id: UUID) -> Published:
        found = published_review(public_id)
        if found is None:
            raise Http404
        return found


class PublishedList(PublicView):
    """Published reviews by year, the newest first, narrowed as somebody asks, and briefings for everybody."""

    def get(self, request: HttpRequest) -> HttpResponse:
        reviews = published_reviews()
        form = PublishedFilter(request.GET, reviews=reviews)
        shown = narrowed(reviews, **form.asked)
        context = {
            "form": form,
            "total": len(reviews),
            "shown": len(shown),
            "years": [(year, list(ones)) for year, ones in groupby(shown, key=lambda one: one.year)],
            "briefings": [_briefing(one) for one in public_briefings()],
        }
        return render(request, "public/published.html", context)


class PublishedDetail(PublicView):
    """One published review."""

    def get(self, request: HttpRequest, public_id: UUID) -> HttpResponse:
        found = self.published(public_id)
        context = {
            "published": found,
            "has_pdf": has_pdf(found),
            "summary": mark_safe(to_html(found.summary)),  # noqa: S308  cleaned by to_html
            "html": mark_safe(to_html(found.text)),  # noqa: S308  cleaned by to_html
            "breadcrumbs": [{"title": "Published reviews", "url": reverse("reviews:published-list")}],
        }
        return render(request, "public/published_review.html", context)


class PublishedPdf(PublicView):
    """The file, drawn from the same words before anybody asked for it."""

    def get(self, request: HttpRequest, public_id: UUID) -> HttpResponseBase:
        found = self.published(public_id)
        if not has_pdf(found):
            raise Http404
        response: FileResponse = sent(Stored(found.pdf_name), f"{slugify(found.title)[:80] or 'review'}.pdf")
        return response


class Stored:
    """A stored file by its name, as `sent` opens one."""

    def __init__(self, name: str) -> None:
        self.name = name

    def open(self, mode: str) -> Any:
        return default_storage.open(self.name, mode)


def _briefing(briefing: Briefing) -> dict[str, str]:
    return {"title": briefing.title, "url": reverse("reviews:briefing-page", args=[briefing.pk])}


urls = [
    path("published/", PublishedList.as_view(), name="published-list"),
    path("published/<uuid:public_id>/", PublishedDetail.as_view(), name="published-detail"),
    path("published/<uuid:public_id>/pdf/", PublishedPdf.as_view(), name="published-pdf"),
]
