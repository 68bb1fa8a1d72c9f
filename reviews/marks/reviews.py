"""Chips of case reviews."""

from django.utils import timezone

from partnership.registers import Chip
from reviews.enums import Publication, ReviewStatus
from reviews.models import Review

_REVIEW_COLOURS = {ReviewStatus.COMPLETE: "blue", ReviewStatus.PUBLISHED: "blue", ReviewStatus.PAUSED: "amber"}


def review_mark(review: Review) -> Chip:
    """How far the review is by now, though nothing has run since to store that."""
    status = review.status_at(timezone.now())
    return Chip(_REVIEW_COLOURS.get(status, "grey"), str(status.label))


def embargo_marks(review: Review) -> list[Chip]:
    """Said on the review's own page only."""
    stands = review.publication_at(timezone.now())
    return [Chip("purple", "Embargoed")] if stands is Publication.EMBARGOED else []
