"""What the pages of a review's texts share: which text it is, and when a fresh sign-in is asked for."""

from __future__ import annotations

from typing import Any, ClassVar

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property

from partnership.views.fresh import FreshSignIn
from reviews.enums import Publication, TextKind
from reviews.models import Review, ReviewText
from reviews.selectors.texts import drafts_of
from reviews.views.of_review import OfNamed


class TextView(OfNamed, FreshSignIn):
    """A page about one text of a review.

    A report that the public has not read yet is answered to those who signed in a moment ago.
    """

    subject = "review_text"
    #: Whether a sign-in of a moment ago is asked for whatever the text.
    always_fresh: ClassVar[bool] = False
    kind: TextKind

    def find(self, **named: Any) -> Review | None:
        """By its number, with the kind of its text."""
        if named["kind"] not in TextKind:
            return None
        self.kind = TextKind(named["kind"])
        return super().find(**named)

    @property
    def asks_anew(self) -> bool:
        return self.always_fresh or self.is_guarded_most

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

    @property
    def trail(self) -> list[dict[str, str]]:
        top = [{"title": self.kind.label, "url": self.address}] if self.request.path != self.address else []
        return [*super().trail, *top]

    def page(self, template: str, *, status: int = 200, **context: Any) -> HttpResponse:
        return super().page(template, status=status, kind=self.kind, text_url=self.address, **context)
