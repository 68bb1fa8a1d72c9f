"""From the day on which a report is public no more its review is as restricted as one that was withdrawn."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db.models import Q

from partnership import registry
from partnership.enums import Visibility
from partnership.models import ReadEntry, Recommendation, Record
from partnership.policy import can
from partnership.principals import PUBLIC_REPORT, principal_of
from partnership.services.clock import tick
from partnership.services.rows import change_row
from reviews.enums import Publication, ReviewStatus
from reviews.marks.reviews import review_mark
from reviews.models import Review
from reviews.selectors.cleared import cleared_reviews
from reviews.services.publication import ENDED, change_dates
from tests.clients import client_of, user_with
from tests.factories.partnership import (
    ActionFactory,
    ActionPlanFactory,
    AgencyFactory,
    RecommendationFactory,
    UserFactory,
)
from tests.reviews.publishing import NOW, clock, named, released, restricted_review

pytestmark = pytest.mark.django_db
ENDS = date(2018, 7, 3)
EVE, DAY = datetime(2018, 7, 2, 22, 59, tzinfo=UTC), datetime(2018, 7, 2, 23, 0, tzinfo=UTC)


@pytest.fixture
def review() -> Review:
    """Public until a day in summer, with a plan."""
    row = restricted_review(completed_on=date(2018, 1, 8))
    plan = ActionPlanFactory(record=row)
    RecommendationFactory(plan=plan)
    ActionFactory(plan=plan, agency=AgencyFactory(name="North Vale Police"), impact="Told apart.")
    released(row, withdraw_on=ENDS)
    return Review.objects.get(pk=row.pk)


def opens(review: Review, role: str, at: datetime) -> list[bool]:
    """Whether a role opens the review, what it recommends, and the same as bare records."""
    with clock(at):
        principal = principal_of(user_with(role))
        recommended = Recommendation.objects.get()
        spine = Record.objects.visible_to(principal).filter(pk=review.pk).exists()
        return [can(principal, "view", review), can(principal, "view", recommended), spine]


def printed(review: Review, at: datetime) -> tuple[Any, ...]:
    year = {"start": date(2017, 4, 1), "end": date(2019, 3, 31), "principal": PUBLIC_REPORT}
    with clock(at):
        (found,) = cleared_reviews(board=review.boards.get(), **year).reviews
    (action,) = found.work.actions
    return found.publication, found.status, action.agency, action.impact


def test_the_partnership_reads_it_until_the_day_and_not_from_then_on(review: Review) -> None:
    assert review.visibility == Visibility.PARTNERSHIP
    assert (opens(review, "TC", EVE), opens(review, "TC", DAY)) == ([True, False, True], [False, False, False])
    assert (opens(review, "SCR", EVE), opens(review, "SCR", DAY)) == ([True, True, True], [True, True, True])
    coordinator, manager = client_of(user_with("TC")), client_of(named("BM", review))
    for at, status in ((EVE, 200), (DAY, 404)):
        with clock(at):
            assert coordinator.get(registry.url_of(review)).status_code == status
            assert manager.get(registry.url_of(review)).status_code == 200


def test_the_report_tells_no_more_of_its_plan_than_of_one_that_is_not_published(review: Review) -> None:
    told = (Publication.PUBLISHED, ReviewStatus.PUBLISHED, "North Vale Police", "Told apart.")
    assert printed(review, EVE) == told
    assert printed(review, DAY) == (Publication.TO_PUBLISH, ReviewStatus.COMPLETE, "", "")


def test_it_is_said_to_be_complete_and_still_to_be_published(review: Review) -> None:
    for at, words, stands in (
        (EVE, "Published", Publication.PUBLISHED),
        (DAY, "Complete", Publication.TO_PUBLISH),
    ):
        with clock(at):
            assert (review_mark(review).words, review.publication_at(at)) == (words, stands)


def test_an_end_that_is_moved_or_taken_away_counts(review: Review) -> None:
    copy = review.published_copies.get()
    with clock(NOW + timedelta(days=1)):
        dates = {"publish_at": copy.publish_at, "withdraw_on": None, "version": copy.version, "by": UserFactory()}
        change_dates(copy=copy, **dates)
    assert opens(review, "TC", DAY) == [True, False, True]


def test_without_the_question_for_the_day_the_partnership_reads_on(
    review: Review, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The mutant of the first test."""
    monkeypatch.setattr(Review, "closed_again", staticmethod(lambda now: Q(pk__in=[])))
    assert opens(review, "TC", DAY) == [True, False, True]


# --- What the clock stores -------------------------------------------------------------------------------------


def ticked(at: datetime) -> None:
    with clock(at):
        tick()


def test_the_class_is_stored_once_the_day_has_come_and_each_visit_is_written_down_again(review: Review) -> None:
    manager = named("BM", review)
    ticked(EVE)
    assert Review.objects.get().visibility == Visibility.PARTNERSHIP
    for at in (DAY, DAY + timedelta(minutes=1)):
        ticked(at)
    stored = Review.objects.get()
    assert (stored.visibility, stored.publication) == (Visibility.RESTRICTED, Publication.TO_PUBLISH)
    assert (stored.status, stored.published_until) == (ReviewStatus.COMPLETE, None)
    assert stored.history.filter(visibility=Visibility.RESTRICTED, history_date=DAY).get().history_user is None
    assert stored.history.filter(history_change_reason=ENDED).count() == 1
    with clock(DAY):
        page = client_of(manager).get(registry.url_of(stored))
    assert page.status_code == 200
    assert ReadEntry.objects.filter(record=stored, user=manager).count() == 1


def test_the_work_goes_on_in_a_review_that_was_never_complete() -> None:
    row = restricted_review(status=ReviewStatus.IN_PROGRESS)
    released(row, withdraw_on=ENDS)
    ticked(DAY)
    assert Review.objects.get(pk=row.pk).status == ReviewStatus.IN_PROGRESS


def test_what_is_stored_opens_and_prints_as_what_was_judged(review: Review) -> None:
    judged = printed(review, DAY), opens(review, "TC", DAY)
    ticked(DAY)
    stored = Review.objects.get()
    assert (printed(stored, DAY), opens(stored, "TC", DAY)) == judged


def test_somebody_who_saves_the_review_in_that_moment_is_not_overwritten(
    review: Review, monkeypatch: pytest.MonkeyPatch
) -> None:
    def save_first(*, version: int, **given: Any) -> Any:
        return change_row(version=version - 1, **given)

    with monkeypatch.context() as patch:
        patch.setattr("reviews.services.publication.change_row", save_first)
        ticked(DAY)
    assert Review.objects.get().visibility == Visibility.PARTNERSHIP
    ticked(DAY)
    assert Review.objects.get().visibility == Visibility.RESTRICTED


def test_a_report_can_be_released_again_after_its_last_day(review: Review) -> None:
    ticked(DAY)
    again = released(Review.objects.get(), at=DAY + timedelta(hours=9))
    assert again.withdraw_on is None
    assert Review.objects.get().visibility == Visibility.PARTNERSHIP
