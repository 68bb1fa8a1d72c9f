"""Texts that a lapsed session would have lost."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from partnership.models import KeptText
from partnership.services.kept_texts import throw_kept_away
from partnership.views.scoped import SignedInView


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
            "go_on_url": f"{kept.address}?kept={kept.pk}",
        }
        return render(request, "partnership/kept/detail.html", context)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        throw_kept_away(kept=self.own(pk), by=self.user)
        return redirect("partnership:home")


def _words(name: str) -> str:
    return name.replace("_", " ").replace("-", " ").capitalize()
