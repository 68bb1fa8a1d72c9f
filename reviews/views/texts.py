"""Drafts of the terms of reference and of the report: read, written, compared, signed."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils.safestring import SafeString, mark_safe

from partnership import registry
from partnership.exceptions import DomainError
from partnership.services.rows import Conflict
from partnership.text import to_html
from partnership.views.takes_kept import TakesKeptText
from reviews.forms.texts import CommentForm, DraftForm, SignForm
from reviews.models import ReviewText
from reviews.selectors.text_changes import changed_passages
from reviews.selectors.texts import Standing, comments_on, is_whole, standing_of
from reviews.services.texts import sign_draft, write_draft
from reviews.views.text_base import TextView
from reviews.views.text_comments import CommentAnswer, TextComments


def words_of(standing: Standing) -> SafeString:
    """The words of a draft as a page shows them; nothing where they are not those that were written."""
    return mark_safe(to_html(standing.draft.text) if standing.is_whole else "")  # noqa: S308  cleaned by to_html


class TextPage(TextView):
    """A draft, the newest where the address names none, with what was said about it and the drafts before it."""

    def get(self, request: HttpRequest, pk: int, kind: str, number: int | None = None) -> HttpResponse:
        if not self.drafts and number is None:
            return self.page("text_empty.html", may_write=self.may("create"))
        draft = self.drafts[0] if number is None else self.draft(number)
        standing = standing_of(draft)
        return self.page(
            "text.html",
            draft=draft,
            standing=standing,
            html=words_of(standing),
            drafts=self.drafts,
            comments=comments_on(draft, self.principal),
            comment_form=CommentForm(review=self.review, auto_id="comment_%s"),
            documents=registry.documents_for(draft, self.principal) if standing.is_whole else [],
            may_write=self.may("create"),
            may_answer=self.may("change"),
            may_sign=self.may("approve") and not standing.refusal(self.user),
            refusal=standing.refusal(self.user) if self.may("approve") else "",
        )


class TextCompare(TextView):
    """Two drafts as one text: what went is struck out, what came is bold."""

    def get(self, request: HttpRequest, pk: int, kind: str) -> HttpResponse:
        if len(self.drafts) < 2:
            raise Http404
        before, after = self.chosen("before", self.drafts[1]), self.chosen("after", self.drafts[0])
        if not (is_whole(before) and is_whole(after)):
            raise Http404
        passages = changed_passages(before.text, after.text)
        return self.page("text_compare.html", before=before, after=after, passages=passages, drafts=self.drafts)

    def chosen(self, name: str, otherwise: ReviewText) -> ReviewText:
        """The draft whose number the query names."""
        number = self.request.GET.get(name, "")
        return self.draft(int(number[:5])) if number.isdecimal() else otherwise


class TextWrite(TextView, TakesKeptText):
    """The next draft, begun with the words of the one before."""

    verb = "create"

    def get(self, request: HttpRequest, pk: int, kind: str) -> HttpResponse:
        return self.form_page(self.form(self.kept_data()))

    def post(self, request: HttpRequest, pk: int, kind: str) -> HttpResponse:
        form = self.form(request.POST)
        if not form.is_valid():
            return self.form_page(form)
        values = {name: form.cleaned_data.get(name, "") for name in ("text", "what_changed", "based_on")}
        try:
            draft = write_draft(review=self.review, kind=self.kind, **values, by=self.user)
        except Conflict as conflict:
            return self.collided(form, conflict.message)
        except DomainError as error:
            form.add_error(None, error.message)
            return self.form_page(form)
        self.forget_kept()
        messages.success(request, f"Draft {draft.number} saved. Nobody has signed it yet.")
        return redirect(self.address)

    def form(self, data: Any = None) -> DraftForm:
        newest = self.drafts[0] if self.drafts else None
        number = newest.number if newest else 0
        initial = {"text": newest.text if newest and is_whole(newest) else "", "based_on": number}
        return DraftForm(data, review=self.review, is_first=newest is None, initial=initial)

    def collided(self, form: DraftForm, message: str) -> HttpResponse:
        """Both texts: what somebody else saved stands beside what was typed, which can be saved as the draft after."""
        newest = self.drafts[0]
        again = DraftForm(
            {name: form.data[name] for name in form.data} | {"based_on": str(newest.number)},
            review=self.review,
            is_first=False,
        )
        passages = changed_passages(newest.text if is_whole(newest) else "", form.cleaned_data["text"])
        return self.form_page(again, status=409, message=message, theirs=newest, passages=passages)

    def form_page(self, form: DraftForm, *, status: int = 200, **context: Any) -> HttpResponse:
        return self.page("text_write.html", form=form, status=status, cancel_url=self.address, **context)


class TextSign(TextView):
    """Signing a draft: its words on one page, and the signature under them."""

    verb = "approve"
    always_fresh = True

    def get(self, request: HttpRequest, pk: int, kind: str, number: int) -> HttpResponse:
        draft = self.draft(number)
        return self.form_page(draft, SignForm(initial={"text_hash": draft.text_hash}))

    def post(self, request: HttpRequest, pk: int, kind: str, number: int) -> HttpResponse:
        draft, form = self.draft(number), SignForm(request.POST)
        if not form.is_valid():
            return self.form_page(draft, form)
        try:
            sign_draft(draft=draft, shown_hash=form.cleaned_data["text_hash"], by=self.user)
        except DomainError as error:
            messages.error(request, error.message)
            return self.form_page(draft, SignForm(initial={"text_hash": draft.text_hash}))
        messages.success(request, f"You have signed draft {draft.number}.")
        return redirect(self.address)

    def form_page(self, draft: ReviewText, form: SignForm) -> HttpResponse:
        standing = standing_of(draft)
        return self.page(
            "text_sign.html",
            form=form,
            draft=draft,
            refusal=standing.refusal(self.user),
            html=words_of(standing),
            cancel_url=self.address_of(draft),
        )


_BASE = "case-reviews/<int:pk>/texts/<slug:kind>"

urls = [
    path(f"{_BASE}/", TextPage.as_view(), name="review-texts"),
    path(f"{_BASE}/new/", TextWrite.as_view(), name="review-text-create"),
    path(f"{_BASE}/compare/", TextCompare.as_view(), name="review-text-compare"),
    path(f"{_BASE}/<int:number>/", TextPage.as_view(), name="review-text"),
    path(f"{_BASE}/<int:number>/comment/", TextComments.as_view(), name="review-text-comment"),
    path(f"{_BASE}/<int:number>/sign/", TextSign.as_view(), name="review-text-sign"),
    path("review-comments/<int:pk>/answer/", CommentAnswer.as_view(), name="review-comment-answer"),
]
