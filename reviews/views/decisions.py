"""From screening to the decision: what was done about a case, and each step of it."""

from collections.abc import Callable
from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.functional import cached_property

from partnership.exceptions import DomainError
from partnership.formats import date_words
from partnership.policy import sees_guarded
from partnership.registers.forms import RegisterForm
from partnership.registers.history import history_of
from partnership.row_keys import is_row_key
from partnership.views.plain_forms import PlainForm
from partnership.views.steps import Step
from reviews.catalogue.reviews import REVIEWS
from reviews.forms.decisions import ConsiderationForm, NotificationForm, RapidReviewForm, ScreeningForm, TakeBackForm
from reviews.models import Consideration, Edition, Notification, Review
from reviews.pages.decisions import DecisionPage
from reviews.pages.reviews import ReviewPage
from reviews.selectors.decisions import edition_to_consider, editions_with_criteria, referral_of
from reviews.selectors.editions import criteria_of
from reviews.selectors.papers import may_record
from reviews.services import decisions as services
from reviews.views.of_review import OfReview


class OfCase(OfReview):
    """A page about one case, for those who could read it were it restricted."""

    def knows(self, review: Review) -> bool:
        return sees_guarded(self.principal, review)

    @cached_property
    def shown(self) -> DecisionPage:
        return DecisionPage(self.review, self.principal)

    @property
    def trail(self) -> list[dict[str, str]]:
        return [{"title": REVIEWS.title, "url": REVIEWS.list_url}, *super().trail]


class ReviewDecision(OfCase):
    """All of it in order, with what is missing."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        page = self.shown
        context = {"page": page, "review": self.review, "restricted": page.restricted, "breadcrumbs": self.trail}
        return render(request, page.template, context)


class CaseStep(Step):
    """A step that changes the review itself, for those who open reviews: the first to record it takes the case on, and
    what was `recorded` is corrected by those named on it."""

    register = REVIEWS
    shown_by = ReviewPage
    verb = "create"
    recorded: ClassVar[tuple[str, ...]]

    def check(self) -> None:
        if not may_record(self.principal, self.row, *self.recorded):
            raise PermissionDenied

    def form(self, data: Any = None, **kwargs: Any) -> RegisterForm:
        return super().form(data, **{"without": (), **kwargs})

    def done(self, row: Any, words: str) -> HttpResponse:
        super().done(row, words)
        return redirect("reviews:review-decision", row.pk)

    def cancel_url(self) -> str:
        return reverse("reviews:review-decision", args=[self.row.pk])


class ReviewScreen(CaseStep):
    """Go on, ask the agency for more, or stop."""

    step, recorded = ScreeningForm, ("screening", "screening_reason")
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
    step, recorded = RapidReviewForm, ("rapid_review_sent_on",)
    title, button, told = "Rapid review sent to the Panel", "Save the day", "Saved."

    def take(self, form: RegisterForm, version: int) -> Review:
        sent_on = form.cleaned_data.get("rapid_review_sent_on", self.row.rapid_review_sent_on)
        return services.note_rapid_review(review=self.row, sent_on=sent_on, version=version, by=self.user)


class OfCaseForm(OfCase, PlainForm):
    """A page on which something is added to a case."""

    verb = "create"
    template = "reviews/decision_form.html"
    form: ClassVar[type[forms.Form]]
    title: ClassVar[str]
    button: ClassVar[str]
    told: ClassVar[str]
    #: Calls the service with the valid form.
    store: Callable[[Any], Any]

    def given(self) -> dict[str, Any]:
        """What the form is made with, besides what was typed."""
        return {"principal": self.principal}

    def get(self, request: HttpRequest, **named: int) -> HttpResponse:
        return self.asked(self.form(**self.given()))

    def post(self, request: HttpRequest, **named: int) -> HttpResponse:
        form = self.form(request.POST, **self.given())
        if not form.is_valid() or not self.write(form, lambda: self.store(form)):
            return self.asked(form)
        messages.success(request, self.told)
        return redirect("reviews:review-decision", self.review.pk)

    def asked(self, form: Any) -> HttpResponse:
        named = {"title": self.title, "button": self.button, "caption": self.review.reference, "guarded": True}
        back = reverse("reviews:review-decision", args=[self.review.pk])
        shown = {"restricted": self.shown.restricted, "breadcrumbs": self.trail, "cancel_url": back}
        return self.page(form, **named, **shown, **self.more())

    def more(self) -> dict[str, Any]:
        return {}


class NotificationCreate(OfCaseForm):
    """Who was told of the case."""

    form = NotificationForm
    title, button, told = "Record who was told", "Save this notification", "Notification saved."

    def given(self) -> dict[str, Any]:
        initial = {"aware_on": self.review.aware_on, "sent_on": timezone.localdate()}
        return {**super().given(), "instance": Notification(review=self.review), "initial": initial}

    def store(self, form: NotificationForm) -> Notification:
        aware_on = form.cleaned_data["aware_on"]
        return services.note_notification(review=self.review, values=form.values(), aware_on=aware_on, by=self.user)


class NotificationTakeBack(OfCaseForm):
    """Somebody was not told after all."""

    verb = "archive"
    form = TakeBackForm
    title, button, told = "Take back who was told", "Take this back", "Taken back."

    @cached_property
    def row(self) -> Notification:
        rows = Notification.objects.filter(review=self.review).select_related("review", "agency")
        found: Notification = self.load(rows, pk=self.kwargs["row"])
        return found

    def given(self) -> dict[str, Any]:
        return {**super().given(), "review": self.row.review}

    def store(self, form: TakeBackForm) -> Notification:
        reason = form.cleaned_data["reason"]
        return services.take_back_notification(notification=self.row, reason=reason, by=self.user)

    def more(self) -> dict[str, Any]:
        lead = f"{self.row}, {date_words(self.row.sent_on)}. Once this is taken back, nobody counts as told by it."
        return {"lead": lead, "history": history_of(self.row, self.principal, ())}


class ConsiderationCreate(OfCaseForm):
    """A decision under one edition: `?edition=3` says which, else the one in force."""

    form = ConsiderationForm
    title, button, told = "Record a decision", "Record this decision", "Decision recorded."

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return super().dispatch(request, *args, **kwargs)
        except DomainError as error:
            messages.error(request, error.message)
            return redirect("reviews:review-decision", kwargs["pk"])

    @property
    def offered(self) -> Any:
        editions: Any = editions_with_criteria()
        return editions.visible_to(self.principal)

    @cached_property
    def edition(self) -> Edition:
        """DomainError where there is none to consider the case under."""
        asked = self.request.GET.get("edition", "")
        if asked:
            return get_object_or_404(self.offered, pk=asked if is_row_key(asked) else 0)
        edition = edition_to_consider(self.review, timezone.localdate())
        if edition is None:
            raise DomainError("No edition of law or guidance holds criteria yet. Add them under Reviews, Editions.")
        return edition

    def given(self) -> dict[str, Any]:
        return {
            **super().given(),
            "instance": Consideration(review=self.review),
            "initial": {"considered_on": timezone.localdate()},
            "criteria": list(criteria_of(self.edition)),
            "has_referral": referral_of(self.review) is not None,
        }

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
        others = [one for one in self.offered if one != edition]
        return {"edition": edition, "others": others, "unchecked": criteria.filter(checked=False).exists()}


urls = [
    path("case-reviews/<int:pk>/decision/", ReviewDecision.as_view(), name="review-decision"),
    path("case-reviews/<int:pk>/screen/", ReviewScreen.as_view(), name="review-screen"),
    path("case-reviews/<int:pk>/rapid-review/", RapidReviewSent.as_view(), name="rapid-review-sent"),
    path("case-reviews/<int:pk>/notifications/new/", NotificationCreate.as_view(), name="notification-create"),
    path(
        "case-reviews/<int:pk>/notifications/<int:row>/take-back/",
        NotificationTakeBack.as_view(),
        name="notification-take-back",
    ),
    path("case-reviews/<int:pk>/decision/new/", ConsiderationCreate.as_view(), name="consideration-create"),
]
