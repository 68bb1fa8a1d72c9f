"""Pausing a review and correcting its clocks."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path

from partnership import registry
from partnership.views.traced import TracedView
from reviews.models import Review
from reviews.selectors.papers import reviews_with


class OfReview(TracedView):
    """A page about the clocks of a review, for those who are named on it."""

    subject = "review_paper"
    place = "reviews"

    def answer(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        self.review: Review = reviews_with(self.subject, self.principal).filter(pk=kwargs["pk"]).first()
        if self.review is None:
            raise Http404
        if not reviews_with(self.subject, self.principal, self.verb).filter(pk=self.review.pk).exists():
            raise PermissionDenied
        if not self.note(self.review):
            return self.refuse()
        return super().answer(request, *args, **kwargs)

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return redirect(registry.url_of(self.review))


urls = [
    path("case-reviews/<int:pk>/clocks/", OfReview.as_view(), name="review-clocks"),
    path("case-reviews/<int:pk>/clocks/pause/", OfReview.as_view(verb="create"), name="review-pause"),
    path("case-reviews/<int:pk>/clocks/resume/", OfReview.as_view(verb="change"), name="review-resume"),
    path("case-reviews/<int:pk>/clocks/override/", OfReview.as_view(verb="create"), name="clock-override"),
]
