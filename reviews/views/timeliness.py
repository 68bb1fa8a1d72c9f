"""How long reviews took."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path

from partnership.views.scoped import ScopedView


class Timeliness(ScopedView):
    """By year and kind: how many clocks were kept."""

    subject = "review"
    place = "reviews"

    def get(self, request: HttpRequest) -> HttpResponse:
        return redirect("reviews:review-list")


urls = [path("case-reviews/timeliness/", Timeliness.as_view(), name="timeliness")]
