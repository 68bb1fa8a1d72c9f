"""What is said about a draft, and what was done about it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from partnership.exceptions import DomainError
from partnership.views.takes_kept import TakesKeptText
from reviews.forms.texts import AnswerForm, CommentForm
from reviews.models import Review, ReviewText, TextComment
from reviews.services.texts import answer_comment, comment_on_draft
from reviews.views.text_base import TextView


class TextComments(TextView, TakesKeptText):
    """Saying something about a draft; everybody who reads it may."""

    def get(self, request: HttpRequest, pk: int, kind: str, number: int) -> HttpResponse:
        return self.form_page(self.draft(number), CommentForm(self.kept_data(), review=self.review))

    def post(self, request: HttpRequest, pk: int, kind: str, number: int) -> HttpResponse:
        draft, form = self.draft(number), CommentForm(request.POST, review=self.review)
        if not form.is_valid():
            return self.form_page(draft, form)
        words = {name: form.cleaned_data[name] for name in ("passage", "words")}
        comment_on_draft(draft=draft, **words, by=self.user)
        self.forget_kept()
        messages.success(request, "Comment added.")
        return redirect(f"{self.address_of(draft)}#comments")

    def form_page(self, draft: ReviewText, form: CommentForm) -> HttpResponse:
        title = f"Comment on draft {draft.number}"
        return self.page(
            "text_form.html", form=form, title=title, button="Add this comment", cancel_url=self.address_of(draft)
        )


class CommentAnswer(TextView, TakesKeptText):
    """What was done about a comment."""

    verb = "change"

    def find(self, **named: Any) -> Review | None:
        rows = TextComment.objects.visible_to(self.principal).select_related("text__written_by", "written_by")
        comment = rows.filter(pk=named["pk"]).first()
        if comment is None:
            return None
        self.comment = comment
        return super().find(pk=comment.text.review_id, kind=comment.text.kind)

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self.form_page(AnswerForm(self.kept_data(), review=self.review))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        form = AnswerForm(request.POST, review=self.review)
        if not form.is_valid():
            return self.form_page(form)
        try:
            answer_comment(comment=self.comment, answer=form.cleaned_data["answer"], by=self.user)
        except DomainError as error:
            form.add_error(None, error.message)
            return self.form_page(form)
        self.forget_kept()
        messages.success(request, "Answer saved.")
        return redirect(f"{self.address_of(self.comment.text)}#comments")

    def form_page(self, form: AnswerForm) -> HttpResponse:
        return self.page(
            "text_form.html",
            form=form,
            title="Answer a comment",
            comment=self.comment,
            button="Save the answer",
            cancel_url=self.address_of(self.comment.text),
        )
