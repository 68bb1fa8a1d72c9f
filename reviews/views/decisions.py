"""From screening to the decision: what was done about a case, and each step of it."""

from typing import Any, ClassVar

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils import timezone

from partnership.exceptions import DomainError
from partnership.policy import can, sees_guarded
from partnership.registers.forms import RegisterForm
from partnership.views.plain_forms import PlainForm
from partnership.views.steps import Step
from partnership.views.traced import TracedView
from reviews.catalogue.reviews import REVIEWS
from reviews.forms.decisions import ConsiderationForm, NotificationForm, RapidReviewForm, ScreeningForm
from reviews.models import Consideration, Edition, Notification, Review
from reviews.pages.decisions import DecisionPage
from reviews.selectors.decisions import edition_to_consider, editions_with_criteria, referral_of
from reviews.selectors.editions import criteria_of
from reviews.services import decisions as services


class OfCase(TracedView):
    """A page about one case, for those who could read it were it restricted; the visit is written down first."""

    subject = "review"
    place = "reviews"

    def check(self) -> None:
        """The case alone decides, as on its page."""

    def answer(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        review = Review.objects.visible_to(self.principal).filter(pk=kwargs["pk"]).first()
        if review is None or not sees_guarded(self.principal, review):
            raise Http404
        if self.verb != "view" and not can(self.principal, self.verb, review):
            raise PermissionDenied
        self.review: Review = review
        self.shown = DecisionPage(review, self.principal)
        return super().answer(request, *args, **kwargs) if self.note(review) else self.refuse()

    @property
    def trail(self) -> list[dict[str, str]]:
        name = self.review.reference
        return [
            {"title": REVIEWS.title, "url": REVIEWS.list_url},
            {"title": name, "url": reverse("reviews:review-detail", args=[self.review.pk])},
        ]


class ReviewDecision(OfCase):
    """All of it in order, with what is missing."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        page = self.shown
        context = {"page": page, "review": self.review, "restricted": page.restricted, "breadcrumbs": self.trail}
        return render(request, page.template, context)


class CaseStep(Step):
    """A step that changes the review itself, for those who open reviews."""

    register = REVIEWS
    verb = "create"

    def done(self, row: Any, words: str) -> HttpResponse:
        super().done(row, words)
        return redirect("reviews:review-decision", row.pk)

    def cancel_url(self) -> str:
        return reverse("reviews:review-decision", args=[self.row.pk])


class ReviewScreen(CaseStep):
    """Go on, ask the agency for more, or stop."""

    step = ScreeningForm
    title, button, told = "Screen this case", "Save the screening", "Screening saved."

    def form(self, data: Any = None, **kwargs: Any) -> RegisterForm:
        return super().form(data, **{"has_referral": referral_of(self.row) is not None, **kwargs})

    def take(self, form: RegisterForm, version: int) -> Review:
        stored, said = self.row, form.cleaned_data
        return services.screen_case(
            review=stored,
            screening=said.get("screening", stored.screening),
            reason=said.get("screening_reason", stored.screening_reason),
            screened_on=said.get("screened_on") or stored.screened_on or timezone.localdate(),
            words=said.get("words", ""),
            version=version,
            by=self.user,
        )


class RapidReviewSent(CaseStep):
    step = RapidReviewForm
    title, button, told = "Rapid review sent to the Panel", "Save the day", "Saved."

    def take(self, form: RegisterForm, version: int) -> Review:
        sent_on = form.cleaned_data.get("rapid_review_sent_on", self.row.rapid_review_sent_on)
        return services.note_rapid_review(review=self.row, sent_on=sent_on, version=version, by=self.user)


class OfCaseForm(OfCase, PlainForm):
    """A page on which something is added to a case."""

    verb = "create"
    template = "reviews/decision_form.html"
    title: ClassVar[str]
    button: ClassVar[str]
    told: ClassVar[str]

    def form(self, data: Any = None) -> Any:
        raise NotImplementedError

    def store(self, form: Any) -> Any:
        raise NotImplementedError

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self.asked(self.form())

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        form = self.form(request.POST)
        if not form.is_valid() or not self.write(form, lambda: self.store(form)):
            return self.asked(form)
        messages.success(request, self.told)
        return redirect("reviews:review-decision", pk)

    def asked(self, form: Any) -> HttpResponse:
        named = {"title": self.title, "button": self.button, "caption": self.review.reference, "guarded": True}
        back = reverse("reviews:review-decision", args=[self.review.pk])
        shown = {"restricted": self.shown.restricted, "breadcrumbs": self.trail, "cancel_url": back}
        return self.page(form, **named, **shown, **self.more())

    def more(self) -> dict[str, Any]:
        return {}


class NotificationCreate(OfCaseForm):
    """Who was told of the case."""

    title, button, told = "Record who was told", "Save this notification", "Notification saved."

    def form(self, data: Any = None) -> NotificationForm:
        initial = {"aware_on": self.review.aware_on, "sent_on": timezone.localdate()}
        new = Notification(review=self.review)
        return NotificationForm(data, principal=self.principal, instance=new, initial=initial)

    def store(self, form: NotificationForm) -> Notification:
        aware_on = form.cleaned_data["aware_on"]
        return services.note_notification(review=self.review, values=form.values(), aware_on=aware_on, by=self.user)


class ConsiderationCreate(OfCaseForm):
    """A decision under one edition: `?edition=3` says which, else the one in force."""

    title, button, told = "Record a decision", "Record this decision", "Decision recorded."

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return super().dispatch(request, *args, **kwargs)
        except DomainError as error:
            messages.error(request, error.message)
            return redirect("reviews:review-decision", kwargs["pk"])

    @property
    def edition(self) -> Edition:
        """DomainError where there is none to consider the case under."""
        asked = self.request.GET.get("edition", "")
        if asked:
            return get_object_or_404(editions_with_criteria(), pk=asked if asked.isdecimal() else 0)
        edition = edition_to_consider(self.review, timezone.localdate())
        if edition is None:
            raise DomainError("No edition of law or guidance holds criteria yet. Add them under Reviews, Editions.")
        return edition

    def form(self, data: Any = None) -> ConsiderationForm:
        return ConsiderationForm(
            data,
            principal=self.principal,
            instance=Consideration(review=self.review),
            initial={"considered_on": timezone.localdate()},
            criteria=list(criteria_of(self.edition)),
            has_referral=referral_of(self.review) is not None,
        )

    def store(self, form: ConsiderationForm) -> Consideration:
        return services.consider_case(
            review=self.review,
            edition=self.edition,
            values=form.values(),
            answers=form.answers(),
            commissioned_on=form.cleaned_data["commissioned_on"],
            words=form.cleaned_data.get("words", ""),
            by=self.user,
        )

    def more(self) -> dict[str, Any]:
        edition = self.edition
        criteria = criteria_of(edition)
        others = [one for one in editions_with_criteria() if one != edition]
        return {"edition": edition, "others": others, "unchecked": criteria.filter(checked=False).exists()}


urls = [
    path("case-reviews/<int:pk>/decision/", ReviewDecision.as_view(), name="review-decision"),
    path("case-reviews/<int:pk>/screen/", ReviewScreen.as_view(), name="review-screen"),
    path("case-reviews/<int:pk>/rapid-review/", RapidReviewSent.as_view(), name="rapid-review-sent"),
    path("case-reviews/<int:pk>/notifications/new/", NotificationCreate.as_view(), name="notification-create"),
    path("case-reviews/<int:pk>/decision/new/", ConsiderationCreate.as_view(), name="consideration-create"),
]
