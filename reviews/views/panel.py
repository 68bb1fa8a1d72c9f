"""The panel and the reviewer, learning events and what runs beside a review."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path

from partnership.views.traced import TracedView
from reviews.models import Review


class ReviewPanel(TracedView):
    """Who carries a review out."""

    subject = "review_paper"
    place = "reviews"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        review = self.load(Review.objects, pk=pk)
        return redirect("reviews:review-detail", review.pk)


urls: list[URLPattern] = [path("case-reviews/<int:pk>/panel/", ReviewPanel.as_view(), name="review-panel")]
