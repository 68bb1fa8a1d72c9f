"""The themes of case reviews, and the modifiable factors of child deaths."""

from collections.abc import Iterator

from partnership.principals import Principal
from partnership.themes import Finding, ThemeSource
from reviews.models import ChildDeath, Review


def reviews_found(principal: Principal) -> Iterator[Finding]:
    """Each review names its themes. One query."""
    for review in Review.objects.visible_to(principal).order_by("pk"):
        days = (review.completed_on, review.published_on, review.commissioned_on, review.referred_on)
        on = next(filter(None, days), None)
        yield Finding(on.year if on else None, tuple(review.themes), row=review)


def child_deaths_found(principal: Principal) -> Iterator[Finding]:
    """Each child death names its factors; it is counted and never led to. One query."""
    rows = ChildDeath.objects.visible_to(principal).order_by("pk")
    for factors in rows.values_list("factors", flat=True):
        yield Finding(None, tuple(factors))


REVIEWS = ThemeSource("review", "reviews", reviews_found, 10)
CHILD_DEATHS = ThemeSource("child death", "child deaths", child_deaths_found, 40, counted_only=True)
