"""Asking agencies for returns of a review."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from partnership import registry
from partnership.templatetags.words import counted
from partnership.views.plain_forms import PlainForm
from reviews.enums import ReturnKind, ReviewStatus
from reviews.enums.returns import QUESTIONS
from reviews.forms.returns import AskForm
from reviews.selectors.returns import may_ask, whom_to_ask
from reviews.services.returns import ask_agencies
from reviews.views.of_review import OfReview


class ReturnCreate(OfReview, PlainForm):
    """First what is asked for, since the questions follow from it; then whom, by when, and the rest."""

    subject = "agency_return"
    verb = "create"

    def may(self, verb: str) -> bool:
        return may_ask(self.principal, self.review)

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        kind = request.GET.get("kind", "")
        if kind not in ReturnKind:
            return self.shown("reviews/return_kind.html", kinds=ReturnKind.choices, chosen=self.usual_kind)
        first, last = self.review.period_from, self.review.period_to
        initial = {"kind": kind, "questions": list(QUESTIONS[kind]), "period_from": first, "period_to": last}
        return self.page(self.form(initial=initial))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        if request.POST.get("kind") not in ReturnKind:
            return redirect(request.path)
        form = self.form(request.POST)
        if not (form.is_valid() and self.write(form, lambda: self.ask(form))):
            return self.page(form)
        words = counted(len(form.asked()), "agency is,agencies are")
        messages.success(request, f"{words} asked. The people you chose are told.")
        return redirect("reviews:review-detail", self.review.pk)

    @property
    def usual_kind(self) -> str:
        """Until it is decided, a case has a rapid review and nothing else."""
        return ReturnKind.RAPID if self.review.status == ReviewStatus.REFERRED else ReturnKind.BOTH

    def form(self, data: Any = None, **kwargs: Any) -> AskForm:
        choices = whom_to_ask(self.review, timezone.localdate())
        return AskForm(data, review=self.review, choices=choices, **kwargs)

    def ask(self, form: AskForm) -> Any:
        asked, text = form.asked(), form.cleaned_data["text"]
        return ask_agencies(review=self.review, asked=asked, terms=form.terms(), text=text, by=self.user)

    def page(self, form: Any, **context: Any) -> HttpResponse:
        words = ReturnKind(form["kind"].value()).label
        return self.shown("reviews/return_ask.html", form=form, choices=form.choices, kind_words=words, **context)

    def shown(self, template: str, **context: Any) -> HttpResponse:
        named = {"review": self.review, "reference": self.name, "cancel_url": registry.url_of(self.review)}
        banner = {"who": "Those named on the review can open it.", "visit": "Your visit is recorded."}
        base = {**named, "restricted": banner, "breadcrumbs": self.trail}
        return render(self.request, template, {**base, **context})
