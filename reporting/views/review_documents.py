"""A draft of a review as a file for the person who asks."""

from typing import Any

from django.contrib import messages
from django.core.files.base import ContentFile
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import path
from django.utils.text import slugify

from partnership.enums import ReadVerb
from partnership.exceptions import DomainError
from partnership.views.downloads import sent
from reporting.services.review_documents import draft_pdf
from reviews.models import Review, ReviewText
from reviews.views.text_base import TextView


class DraftFile(TextView):
    """The PDF of one draft with the reader's name on every page; that they took it is written down first."""

    def find(self, **named: Any) -> Review | None:
        draft = ReviewText.objects.visible_to(self.principal).select_related("review").filter(pk=named["pk"]).first()
        if draft is None:
            return None
        self.taken = draft
        return super().find(pk=draft.review_id, kind=draft.kind)

    def get(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        draft = self.taken
        if not self.note(self.review, verb=ReadVerb.EXPORTED, reason=str(draft)):
            return self.refuse()
        try:
            content = draft_pdf(draft=draft, by=self.user)
        except DomainError as error:
            messages.error(request, error.message)
            return redirect(self.address_of(draft))
        name = slugify(f"{draft.review.reference} {draft}") + ".pdf"
        return sent(ContentFile(content), name)


urls = [path("documents/review-drafts/<int:pk>/file/", DraftFile.as_view(), name="review-draft")]
