"""Asking agencies about a recommendation, their answer, what an action led to, impact tests."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path

from partnership import registry
from partnership.catalogue.learning import ANSWERS, RESULTS
from partnership.forms.recommendation_answers import AnswerForm, AskAgenciesForm
from partnership.models import Action, Recommendation, RecommendationAnswer
from partnership.registers.editing import CreateRow
from partnership.registers.forms import RegisterForm
from partnership.registers.rows import guarded_class, neutral_name
from partnership.row_keys import is_row_key
from partnership.selectors.recommendation_answers import agencies_to_ask
from partnership.services.recommendation_answers import answer_recommendation, ask_agencies
from partnership.views.plain_forms import PlainForm
from partnership.views.steps import Step
from partnership.views.traced import TracedView


class AskAgencies(TracedView, PlainForm):
    """Whoever keeps the recommendation asks the agencies to which it is addressed."""

    subject = "recommendation"
    verb = "create"
    place = "actions"
    row: Recommendation

    def check(self) -> None:
        """The row alone decides, as on its page."""

    def answer(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        rows = Recommendation.objects.visible_to(self.principal, "create", of="recommendation_answer")
        self.row = self.load(rows.select_related("plan__record"), pk=kwargs["pk"])
        if not self.note(self.row.plan.record if guarded_class(self.row) else None):
            return self.refuse()
        return super().answer(request, *args, **kwargs)

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        agencies = agencies_to_ask(self.row)
        return self.ask_page(AskAgenciesForm(agencies=agencies, initial={"agencies": list(agencies)}))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        form = AskAgenciesForm(request.POST, agencies=agencies_to_ask(self.row))
        if not form.is_valid() or not self.write(form, lambda: self.ask(form)):
            return self.ask_page(form)
        messages.success(request, "The agencies are asked.")
        return redirect(registry.url_of(self.row))

    def ask(self, form: AskAgenciesForm) -> list[RecommendationAnswer]:
        return ask_agencies(recommendation=self.row, **form.cleaned_data, by=self.user)

    def ask_page(self, form: AskAgenciesForm) -> HttpResponse:
        url = registry.url_of(self.row)
        return self.page(
            form,
            title="Ask the agencies",
            button="Ask these agencies",
            caption=f"{neutral_name(self.row.plan.record)}, {self.row}",
            lead="Each reads the recommendation and its number, and nothing of where it comes from.",
            cancel_url=url,
            breadcrumbs=[{"title": str(self.row), "url": url}],
        )


class AnswerWrite(Step):
    """An agency answers, or the business unit writes down what came by mail."""

    register = replace(ANSWERS, form=AnswerForm)
    step = AnswerForm
    template = "partnership/learning/answer.html"
    title, button, told = "Answer", "Save the answer", "Answer saved."

    def take(self, form: RegisterForm, version: int) -> RecommendationAnswer:
        values = {"accepted": self.row.accepted, "reason": self.row.reason, **form.values()}
        return answer_recommendation(answer=self.row, **values, version=version, by=self.user)


class ResultCreate(CreateRow):
    """What an action led to; `?action=7` says which."""

    register = RESULTS

    def initial(self) -> Mapping[str, Any]:
        asked = self.request.GET.get("action", "")
        row = Action.objects.visible_to(self.principal).filter(pk=asked).first() if is_row_key(asked) else None
        return {"action": row.reference} if row else {}


urls = [
    path("recommendations/<int:pk>/ask/", AskAgencies.as_view(), name="recommendation-ask"),
    path("recommendation-answers/<int:pk>/answer/", AnswerWrite.as_view(), name="recommendation-answer-write"),
    path("action-results/new/", ResultCreate.as_view(), name="action-result-create"),
]
