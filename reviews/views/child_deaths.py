"""The child death panel: lists of registered deaths laid beside its records, and its tables."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse

from partnership import registry
from partnership.exceptions import DomainError
from partnership.models import Board
from partnership.views.plain_forms import PlainForm
from reviews.forms.child_deaths import ReconcileForm
from reviews.services.child_deaths import reconcile


class ReconciliationCreate(PlainForm):
    """Lays a list of registered deaths beside the panel's records."""

    place = "reviews"
    subject = "reconciliation"
    verb = "create"

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.asked(self.form())

    def post(self, request: HttpRequest) -> HttpResponse:
        form = ReconcileForm(request.POST, request.FILES, boards=Board.objects.visible_to(self.principal))
        if not form.is_valid():
            return self.asked(form)
        values = form.cleaned_data
        try:
            row = reconcile(
                board=values["board"], listed=values["file"], source=values["source"],
                period_from=values["period_from"], period_to=values["period_to"], by=self.user,
            )  # fmt: skip
        except DomainError as error:
            form.add_error(None, error.message)
            return self.asked(form)
        messages.success(request, "The list has been compared. It was not kept.")
        return redirect(registry.url_of(row))

    def form(self) -> ReconcileForm:
        return ReconcileForm(boards=Board.objects.visible_to(self.principal))

    def asked(self, form: ReconcileForm) -> HttpResponse:
        return self.page(
            form,
            title="Compare a list of registered deaths",
            caption="Child deaths",
            lead="The list is read and not kept. What is on one side only is kept as a restricted record.",
            button="Compare",
            cancel_url=reverse("reviews:reconciliation-list"),
        )


urls = [path("reconciliations/new/", ReconciliationCreate.as_view(), name="reconciliation-create")]
