"""The themes of case reviews, and the modifiable factors of child deaths."""

from collections.abc import Iterator

from django.db.models import BooleanField, ExpressionWrapper, Q

from partnership.enums import OPEN_CLASSES
from partnership.principals import Principal
from partnership.themes import Finding, ThemeSource
from reviews.models import ChildDeath, Review
from reviews.selectors.papers import of_papers


def reviews_found(principal: Principal) -> Iterator[Finding]:
    """Each review names its themes: a restricted one to those named on it, and of any other review those who are not
    learn no day but that of its publication. One query."""
    named = ExpressionWrapper(of_papers(principal), output_field=BooleanField())
    rows = Review.objects.visible_to(principal).annotate(named=named)
    for review in rows.filter(Q(visibility__in=OPEN_CLASSES) | Q(named=True)).order_by("pk"):
        days = (review.completed_on, review.published_on, review.commissioned_on, review.referred_on)
        on = next(filter(None, days), None) if review.named else review.published_on
        yield Finding(on.year if on else None, tuple(review.themes), row=review)


def child_deaths_found(principal: Principal) -> Iterator[Finding]:
    """Each child death names its factors; it is counted and never led to. One query."""
    rows = ChildDeath.objects.visible_to(principal).order_by("pk")
    for factors in rows.values_list("factors", flat=True):
        yield Finding(None, tuple(factors))


REVIEWS = ThemeSource("review", "reviews", reviews_found, 10)
CHILD_DEATHS = ThemeSource("child death", "child deaths", child_deaths_found, 40, counted_only=True)
