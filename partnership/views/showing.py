"""Choosing which partnership to show first."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme

from partnership.forms.showing import ShowingForm
from partnership.models import Board
from partnership.showing import show, showing_of
from partnership.views.scoped import SignedInView


class ShowingChange(SignedInView):
    """A small page; `next` is where its reader came from."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.page(self.form(initial={"board": showing_of(request).board}))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = self.form(request.POST)
        if not form.is_valid():
            return self.page(form)
        show(request, form.cleaned_data["board"])
        return redirect(self.back())

    def form(self, *args: Any, **kwargs: Any) -> ShowingForm:
        return ShowingForm(*args, boards=Board.objects.visible_to(self.principal), **kwargs)

    def page(self, form: ShowingForm) -> HttpResponse:
        return render(self.request, "partnership/showing.html", {"form": form, "back": self.back()})

    def back(self) -> str:
        """An address of this portal and no other."""
        asked = self.request.GET.get("next", "")
        safe = url_has_allowed_host_and_scheme(asked, {self.request.get_host()}, self.request.is_secure())
        return asked if safe else resolve_url("partnership:home")
