"""How long reviews took."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone

from partnership import registry
from partnership.outside_words import reference_alone
from partnership.registers.parts import Link
from partnership.views.scoped import ScopedView
from partnership.work_items import restriction_of
from reviews.clocks import ClockState
from reviews.marks.clocks import clock_mark
from reviews.selectors.running_clocks import CLOCKS, Running
from reviews.selectors.timeliness import timed_clocks, timings


class Timeliness(ScopedView):
    """By year and kind how many clocks were kept, and every clock of the reviews whose clocks the reader sees."""

    subject = CLOCKS
    place = "reviews"

    def get(self, request: HttpRequest) -> HttpResponse:
        clocks = timed_clocks(self.principal, today=timezone.localdate())
        late = [each for each in clocks if each.one.clock.state is ClockState.LATE]
        late.sort(key=lambda each: each.one.clock.due_on or date.max)
        context = {
            "breadcrumbs": [{"title": "Case reviews", "url": reverse("reviews:review-list")}],
            "timings": timings(clocks),
            "late": [_row(each) for each in late],
            "others": [_row(each) for each in clocks if each not in late],
        }
        return render(request, "reviews/timeliness.html", context)


def _row(each: Running) -> dict[str, Any]:
    """A review by its reference alone; its page tells the rest to those who may read it."""
    link = Link(reference_alone(each.review), registry.url_of(each.review))
    return {"link": link, "one": each.one, "mark": clock_mark(each.one.clock), "lock": restriction_of(each.review)}


urls = [path("case-reviews/timeliness/", Timeliness.as_view(), name="timeliness")]
