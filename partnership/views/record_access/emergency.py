"""Opening a record in an emergency."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from partnership import registry
from partnership.forms.record_access import EmergencyForm
from partnership.selectors.record_access import ACCESS, KEEPERS
from partnership.services.break_glass import open_in_emergency
from partnership.templatetags.words import clock
from partnership.views.fresh import FreshSignIn
from partnership.views.plain_forms import PlainForm


class EmergencyOpen(FreshSignIn, PlainForm):
    """For the business manager and the scrutineer: a record that they are not named on, for four hours."""

    subject = ACCESS
    verb = "change"

    def check(self) -> None:
        if not self.principal.roles & set(KEEPERS):
            raise Http404

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.form_page(EmergencyForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        form = EmergencyForm(request.POST)
        if not form.is_valid() or not self.write(form, lambda: self.open(form.cleaned_data)):
            return self.form_page(form)
        messages.success(request, f"It is open to you until {clock(self.grant.expires_at)}. The others have been told.")
        return redirect(registry.url_of(self.grant.record.child))

    def open(self, typed: dict[str, Any]) -> None:
        self.grant: Any = open_in_emergency(reference=typed["reference"], reason=typed["reason"], by=self.user)

    def form_page(self, form: forms.Form) -> HttpResponse:
        lead = (
            "For a sealed record, or the papers of a review, when nobody who is named can be reached. It is open to "
            "you for four hours. The scrutineer and the information governance lead are told at once, and every page "
            "that you open is in the read log."
        )
        return self.page(
            form,
            title="Open a record in an emergency",
            button="Open it for four hours",
            lead=lead,
            cancel_url=reverse("partnership:home"),
            guarded=True,
        )
