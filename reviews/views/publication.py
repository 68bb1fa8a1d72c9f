"""Publishing a review: what is still missing, the release, its dates, and withdrawing it."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.safestring import mark_safe

from partnership.exceptions import DomainError
from partnership.policy import can
from partnership.services.rows import Conflict
from partnership.templatetags.words import moment
from partnership.text import to_html
from partnership.views.fresh import FreshSignIn
from reviews.enums import Publication
from reviews.forms.publication import LATER, NOW, DatesForm, PanelCopyForm, RefuseForm, ReleaseForm, WithdrawForm
from reviews.marks.publication import copy_mark, publication_mark
from reviews.models import PublishedCopy
from reviews.selectors.publication import (
    CopyState,
    copies_of,
    public_briefings_of,
    readiness,
    refused_because,
    state_of,
)
from reviews.selectors.published import copy_to_draw, drawing_of, has_pdf
from reviews.services.publication import (
    change_dates,
    draw_copy,
    note_panel_copy,
    refuse_publication,
    release_report,
    withdraw_copy,
)
from reviews.views.of_review import OfNamed

TAKEN = "Somebody else changed this while you were working on it. Look at it again."


class PublicationView(OfNamed):
    """A page about the publication of one review."""

    subject = "published_copy"

    @property
    def address(self) -> str:
        return reverse("reviews:review-publication", args=[self.review.pk])

    @property
    def trail(self) -> list[dict[str, str]]:
        top = [{"title": "Publication", "url": self.address}] if self.request.path != self.address else []
        return [*super().trail, *top]

    def standing(self) -> PublishedCopy:
        """The copy that is public or will be."""
        ended, now = {CopyState.ENDED, CopyState.WITHDRAWN}, timezone.now()
        copies = copies_of(self.review, self.principal)
        found = next((copy for copy in copies if state_of(copy, now) not in ended), None)
        if found is None:
            raise Http404
        return found

    def done(self, words: str) -> HttpResponse:
        messages.success(self.request, words)
        return redirect(self.address)

    def page(self, template: str, *, status: int = 200, **context: Any) -> HttpResponse:
        return super().page(template, status=status, cancel_url=self.address, **context)


class PublicationPage(PublicationView):
    """What is done and what is missing, and every copy that was released."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        now = timezone.now()
        lines = [self.line(copy) for copy in copies_of(self.review, self.principal)]
        stands = next((line for line in lines if line["stands"]), None)
        ready = readiness(self.review)
        return self.page(
            "publication.html",
            mark=publication_mark(self.review, now),
            ready=ready,
            refusal=ready.refusal(self.user),
            lines=lines,
            stands=stands,
            fault=ready.fault_of(stands["copy"], now) if stands else "",
            refused_because=refused_because(self.review),
            may_decide=self.may("approve"),
            may_change=self.may("change"),
            change_url=reverse("reviews:review-change", args=[self.review.pk])
            if can(self.principal, "change", self.review)
            else "",
            is_shown_nowhere=self.review.publication_at(now) == Publication.PUBLISHED and not stands,
            panel_form=PanelCopyForm(initial={"sent_on": self.review.panel_copy_on}),
        )

    def line(self, copy: PublishedCopy) -> dict[str, Any]:
        """One copy as the page draws it."""
        state = state_of(copy, timezone.now())
        stands = state not in {CopyState.WITHDRAWN, CopyState.ENDED}
        published = copy_to_draw(copy.pk) if stands else None
        return {
            "copy": copy,
            "state": state,
            "mark": copy_mark(state),
            "stands": stands,
            "url": reverse("reviews:published-detail", args=[copy.public_id]) if state is CopyState.PUBLIC else "",
            "has_pdf": published is not None and has_pdf(published),
            "job": drawing_of(copy) if stands else None,
        }


class PanelCopy(PublicationView):
    """The day on which the full report went to the Panel."""

    verb = "change"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self.form_page(PanelCopyForm(initial={"sent_on": self.review.panel_copy_on}))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        form = PanelCopyForm(request.POST)
        if not form.is_valid():
            return self.form_page(form)
        try:
            note_panel_copy(review=self.review, sent_on=form.cleaned_data["sent_on"], by=self.user)
        except DomainError as error:
            form.add_error("sent_on", error.message)
            return self.form_page(form)
        return self.done("Day of the Panel’s copy saved.")

    def form_page(self, form: PanelCopyForm) -> HttpResponse:
        return self.page(
            "publication_form.html", form=form, title="The Panel’s copy", button="Save this day", back="without saving"
        )


class Deciding(PublicationView, FreshSignIn):
    """A decision about publication, for those who may take it and who signed in a moment ago."""

    verb = "approve"
    title: ClassVar[str] = ""
    lead: ClassVar[str] = ""
    button: ClassVar[str] = ""
    told: str = ""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self.form_page(self.form())

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        form = self.form(request.POST)
        if not form.is_valid():
            return self.form_page(form)
        try:
            self.decide(form)
        except Conflict:
            form.add_error(None, TAKEN)
        except DomainError as error:
            form.add_error(None, error.message)
        return self.done(self.told) if form.is_valid() else self.form_page(form)

    def form(self, data: Any = None) -> Any:
        raise NotImplementedError

    def decide(self, form: Any) -> None:
        raise NotImplementedError

    def form_page(self, form: Any) -> HttpResponse:
        words: dict[str, Any] = {"title": self.title, "lead": self.lead, "button": self.button}
        return self.page("publication_form.html", form=form, **words)


class Release(Deciding):
    """The words that the public will read, and the release under them."""

    told = "Report released."

    def form(self, data: Any = None) -> ReleaseForm:
        ready = readiness(self.review)
        initial: dict[str, Any] = {"title": self.review.title, "when": NOW, "text_hash": ready.shown_hash}
        if ready.too_early(timezone.now()):
            initial |= {"when": LATER, "on": ready.not_before}
        return ReleaseForm(data, review=self.review, initial=initial)

    def decide(self, form: ReleaseForm) -> None:
        values = {name: form.cleaned_data[name] for name in ("title", "publish_at", "withdraw_on")}
        copy = release_report(review=self.review, **values, shown_hash=form.cleaned_data["text_hash"], by=self.user)
        if copy.publish_at > timezone.now():
            self.told = f"Report released. It is under embargo: public from {moment(copy.publish_at)}."

    def form_page(self, form: ReleaseForm) -> HttpResponse:
        ready = readiness(self.review)
        if not ready.is_signed_off or ready.draft is None:
            messages.error(self.request, "The report is not signed off yet.")
            return redirect(self.address)
        html = mark_safe(to_html(ready.draft.text))  # noqa: S308  cleaned by to_html
        summary = mark_safe(to_html(self.review.public_summary))  # noqa: S308  cleaned by to_html
        refusal = ready.refusal(self.user)
        return self.page(
            "publication_release.html", form=form, ready=ready, html=html, summary=summary, refusal=refusal
        )


class Dates(Deciding):
    """Another time from which a copy is public, before it has come, or another end."""

    title, button, told = "Change the dates", "Save the dates", "Dates saved."
    lead = "Before it is public, both can be moved. Afterwards only its end."

    def form(self, data: Any = None) -> DatesForm:
        copy = self.standing()
        begins = timezone.localtime(copy.publish_at)
        initial = {"on": begins.date(), "at": begins.time(), "withdraw_on": copy.withdraw_on}
        return DatesForm(data, is_public=copy.publish_at <= timezone.now(), initial=initial)

    def decide(self, form: DatesForm) -> None:
        copy = self.standing()
        publish_at = form.cleaned_data.get("publish_at", copy.publish_at)
        dates = {"publish_at": publish_at, "withdraw_on": form.cleaned_data["withdraw_on"]}
        change_dates(copy=copy, **dates, version=copy.version, by=self.user)


class Withdraw(Deciding):
    """Taking the report from the public at once."""

    title, button, told = "Withdraw the report", "Withdraw it now", "Report withdrawn."
    lead = "The public page and the file are gone at once. The review is restricted again."

    def form(self, data: Any = None) -> WithdrawForm:
        self.standing()
        return WithdrawForm(data)

    def page(self, template: str, *, status: int = 200, **context: Any) -> HttpResponse:
        briefings = public_briefings_of(self.review, self.principal)
        return super().page(template, status=status, briefings=briefings, **context)

    def decide(self, form: WithdrawForm) -> None:
        copy = self.standing()
        withdraw_copy(copy=copy, reason=form.cleaned_data["reason"], version=copy.version, by=self.user)


class Refuse(Deciding):
    """Deciding that the report is not published."""

    title, button, told = "Not for publication", "Save this decision", "Decision saved."
    lead = "The annual report still tells the kind, the themes, the learning and the public summary."

    def form(self, data: Any = None) -> RefuseForm:
        return RefuseForm(data)

    def decide(self, form: RefuseForm) -> None:
        refuse_publication(review=self.review, reason=form.cleaned_data["reason"], by=self.user)


class DrawAgain(PublicationView):
    """Having the PDF drawn once more, where that failed."""

    verb = "approve"
    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        draw_copy(copy=self.standing(), by=self.user)
        return self.done("The PDF is being made.")


_BASE = "case-reviews/<int:pk>/publication"

urls = [
    path(f"{_BASE}/", PublicationPage.as_view(), name="review-publication"),
    path(f"{_BASE}/panel-copy/", PanelCopy.as_view(), name="review-panel-copy"),
    path(f"{_BASE}/release/", Release.as_view(), name="review-release"),
    path(f"{_BASE}/dates/", Dates.as_view(), name="review-publication-dates"),
    path(f"{_BASE}/withdraw/", Withdraw.as_view(), name="review-withdraw"),
    path(f"{_BASE}/not/", Refuse.as_view(), name="review-not-published"),
    path(f"{_BASE}/draw/", DrawAgain.as_view(), name="review-publication-draw"),
]
