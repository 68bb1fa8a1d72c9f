"""Which reviews somebody works on: those on which they are named, for what is written there."""

from typing import Final

from django.db.models import Q, QuerySet

from partnership.enums import GUARDED_CLASSES, Visibility
from partnership.policy import scope
from partnership.principals import Principal
from reviews.models import Review

_STANDS: Final = frozenset({"review_kind", "status", "publication", "visibility", "edition", "boards", "version"})
_CLEARED: Final = _STANDS | {"title", "published_on", "public_summary", "themes", "learning"}


def reviews_with(subject: str, principal: Principal, verb: str = "view") -> QuerySet[Review]:
    """The reviews on which the principal may do `verb` to rows of a subject: "review_paper", "agency_return".

    A page that adds something to a review, or shows what hangs on it, loads the review here.
    """
    return Review.objects.visible_to(principal).visible_to(principal, verb, of=subject)


def may_with_papers(principal: Principal, verb: str, review: Review, subject: str = "review_paper") -> bool:
    """Whether the principal may do `verb` to rows of a subject on this one review."""
    return reviews_with(subject, principal, verb).filter(pk=review.pk).exists()


def reviews_to_tell(principal: Principal) -> QuerySet[Review]:
    """The reviews of which the principal may make a briefing: those that they write for, but no sealed one, of which
    nothing is passed on."""
    return reviews_with("review_paper", principal, "create").exclude(visibility=Visibility.SEALED)


def of_papers(principal: Principal) -> Q:
    """The reviews whose papers the principal reads, those in the archive too: the condition for every other way to ask
    about what the page of a review hides, such as a filter of the list."""
    return scope(Review, principal, "view", of="review_paper") | scope(Review, principal, "archive", of="review_paper")


def fields_of_papers(review: Review) -> frozenset[str]:
    """What is hidden of a review from those not named on it: all but what is cleared; of a guarded one its title too,
    so that its reference, kind and state are left."""
    shown = _STANDS if review.visibility in GUARDED_CLASSES else _CLEARED
    return frozenset(field.name for field in (*Review._meta.fields, *Review._meta.many_to_many)) - shown


def may_record(principal: Principal, review: Review, *names: str) -> bool:
    """Whether the principal may be asked for fields of a case: nothing stands there yet, or they are named on it."""
    return not any(getattr(review, name) for name in names) or may_with_papers(principal, "view", review)
