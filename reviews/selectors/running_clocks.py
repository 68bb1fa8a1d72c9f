"""Clocks that run, for those who look after their reviews: for home, digests, calendars and who leads."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, DateField, QuerySet, Value, When

from partnership.principals import Principal
from reviews.clocks import ClockState
from reviews.enums import ReviewStatus
from reviews.models import Review
from reviews.selectors.clocks import RuleClock, clocks_of_reviews, main_clock

#: The policy's name for the dates of a review: when it began, paused and ended, and by when it has to be done.
CLOCKS = "review_clock"
#: In these a clock can still run.
GOING_ON = (
    ReviewStatus.REFERRED,
    ReviewStatus.COMMISSIONED,
    ReviewStatus.IN_PROGRESS,
    ReviewStatus.PAUSED,
    ReviewStatus.COMPLETE,
)


@dataclass(frozen=True)
class Running:
    """A review and one of its clocks."""

    review: Review
    one: RuleClock


def with_clocks(principal: Principal) -> QuerySet[Review]:
    """The reviews whose clocks somebody sees; what is cleared of a published one does not tell them."""
    return Review.objects.visible_to(principal).visible_to(principal, of=CLOCKS)


def running_of(reviews: Iterable[Review], today: date) -> list[Running]:
    """The limits that run, those that end first first. Five queries."""
    reviews = list(reviews)
    clocks = clocks_of_reviews(reviews, today=today)
    found = [
        Running(review, one)
        for review in reviews
        for one in clocks[review.pk]
        if one.clock.is_open and not one.rule.at_least
    ]
    return sorted(found, key=lambda each: (each.one.clock.due_on or date.max, each.review.pk))


def late_of(principal: Principal, today: date) -> list[Running]:
    """Reviews with a clock that is over its last day. Six queries."""
    going_on = with_clocks(principal).filter(status__in=GOING_ON)
    return [one for one in running_of(going_on, today) if one.one.clock.state is ClockState.LATE]


def clocks_to_keep(principal: Principal, today: date) -> QuerySet[Review]:
    """Reviews that one looks after, with `clock_due_on`: when the first of their clocks ends. Six queries.

    None for those who may change no review: every digest and every calendar asks.
    """
    mine = Review.objects.visible_to(principal, "change").filter(status__in=GOING_ON)
    ends = {
        pk: main.clock.due_on
        for pk, clocks in clocks_of_reviews(mine, today=today).items()
        for main in [main_clock(clocks)]
        if main and main.clock.is_open and main.clock.due_on
    }
    due = [When(pk=pk, then=Value(on, output_field=DateField())) for pk, on in ends.items()]
    rows: QuerySet[Review] = Review.objects.visible_to(principal, "change").filter(pk__in=ends)
    return rows.annotate(clock_due_on=Case(*due, output_field=DateField()))
