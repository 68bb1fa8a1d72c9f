"""Clocks of reviews among deadlines, and the late ones before those who lead."""

from datetime import date

from django.urls import reverse

from partnership import registry
from partnership.deadlines import DeadlineSource
from partnership.formats import date_words
from partnership.outside_words import reference_alone
from partnership.principals import Principal
from partnership.registers.parts import Link
from reviews.selectors.running_clocks import clocks_to_keep, late_of


def late_clocks(principal: Principal, today: date) -> Link | None:
    """How many reviews are over the last day of a clock, for whoever leads."""
    late = late_of(principal, today)
    if not late:
        return None
    count = len({each.review.pk for each in late})
    since = min(each.one.clock.due_on or today for each in late)
    words = "review is over its time limit" if count == 1 else "reviews are over their time limit"
    return Link(f"{count} {words}, the first since {date_words(since)}.", f"{reverse('reviews:timeliness')}#late")


#: Told by the review's reference alone, whatever its class.
CLOCK_DEADLINES = DeadlineSource(
    key="review-clock",
    words="Clock of a review ends",
    rows=clocks_to_keep,
    day="clock_due_on",
    name=reference_alone,
    path=registry.url_of,
    late=clocks_to_keep,
)
