"""Asking agencies what they did with a briefing, reminding them, their answers, and the list over all briefings."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.utils import timezone

from partnership import registry
from partnership.exceptions import DomainError
from partnership.forms.recommendation_answers import AskAgenciesForm
from partnership.policy import allows
from partnership.registers.filters import RegisterFilter
from partnership.registers.forms import RegisterForm
from partnership.registers.lists import RegisterList
from partnership.registers.rows import guarded_class, neutral_name
from partnership.selectors.action_rights import as_manager
from partnership.views.plain_forms import PlainForm
from partnership.views.steps import Step
from partnership.views.traced import TracedView
from reviews.catalogue.briefings import RECEIPTS
from reviews.forms.briefings import ReceiptForm
from reviews.models import Briefing, BriefingReceipt
from reviews.selectors.briefings import agencies_to_ask, response_by_agency, response_of
from reviews.services.receipts import answer_receipt, ask_for_receipts, remind_agencies


class OfBriefing(TracedView, PlainForm):
    """A page on which the business unit asks about one briefing."""

    subject = "briefing_receipt"
    verb = "create"
    place = "reviews"
    briefing: Briefing

    def check(self) -> None:
        """The row alone decides, as on its page."""

    def answer(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        rows = Briefing.objects.visible_to(self.principal, "create", of="briefing_receipt")
        self.briefing = get_object_or_404(rows, pk=kwargs["pk"])
        if not self.note(self.briefing if guarded_class(self.briefing) else None):
            return self.refuse()
        return super().answer(request, *args, **kwargs)


class ReceiptAsk(OfBriefing):
    """Which agencies, and by when."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self.ask_page(AskAgenciesForm(agencies=self.agencies()))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        form = AskAgenciesForm(request.POST, agencies=self.agencies())
        if not form.is_valid() or not self.write(form, lambda: self.ask(form)):
            return self.ask_page(form)
        messages.success(request, "The agencies are asked.")
        return redirect(registry.url_of(self.briefing))

    def agencies(self) -> Any:
        return agencies_to_ask(self.briefing, self.principal, timezone.localdate())

    def ask(self, form: AskAgenciesForm) -> list[BriefingReceipt]:
        return ask_for_receipts(briefing=self.briefing, **form.cleaned_data, by=self.user)

    def ask_page(self, form: AskAgenciesForm) -> HttpResponse:
        url, name = registry.url_of(self.briefing), neutral_name(self.briefing)
        return self.page(
            form,
            title="Ask the agencies",
            button="Ask these agencies",
            caption=name,
            lead="Each says which teams used the briefing, how many staff, and what changed.",
            cancel_url=url,
            breadcrumbs=[{"title": name, "url": url}],
        )


class ReceiptRemind(OfBriefing):
    """A message to those who have not answered."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return redirect(registry.url_of(self.briefing))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        try:
            written = remind_agencies(briefing=self.briefing, by=self.user)
            messages.success(request, f"{written} {'message' if written == 1 else 'messages'} written.")
        except DomainError as error:
            messages.error(request, error.message)
        return redirect(registry.url_of(self.briefing))


class ReceiptAnswer(Step):
    """An agency answers, or the business unit writes down what came by mail."""

    register = replace(RECEIPTS, form=ReceiptForm)
    step = ReceiptForm
    title, button, told = "What did you do with it?", "Save the answer", "Answer saved."

    def take(self, form: RegisterForm, version: int) -> BriefingReceipt:
        values = {name: getattr(self.row, name) for name in ("teams", "staff", "what_changed")}
        return answer_receipt(receipt=self.row, **{**values, **form.values()}, version=version, by=self.user)


class ReceiptList(RegisterList):
    """All receipts, with the response of each agency for those who see every agency’s."""

    template = "reviews/receipts.html"
    register = RECEIPTS

    def context(self, filters: RegisterFilter) -> dict[str, Any]:
        context = super().context(filters)
        if not allows(as_manager(self.principal), "view", self.register.subject):
            return context
        rows = BriefingReceipt.objects.visible_to(self.principal).filter(pk__in=filters.qs.order_by().values("pk"))
        return {**context, "response": response_of(rows), "by_agency": response_by_agency(rows)}


urls = [
    path("learning-briefings/<int:pk>/ask/", ReceiptAsk.as_view(), name="receipt-ask"),
    path("learning-briefings/<int:pk>/remind/", ReceiptRemind.as_view(), name="receipt-remind"),
    path("briefing-receipts/<int:pk>/answer/", ReceiptAnswer.as_view(), name="receipt-answer"),
    path("briefing-receipts/", ReceiptList.as_view(), name="briefing-receipt-list"),
]
