"""Chips of publication, judged at a time."""

from datetime import datetime

from partnership.registers import Chip
from reviews.enums import Publication
from reviews.models import Review
from reviews.selectors.publication import CopyState

_COPY_COLOURS = {CopyState.PUBLIC: "green", CopyState.EMBARGOED: "purple", CopyState.ALTERED: "red"}
_COLOURS = {Publication.PUBLISHED: "green", Publication.EMBARGOED: "purple"}


def publication_mark(review: Review, now: datetime) -> Chip:
    """Whether the review is published, as it stands at a time."""
    stands = review.publication_at(now)
    return Chip(_COLOURS.get(stands, "grey"), str(stands.label))


def copy_mark(state: CopyState) -> Chip:
    return Chip(_COPY_COLOURS.get(state, "grey"), state.value)
