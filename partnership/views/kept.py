"""Texts that a lapsed session would have lost."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import resolve

from partnership.models import KeptText
from partnership.services.kept_texts import throw_kept_away
from partnership.views.scoped import SignedInView
from partnership.views.takes_kept import TakesKeptText


class KeptTextDetail(SignedInView):
    """One's own kept text: to go on with, to copy, or to throw away."""

    def own(self, pk: int) -> KeptText:
        kept = KeptText.objects.filter(pk=pk, user=self.user).first()
        if kept is None:
            raise Http404
        return kept

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        kept = self.own(pk)
        context: dict[str, Any] = {
            "kept": kept,
            "texts": [{"name": _words(name), "text": "\n".join(values)} for name, values in kept.fields.items()],
            "go_on_url": _go_on_url(kept),
        }
        return render(request, "partnership/kept/detail.html", context)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        throw_kept_away(kept=self.own(pk), by=self.user)
        return redirect("partnership:home")


def _go_on_url(kept: KeptText) -> str:
    """The page with the text in its form, or the page alone where a form cannot be filled again."""
    path, _, query = kept.address.partition("?")
    view = getattr(resolve(path).func, "view_class", SignedInView)
    if not issubclass(view, TakesKeptText):
        return kept.address
    return f"{path}?{query}{'&' if query else ''}kept={kept.pk}"


def _words(name: str) -> str:
    return name.replace("_", " ").replace("-", " ").capitalize()
