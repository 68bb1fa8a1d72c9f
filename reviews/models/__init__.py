"""Models of case reviews and child deaths."""

from reviews.models.child_deaths import ChildDeath
from reviews.models.reviews import Review

__all__ = ["ChildDeath", "Review"]
