"""The landing page of a top level of the menu: what lies under it, with counts; and what is behind a person's name."""

from typing import Any

from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from partnership import registry
from partnership.formats import number_words
from partnership.views.scoped import SignedInView

#: What a role may be granted for.
GRANTED_FOR = ("board", "agency", "group", "record")


class PlacePage(SignedInView):
    """One count a list, each of what the principal may see."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.place = kwargs["key"]  # type: ignore[misc]  # the address names it
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, key: str) -> HttpResponse:
        entries = registry.entries_under(key, self.principal)
        if not entries:
            raise Http404
        context = {
            "title": registry.place_of(key).title,
            "lines": [self.line(entry) for entry in entries if entry.model],
            "others": [self.line(entry) for entry in entries if not entry.model],
        }
        return render(request, "partnership/place.html", context)

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


class OwnPages(SignedInView):
    """What stands behind a person's name: their own account, and the tools of their roles."""

    def get(self, request: HttpRequest) -> HttpResponse:
        pages = [
            {"title": entry.title, "url": reverse(entry.url_name), "about": entry.about}
            for entry in registry.own_pages(self.principal)
        ]
        grants = self.user.grants.in_force(timezone.localdate()).select_related(*GRANTED_FOR)
        return render(request, "partnership/own_pages.html", {"pages": pages, "grants": grants})
