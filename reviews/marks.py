"""Chips of reviews and child deaths."""

from partnership.registers import Chip
from reviews.enums import ChildDeathStatus, Publication, ReviewStatus
from reviews.models import ChildDeath, Review

_REVIEW_COLOURS = {ReviewStatus.COMPLETE: "blue", ReviewStatus.PUBLISHED: "blue", ReviewStatus.PAUSED: "amber"}


def review_mark(review: Review) -> Chip:
    return Chip(_REVIEW_COLOURS.get(ReviewStatus(review.status), "grey"), review.get_status_display())


def embargo_marks(review: Review) -> list[Chip]:
    """Said on the review's own page only."""
    return [Chip("purple", "Embargoed")] if review.publication == Publication.EMBARGOED else []


def child_death_mark(death: ChildDeath) -> Chip:
    return Chip("blue" if death.status == ChildDeathStatus.REVIEWED else "grey", death.get_status_display())
