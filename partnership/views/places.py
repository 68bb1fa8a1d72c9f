"""The landing page of a top level of the menu: what lies under it, with counts."""

from typing import Any

from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import render
from django.urls import reverse

from partnership import registry
from partnership.formats import number_words
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
            "count": self.count(entry.model) if entry.model else "",
        }

    def count(self, model: type[Model]) -> str:
        """How many rows the list begins with: figure and list agree. Where it begins narrowed, of how many."""
        rows = model._default_manager.visible_to(self.principal)  # type: ignore[attr-defined]  # every listed model is scoped
        register = registry.register_for(model)
        if register is None:
            return number_words(rows.count())
        first = register.filterset(QueryDict(), queryset=rows, request=self.request)
        count = number_words(first.qs.count())
        if not first.defaults:
            return count
        data = first.data.copy()
        data.update(dict.fromkeys(first.defaults, ""))
        every = register.filterset(data, queryset=rows, request=self.request)
        return f"{count} {first.default_words} of {number_words(every.qs.count())}"
