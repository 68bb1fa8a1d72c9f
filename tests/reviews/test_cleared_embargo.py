"""What is cleared for print, and the chips of a review, judged by the time at which they are read."""

from datetime import UTC, date, datetime, timedelta

import pytest

from partnership.models import Board
from partnership.principals import PUBLIC_REPORT
from reviews.enums import Publication, ReviewKind, ReviewStatus
from reviews.marks.reviews import embargo_marks, review_mark
from reviews.models import Review
from reviews.selectors.cleared import ClearedReviews, cleared_reviews
from tests.factories.reviews import ReviewFactory
from tests.reviews.publishing import clock

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)
#: Nights on which the clocks change, and one in summer, when London's day begins at 11pm of the day before.
ENDS = [
    datetime(2018, 3, 25, 1, 0, tzinfo=UTC),
    datetime(2018, 10, 28, 0, 30, tzinfo=UTC),
    datetime(2018, 10, 28, 1, 0, tzinfo=UTC),
    datetime(2018, 7, 3, 23, 0, tzinfo=UTC),
]


def embargoed(board: Board, until: datetime | None, **fields) -> Review:
    given = {"publication": "embargoed", "embargo_until": until, "status": "complete", "title": "Ash", **fields}
    return ReviewFactory(board=board, review_kind="scr", themes=["Neglect"], public_summary="Learned.", **given)


def cleared(board: Board, at: datetime) -> ClearedReviews:
    with clock(at):
        span = {"start": date(2017, 4, 1), "end": date(2019, 3, 31)}
        return cleared_reviews(board=board, **span, principal=PUBLIC_REPORT)


@pytest.mark.parametrize("ends", ENDS)
def test_a_minute_before_its_end_an_embargo_gives_the_kind_alone(board: Board, ends: datetime) -> None:
    embargoed(board, ends)
    assert cleared(board, ends - MINUTE) == ClearedReviews(embargoed=(ReviewKind.SCR,))


@pytest.mark.parametrize("ends", ENDS)
@pytest.mark.parametrize("after", [timedelta(), MINUTE])
def test_from_its_minute_on_the_review_is_published(board: Board, ends: datetime, after: timedelta) -> None:
    embargoed(board, ends)
    found = cleared(board, ends + after)
    (review,) = found.reviews
    assert (found.embargoed, review.title, review.themes) == ((), "Ash", ("Neglect",))
    assert (review.publication, review.status) == (Publication.PUBLISHED, ReviewStatus.PUBLISHED)


def test_a_review_stored_as_referred_is_told_as_published_once_its_embargo_is_over(board: Board) -> None:
    embargoed(board, ENDS[0], status="referred")
    (review,) = cleared(board, ENDS[0]).reviews
    assert (review.title, review.status, review.is_taken_up) == ("Ash", ReviewStatus.PUBLISHED, True)


def test_an_embargo_without_an_end_holds(board: Board) -> None:
    embargoed(board, None)
    assert cleared(board, datetime(2050, 1, 1, tzinfo=UTC)) == ClearedReviews(embargoed=(ReviewKind.SCR,))


def test_a_sealed_review_gives_nothing_after_its_embargo_either(board: Board) -> None:
    embargoed(board, ENDS[0], visibility="sealed")
    assert [cleared(board, ENDS[0] + one) for one in (-MINUTE, MINUTE)] == [ClearedReviews(), ClearedReviews()]


def test_the_plan_of_a_review_that_nobody_opened_stays_guarded(board: Board) -> None:
    """The record is as restricted after its embargo as before, until somebody opens it."""
    review = embargoed(board, ENDS[0])
    assert (cleared(board, ENDS[0]).reviews[0].title, review.visibility) == ("Ash", "restricted")


@pytest.mark.parametrize("ends", ENDS)
def test_the_chips_follow_the_time(board: Board, ends: datetime) -> None:
    review = embargoed(board, ends)
    with clock(ends - MINUTE):
        assert (review_mark(review).words, [one.words for one in embargo_marks(review)]) == ("Complete", ["Embargoed"])
    with clock(ends):
        assert (review_mark(review).words, embargo_marks(review)) == ("Published", [])
