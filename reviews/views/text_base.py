"""What the pages of a review's texts share: who may open them, when a fresh sign-in is asked for, the trace."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property

from partnership import registry
from partnership.registers.rows import neutral_name
from partnership.views.fresh import FreshSignIn
from partnership.views.traced import TracedView
from reviews.enums import Publication, TextKind
from reviews.models import Review, ReviewText
from reviews.selectors.papers import may_with_papers, reviews_with
from reviews.selectors.texts import drafts_of


class TextView(FreshSignIn, TracedView):
    """A page about one text of a review, for those named on it.

    A report that the public has not read yet is answered to those who signed in a moment ago.
    """

    subject = "review_text"
    place = "reviews"
    #: Whether a sign-in of a moment ago is asked for whatever the text.
    always_fresh: ClassVar[bool] = False
    review: Review
    kind: TextKind

    def answer(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.find(**kwargs)
        if self.always_fresh or self.is_guarded_most:
            return super().answer(request, *args, **kwargs)
        return super(FreshSignIn, self).answer(request, *args, **kwargs)

    def find(self, **named: Any) -> None:
        """What the address names, or nothing: here a review by its number and a text by its kind."""
        self.find_text(named["pk"], named["kind"])

    def find_text(self, pk: int, kind: str) -> None:
        review = reviews_with(self.subject, self.principal).filter(pk=pk).first()
        if review is None or kind not in TextKind:
            raise Http404
        self.review, self.kind = review, TextKind(kind)
        if not self.may(self.verb):
            raise PermissionDenied

    def check(self) -> None:
        """The review decides, and it has been asked."""

    @property
    def is_guarded_most(self) -> bool:
        return self.kind is TextKind.REPORT and self.review.publication_at(timezone.now()) is not Publication.PUBLISHED

    @cached_property
    def drafts(self) -> list[ReviewText]:
        return list(drafts_of(self.review, self.kind, self.principal))

    def draft(self, number: int) -> ReviewText:
        found = next((one for one in self.drafts if one.number == number), None)
        if found is None:
            raise Http404
        return found

    @property
    def address(self) -> str:
        return reverse("reviews:review-texts", args=[self.review.pk, self.kind])

    def address_of(self, draft: ReviewText) -> str:
        return reverse("reviews:review-text", args=[self.review.pk, self.kind, draft.number])

    def may(self, verb: str) -> bool:
        return may_with_papers(self.principal, verb, self.review, self.subject)

    def page(self, template: str, *, status: int = 200, **context: Any) -> HttpResponse:
        """A page of the text; the read log has it first."""
        if not self.note(self.review):
            return self.refuse()
        name, at = neutral_name(self.review), timezone.localtime().strftime("%-I:%M%p").lower()
        crumbs = [{"title": name, "url": registry.url_of(self.review)}]
        if self.request.path != self.address:
            crumbs.append({"title": self.kind.label, "url": self.address})
        base = {
            "review": self.review,
            "name": name,
            "kind": self.kind,
            "text_url": self.address,
            "guarded": True,
            "restricted": {
                "who": "Only people named on this review can open this.",
                "visit": f"Your visit at {at} is in its read log.",
            },
            "breadcrumbs": crumbs,
        }
        return render(self.request, f"reviews/{template}", {**base, **context}, status=status)
