"""The landing page of a top level of the menu: what lies under it, with counts."""

from typing import Any

from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, QueryDict
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
        return {
            "title": entry.title,
            "url": reverse(entry.url_name),
            "about": entry.about,
            "count": self.count(entry.model) if entry.model else None,
        }

    def count(self, model: type[Model]) -> int:
        """How many rows the list begins with, its first filters included: figure and list agree."""
        rows = model._default_manager.visible_to(self.principal)  # type: ignore[attr-defined]  # every listed model is scoped
        register = registry.register_for(model)
        if register:
            rows = register.filterset(QueryDict(), queryset=rows, request=self.request).qs
        found: int = rows.count()
        return found
