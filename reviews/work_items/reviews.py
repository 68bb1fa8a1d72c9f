"""Referrals to be decided, clocks that run, reviews to be finished: of those who may write in them."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from django.urls import reverse

from partnership import registry
from partnership.policy import live
from partnership.principals import Principal
from partnership.registers.parts import Link
from partnership.registers.rows import neutral_name
from partnership.registry import WorkItem
from partnership.selectors.asked import MOST
from partnership.work_items import late_or, restriction_of
from partnership.workdays import add_workdays
from reviews.enums import ReviewStatus
from reviews.marks.clocks import clock_mark
from reviews.marks.reviews import review_mark
from reviews.models import Referral, Review
from reviews.selectors.running_clocks import GOING_ON, Running, running_of

#: Working days after the agency learned of a case: the portal's own reminder, since no law says when a referral is
#: screened. Within a working week a notification, where the edition asks for one, can still be made in time.
SCREENING_REMINDER = 5
_TO_FINISH = (ReviewStatus.COMMISSIONED, ReviewStatus.IN_PROGRESS)


def reviews_asked(principal: Principal, today: date) -> Iterator[WorkItem]:
    """Clocks that run, referrals to be decided, reviews without a clock: of those who may write in them."""
    mine = list(
        Review.objects.visible_to(principal, "change").filter(status__in=GOING_ON).order_by("referred_on", "pk")
    )
    running = running_of(mine, today)
    timed = {each.review.pk for each in running}
    referred = [review for review in mine if review.status == ReviewStatus.REFERRED]
    items = list(_to_screen([review for review in referred if not review.screening], today))
    items += [_item(each.review, each.one.rule.name, each) for each in running]
    items += [_item(review, "Decide on the referral") for review in referred if review.screening]
    unlimited = [review for review in mine if review.status in _TO_FINISH and review.pk not in timed]
    items += [_item(review, "Finish the review") for review in unlimited]
    yield from items[:MOST]


def _to_screen(reviews: list[Review], today: date) -> Iterator[WorkItem]:
    """Referrals that nobody has looked at, due when the reminder falls.

    One query, for reviews that the reader may change.
    """
    rows = Referral.objects.filter(live(Referral), review__in=[review.pk for review in reviews])
    learned = dict(rows.values_list("review", "aware_on"))
    for review in reviews:
        began = learned.get(review.pk) or review.referred_on
        due_on = add_workdays(began, SCREENING_REMINDER) if began else None
        mark = late_or(due_on, today, "Not screened")
        item, decision = _item(review, "Screen the referral"), reverse("reviews:review-decision", args=[review.pk])
        yield replace(item, title=replace(item.title, url=decision), due_on=due_on, mark=mark)


def _item(review: Review, asked: str, running: Running | None = None) -> WorkItem:
    clock = running.one.clock if running else None
    return WorkItem(
        due_on=clock.due_on if clock else None,
        title=Link(f"{asked}: {neutral_name(review)}", registry.url_of(review)),
        kind="Review",
        mark=clock_mark(clock) if clock else review_mark(review),
        restriction=restriction_of(review),
    )
