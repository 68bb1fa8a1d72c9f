"""The landing page of a top level of the menu: what lies under it, with counts."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from partnership import registry
from partnership.views.scoped import SignedInView


class PlacePage(SignedInView):
    """One count a list, each of what the principal may see."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.place = kwargs["key"]  # type: ignore[misc]  # the address names it
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, key: str) -> HttpResponse:
        entries = registry.entries_under(key, self.principal)
        if not entries:
            raise Http404
        lines = [self.line(entry) for entry in entries]
        return render(request, "partnership/place.html", {"title": registry.place_of(key).title, "lines": lines})

    def line(self, entry: registry.Entry) -> dict[str, Any]:
        rows = entry.model._default_manager.visible_to(self.principal) if entry.model else None  # type: ignore[attr-defined]
        return {
            "title": entry.title,
            "url": reverse(entry.url_name),
            "about": entry.about,
            "count": None if rows is None else rows.count(),
        }
