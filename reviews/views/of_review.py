"""What pages about one review share: who finds it, who may go on, and the trace of the visit.

The review is asked before the person is: nobody learns by a 403, or by being asked to sign in anew, of a review that
is a 404 for them. So `FreshSignIn` stands after these bases: `class Deciding(PublicationView, FreshSignIn)`.
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone

from partnership import registry
from partnership.outside_words import reference_alone
from partnership.policy import can
from partnership.registers.rows import neutral_name
from partnership.views.traced import TracedView
from reviews.models import Review
from reviews.selectors.papers import may_with_papers, reviews_with


class OfReview(TracedView):
    """A page about one review: first 404, then 403, then the read log, and only then the page.

    A page says what is its own: `find` or `knows` who is told that it exists, `may` who may go on, `note_visit` what
    stands in the read log.
    """

    subject = "review"
    place = "reviews"
    review: Review

    def answer(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        review = self.find(**kwargs)
        if review is None or not self.knows(review):
            raise Http404
        self.review = review
        if not self.may(self.verb):
            raise PermissionDenied
        return super().answer(request, *args, **kwargs) if self.note_visit() else self.refuse()

    def check(self) -> None:
        """The review alone decides, and it has been asked."""

    def find(self, **named: Any) -> Review | None:
        """What the address names; by its number, if it names nothing else."""
        return self.reviews().filter(pk=named["pk"]).first()

    def reviews(self) -> QuerySet[Review]:
        found: QuerySet[Review] = Review.objects.visible_to(self.principal)
        return found

    def knows(self, review: Review) -> bool:
        """Whether the page of a review that the reader may see exists for them."""
        return True

    def may(self, verb: str) -> bool:
        return verb == "view" or can(self.principal, verb, self.review)

    def note_visit(self) -> bool:
        return self.note(self.review)

    @property
    def name(self) -> str:
        return reference_alone(self.review)

    @property
    def trail(self) -> list[dict[str, str]]:
        return [{"title": self.name, "url": registry.url_of(self.review)}]


class OfPapers(OfReview):
    """A page of what hangs on a review, the rows of `subject`: for those who may do to them what the page does."""

    def reviews(self) -> QuerySet[Review]:
        return reviews_with(self.subject, self.principal)

    def may(self, verb: str) -> bool:
        return may_with_papers(self.principal, verb, self.review, self.subject)


class OfNamed(OfPapers):
    """A page for those named on the review, before which a fresh sign-in may be asked for: `page` notes the visit."""

    def note_visit(self) -> bool:
        return True

    @property
    def name(self) -> str:
        return neutral_name(self.review)

    def page(self, template: str, *, status: int = 200, **context: Any) -> HttpResponse:
        """The read log has it first."""
        if not self.note(self.review):
            return self.refuse()
        at = timezone.localtime().strftime("%-I:%M%p").lower()
        base = {
            "review": self.review,
            "name": self.name,
            "guarded": True,
            "restricted": {
                "who": "Only people named on this review can open this.",
                "visit": f"Your visit at {at} is in its read log.",
            },
            "breadcrumbs": self.trail,
        }
        return render(self.request, f"reviews/{template}", {**base, **context}, status=status)
