"""The calendar that programs read by a private link, and the page where its owner makes or removes that link."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.views.generic import View

from partnership.links import link_to
from partnership.models import CalendarLink
from partnership.selectors.calendar import calendar_of, owner_of
from partnership.services.calendar_links import hash_of, make_calendar_link, remove_calendar_link
from partnership.views.messages import trail
from partnership.views.scoped import SignedInView


class CalendarFeed(View):
    """Not behind sign-in, as calendar programs cannot sign in: whoever knows the address is its owner."""

    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        owner = owner_of(hash_of(token))
        if owner is None:
            raise Http404
        response = HttpResponse(calendar_of(owner, timezone.now()), content_type="text/calendar; charset=utf-8")
        response["Content-Disposition"] = 'inline; filename="portal.ics"'
        response["Cache-Control"] = "private, no-store"
        return response


class CalendarLinkPage(SignedInView):
    """Says whether there is a link, and makes a new one, whose address is shown this once."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.page()

    def post(self, request: HttpRequest) -> HttpResponse:
        token = make_calendar_link(by=self.user)
        return self.page(address=link_to("partnership:calendar-feed", token))

    def page(self, **context: Any) -> HttpResponse:
        link = CalendarLink.objects.filter(user=self.user).first()
        context = {"link": link, "breadcrumbs": trail(), **context}
        return render(self.request, "partnership/messages/calendar_link.html", context)


class CalendarLinkRemove(SignedInView):
    """Lets the link stop working."""

    def post(self, request: HttpRequest) -> HttpResponse:
        remove_calendar_link(by=self.user)
        messages.success(request, "Your calendar link no longer works.")
        return redirect("partnership:calendar-link")


urls = [
    path("calendar/<slug:token>.ics", CalendarFeed.as_view(), name="calendar-feed"),
    path("calendar-link/", CalendarLinkPage.as_view(), name="calendar-link"),
    path("calendar-link/remove/", CalendarLinkRemove.as_view(), name="calendar-link-remove"),
]
