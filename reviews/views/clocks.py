"""Pausing a review, letting it go on, and correcting its clocks."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone

from partnership import registry
from partnership.exceptions import DomainError
from partnership.forms.archiving import ArchiveForm
from partnership.registers.history import histories_of
from partnership.registers.page import DetailPage
from partnership.services.rows import Conflict
from partnership.views.plain_forms import JUST_TAKEN
from partnership.views.takes_kept import TakesKeptText
from reviews.clocks.words import last_day_of
from reviews.forms.clocks import OverrideForm, PauseCorrectForm, PauseForm, ResumeForm
from reviews.marks.clocks import clock_mark
from reviews.models import ClockOverride, Pause
from reviews.selectors.clocks import RuleClock, clocks_of_reviews
from reviews.selectors.pseudonyms import pseudonyms_of
from reviews.services import clocks as services
from reviews.views.of_review import OfPapers


class OfClocks(OfPapers):
    """A page about the clocks of a review, for those who work on it."""

    subject = "review_paper"
    template: ClassVar[str]

    def clocks(self) -> tuple[RuleClock, ...]:
        return clocks_of_reviews([self.review], today=timezone.localdate())[self.review.pk]

    @property
    def back(self) -> str:
        return reverse("reviews:review-clocks", args=[self.review.pk])

    def page(self, **context: Any) -> HttpResponse:
        shown = DetailPage(registry.register_of(self.review), self.review, self.principal)
        crumbs = [{"title": "Case reviews", "url": reverse("reviews:review-list")}, *self.trail]
        base = {"review": self.review, "restricted": shown.restricted, "breadcrumbs": crumbs, "guarded": True}
        return render(self.request, self.template, {**base, **context})


class ReviewClocks(OfClocks):
    """What was entered of the clocks, with its history, and the ways to correct it."""

    template = "reviews/clocks.html"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        pauses = list(Pause.objects.visible_to(self.principal).filter(review=self.review))
        told = histories_of(Pause, pauses, self.principal)
        corrections = ClockOverride.objects.visible_to(self.principal).filter(review=self.review)
        clocks = self.clocks()
        return self.page(
            clocks=[(one, clock_mark(one.clock)) for one in clocks],
            last_days=[day for one in clocks if (day := last_day_of(one.rule, one.clock))],
            pauses=[(pause, told[pause.pk]) for pause in pauses],
            corrections=corrections.select_related("rule", "made_by").order_by("-made_at", "-pk"),
            is_paused=any(pause.ends_on is None for pause in pauses),
            may={verb: self.may(verb) for verb in ("create", "change", "archive")},
        )


class ClockStep(OfClocks, TakesKeptText):
    """A page with one form about the clocks, written by one service."""

    template = "reviews/clock_form.html"
    title: ClassVar[str]
    button: ClassVar[str]
    told: ClassVar[str]
    lead: str = ""

    def get(self, request: HttpRequest, **kwargs: int) -> HttpResponse:
        return self.form_page(self.form(self.kept_data()))

    def post(self, request: HttpRequest, **kwargs: int) -> HttpResponse:
        form = self.form(request.POST)
        if not form.is_valid() or not self.write(form):
            return self.form_page(form)
        self.forget_kept()
        messages.success(request, self.told)
        return redirect(self.back)

    def form(self, data: Any) -> forms.Form:
        raise NotImplementedError

    def store(self, form: Any) -> Any:
        """Call the service."""
        raise NotImplementedError

    def write(self, form: forms.Form) -> bool:
        """Store it; False where the service refuses, with its sentence in the form."""
        try:
            with transaction.atomic():
                self.store(form)
        except Conflict:
            raise
        except DomainError as error:
            form.add_error(None, error.message)
        except IntegrityError:
            form.add_error(None, JUST_TAKEN)
        return form.is_valid()

    def form_page(self, form: forms.Form, **context: Any) -> HttpResponse:
        words = {"title": self.title, "button": self.button, "lead": self.lead, "cancel_url": self.back}
        return self.page(form=form, kept=self.kept(), **words, **context)

    @property
    def names(self) -> frozenset[str]:
        """What the children of the review are called here, which may stand in any words about it."""
        return pseudonyms_of(self.review)


def stand_still_words(clocks: Iterable[RuleClock]) -> str:
    """Which of the clocks that run a pause stops, by name, and which it does not."""
    running = [one for one in clocks if one.clock.is_open]
    stopped = ", ".join(one.rule.name for one in running if one.rule.pausable)
    others = ", ".join(one.rule.name for one in running if not one.rule.pausable)
    first = f"Until you let it go on, these clocks stand still: {stopped}." if stopped else "No clock stands still."
    return f"{first} These run on: {others}." if others else first


class PauseReview(ClockStep):
    verb = "create"
    title, button, told = "Pause this review", "Pause this review", "Review paused."

    def form(self, data: Any) -> PauseForm:
        self.lead = stand_still_words(self.clocks())
        return PauseForm(data, instance=Pause(review=self.review), principal=self.principal, names=self.names)

    def store(self, form: PauseForm) -> Pause:
        return services.pause_review(review=self.review, by=self.user, **form.values())


class ResumeReview(ClockStep):
    verb = "change"
    title, button, told = "Let this review go on", "Let this review go on", "The review goes on."

    def form(self, data: Any) -> ResumeForm:
        pause = services.open_pause(self.review)
        return ResumeForm(data, began_on=pause.starts_on if pause else None)

    def store(self, form: ResumeForm) -> Pause:
        return services.resume_review(review=self.review, ends_on=form.cleaned_data["ends_on"], by=self.user)


class OfPause(ClockStep):
    """A step of one pause."""

    def pause(self) -> Pause:
        rows = Pause.objects.filter(review=self.review).select_related("review")
        found: Pause = self.load(rows, pk=self.kwargs["pause"])
        return found


class CorrectPause(OfPause):
    """The second of two editors sees what the first one saved, and keeps their own words in the form."""

    verb = "change"
    title, button, told = "Correct a pause", "Save the pause", "Pause corrected."

    def post(self, request: HttpRequest, **kwargs: int) -> HttpResponse:
        try:
            return super().post(request, **kwargs)
        except Conflict:
            stored = self.pause()
            data = request.POST.copy()
            data["version"] = str(stored.version)
            response = self.form_page(self.form(data), stored=stored)
            response.status_code = 409
            return response

    def form(self, data: Any) -> PauseCorrectForm:
        return PauseCorrectForm(data, instance=self.pause(), principal=self.principal, names=self.names)

    def store(self, form: PauseCorrectForm) -> Pause:
        version = form.cleaned_data["version"] or 0
        return services.correct_pause(pause=self.pause(), values=form.values(), version=version, by=self.user)


class ArchivePause(OfPause):
    verb = "archive"
    title, button, told = "Archive a pause", "Archive this pause", "Pause archived."
    lead = "The clocks then run as if it had not been entered. It is kept with the reason."

    def form(self, data: Any) -> ArchiveForm:
        self.pause()
        return ArchiveForm(data)

    def store(self, form: ArchiveForm) -> Pause:
        return services.archive_pause(pause=self.pause(), reason=form.cleaned_data["reason"], by=self.user)


class OverrideClock(ClockStep):
    verb = "create"
    title, button, told = "Give a clock another last day", "Save the last day", "Last day saved."
    lead = "The days that were counted stay as they are. Every last day that was given is kept with its reason."

    def form(self, data: Any) -> OverrideForm:
        return OverrideForm(data, clocks=[one for one in self.clocks() if one.clock.start], names=self.names)

    def store(self, form: OverrideForm) -> ClockOverride:
        typed = form.cleaned_data
        rule = next(one.rule for one in self.clocks() if one.rule.pk == typed["rule"])
        return services.override_clock(
            review=self.review, rule=rule, due_on=typed["due_on"], reason=typed["reason"], by=self.user
        )


_CLOCKS = "case-reviews/<int:pk>/clocks/"
urls = [
    path(_CLOCKS, ReviewClocks.as_view(), name="review-clocks"),
    path(f"{_CLOCKS}pause/", PauseReview.as_view(), name="review-pause"),
    path(f"{_CLOCKS}resume/", ResumeReview.as_view(), name="review-resume"),
    path(f"{_CLOCKS}override/", OverrideClock.as_view(), name="clock-override"),
    path(f"{_CLOCKS}pauses/<int:pause>/", CorrectPause.as_view(), name="pause-change"),
    path(f"{_CLOCKS}pauses/<int:pause>/archive/", ArchivePause.as_view(), name="pause-archive"),
]
