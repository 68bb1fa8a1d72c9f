"""What case reviews ask of people."""

from collections.abc import Iterator
from datetime import date

from partnership import registry
from partnership.principals import Principal
from partnership.registers.parts import Link
from partnership.registers.rows import neutral_name
from partnership.registry import WorkItem
from partnership.selectors.asked import MOST
from partnership.work_items import restriction_of
from reviews.enums import ReviewStatus
from reviews.marks.reviews import review_mark
from reviews.models import Review

UNDECIDED = (ReviewStatus.REFERRED,)
UNDER_WAY = (ReviewStatus.COMMISSIONED, ReviewStatus.IN_PROGRESS)


def reviews_asked(principal: Principal, today: date) -> Iterator[WorkItem]:
    """Referrals to be decided and reviews to be finished, of those who may write in them."""
    mine = Review.objects.visible_to(principal, "change").filter(status__in=UNDECIDED + UNDER_WAY)
    for review in mine.order_by("referred_on", "pk")[:MOST]:
        asked = "Decide on the referral" if review.status in UNDECIDED else "Finish the review"
        yield WorkItem(
            due_on=None,
            title=Link(f"{asked}: {neutral_name(review)}", registry.url_of(review)),
            kind="Review",
            mark=review_mark(review),
            restriction=restriction_of(review),
        )
