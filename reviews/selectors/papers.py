"""Which reviews somebody works on: those on which they are named, for what is written there."""

from django.db.models import QuerySet

from partnership.principals import Principal
from reviews.models import Review


def reviews_with(subject: str, principal: Principal, verb: str = "view") -> QuerySet[Review]:
    """The reviews on which the principal may do `verb` to rows of a subject: "review_paper", "agency_return".

    A page that adds something to a review, or shows what hangs on it, loads the review here.
    """
    return Review.objects.visible_to(principal).visible_to(principal, verb, of=subject)


def may_with_papers(principal: Principal, verb: str, review: Review, subject: str = "review_paper") -> bool:
    """Whether the principal may do `verb` to rows of a subject on this one review."""
    return reviews_with(subject, principal, verb).filter(pk=review.pk).exists()
