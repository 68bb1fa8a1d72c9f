"""Chips of case reviews."""

from partnership.registers import Chip
from reviews.enums import Publication, ReviewStatus
from reviews.models import Review

_REVIEW_COLOURS = {ReviewStatus.COMPLETE: "blue", ReviewStatus.PUBLISHED: "blue", ReviewStatus.PAUSED: "amber"}


def review_mark(review: Review) -> Chip:
    return Chip(_REVIEW_COLOURS.get(ReviewStatus(review.status), "grey"), review.get_status_display())


def embargo_marks(review: Review) -> list[Chip]:
    """Said on the review's own page only."""
    return [Chip("purple", "Embargoed")] if review.publication == Publication.EMBARGOED else []
