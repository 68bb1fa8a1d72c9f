"""Pausing a review, letting it go on, correcting a clock: what is stored, what follows, what is refused."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from partnership.enums import Role
from partnership.exceptions import DomainError
from partnership.models import User
from partnership.services.rows import Conflict
from reviews.models import ClockOverride, Pause, Review
from reviews.selectors.clocks import clocks_of_reviews
from reviews.services.clocks import archive_pause, correct_pause, override_clock, pause_review, resume_review
from tests.clients import user_with
from tests.factories.reviews import ClockRuleFactory, EditionFactory, PauseFactory, ReviewFactory

pytestmark = pytest.mark.django_db

MARCH, APRIL = date(2026, 3, 2), date(2026, 4, 10)


@pytest.fixture
def manager() -> User:
    return user_with(Role.BUSINESS_MANAGER)


@pytest.fixture
def review() -> Review:
    return ReviewFactory(status="in_progress", commissioned_on=date(2026, 1, 12), edition=EditionFactory())


def paused(review: Review, by: User, since: date = MARCH, reason: str = "criminal") -> Pause:
    return pause_review(review=review, reason=reason, starts_on=since, words="Crown Court", by=by)


def stands(review: Review) -> tuple[str, str]:
    fresh = Review.objects.get(pk=review.pk)
    return fresh.status, fresh.paused_reason


def test_review_follows_its_pauses(review: Review, manager: User) -> None:
    paused(review, manager)
    assert stands(review) == ("paused", "Criminal proceedings")
    resume_review(review=review, ends_on=APRIL, by=manager)
    assert stands(review) == ("in_progress", "")
    (pause,) = Pause.objects.all()
    assert (pause.starts_on, pause.ends_on, pause.words) == (MARCH, APRIL, "Crown Court")
    assert [entry.history_user for entry in pause.history.all()] == [manager, manager]


def test_second_open_pause_is_refused(review: Review, manager: User) -> None:
    paused(review, manager)
    with pytest.raises(DomainError, match="paused already"):
        paused(review, manager, reason="inquest")
    with pytest.raises(IntegrityError), transaction.atomic():
        PauseFactory(review=review, starts_on=APRIL)


@pytest.mark.parametrize("status", ["referred", "not_met", "complete", "published", "closed"])
def test_only_a_review_under_way_is_paused(status: str, manager: User) -> None:
    with pytest.raises(DomainError, match="under way"):
        paused(ReviewFactory(status=status), manager)


def test_pause_neither_begins_nor_ends_ahead(review: Review, manager: User) -> None:
    tomorrow = timezone.localdate() + timedelta(days=1)
    with pytest.raises(DomainError, match="lies ahead"):
        paused(review, manager, since=tomorrow)
    paused(review, manager)
    with pytest.raises(DomainError, match="lies ahead"):
        resume_review(review=review, ends_on=tomorrow, by=manager)


def test_review_that_is_not_paused_cannot_go_on(review: Review, manager: User) -> None:
    with pytest.raises(DomainError, match="not paused"):
        resume_review(review=review, ends_on=APRIL, by=manager)


def test_pause_cannot_end_before_it_begins(review: Review, manager: User) -> None:
    paused(review, manager)
    with pytest.raises(DomainError, match="before it begins"):
        resume_review(review=review, ends_on=MARCH - timedelta(days=1), by=manager)


def test_corrected_pause_keeps_what_stood_there(review: Review, manager: User) -> None:
    pause = PauseFactory(review=review, starts_on=MARCH, ends_on=APRIL)
    correct_pause(pause=pause, values={"ends_on": None, "reason": "inquest"}, version=pause.version, by=manager)
    assert stands(review) == ("paused", "Inquest")
    pause.refresh_from_db()
    assert pause.history.count() == 2
    correct_pause(pause=pause, values={"reason": "criminal"}, version=pause.version, by=manager)
    assert stands(review) == ("paused", "Criminal proceedings")


def test_second_of_two_editors_is_told(review: Review, manager: User) -> None:
    pause = PauseFactory(review=review, starts_on=MARCH, ends_on=APRIL)
    correct_pause(pause=pause, values={"words": "Mine"}, version=pause.version, by=manager)
    with pytest.raises(Conflict):
        correct_pause(pause=pause, values={"words": "Yours"}, version=pause.version, by=manager)
    assert Pause.objects.get().words == "Mine"


def test_corrected_pause_cannot_be_the_second_open_one(review: Review, manager: User) -> None:
    pause = PauseFactory(review=review, starts_on=MARCH, ends_on=APRIL)
    paused(review, manager, since=date(2026, 5, 1))
    with pytest.raises(DomainError, match="still going on"):
        correct_pause(pause=pause, values={"ends_on": None}, version=pause.version, by=manager)


def test_archived_pause_counts_no_longer(review: Review, manager: User) -> None:
    rule = ClockRuleFactory(edition=review.edition)
    pause = paused(review, manager)
    archive_pause(pause=pause, reason="Entered twice", by=manager)
    assert stands(review) == ("in_progress", "")
    (one,) = clocks_of_reviews([review], today=date(2026, 6, 9))[review.pk]
    assert (one.rule, one.clock.paused, one.clock.due_on) == (rule, 0, date(2026, 7, 12))
    assert Pause.objects.get().archived_reason == "Entered twice"


def test_archived_pause_leaves_room_for_another(review: Review, manager: User) -> None:
    archive_pause(pause=paused(review, manager), reason="Entered twice", by=manager)
    paused(review, manager, reason="inquest")
    assert stands(review) == ("paused", "Inquest")


def test_latest_correction_counts_and_none_is_removed(review: Review, manager: User) -> None:
    rule = ClockRuleFactory(edition=review.edition)
    for due_on in (date(2026, 9, 1), date(2026, 10, 1)):
        override_clock(review=review, rule=rule, due_on=due_on, reason=" The Panel agreed. ", by=manager)
    (one,) = clocks_of_reviews([review], today=date(2026, 6, 9))[review.pk]
    assert (one.clock.due_on, one.clock.computed_due_on) == (date(2026, 10, 1), date(2026, 7, 12))
    assert (one.clock.in_all, one.clock.counted) == (148, 148)
    assert one.correction is not None
    assert (one.correction.reason, one.correction.made_by) == ("The Panel agreed.", manager)
    assert ClockOverride.objects.count() == 2


def test_correction_needs_a_reason(review: Review, manager: User) -> None:
    with pytest.raises(DomainError, match="Say why"):
        override_clock(review=review, rule=ClockRuleFactory(), due_on=APRIL, reason=" ", by=manager)


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 6, 8, 22, 59, tzinfo=UTC), date(2026, 6, 8)),
        (datetime(2026, 6, 8, 23, 0, tzinfo=UTC), date(2026, 6, 9)),  # midnight in London, an hour before that in UTC
        (datetime(2026, 3, 29, 0, 59, tzinfo=UTC), date(2026, 3, 29)),  # the hour in which the clocks go forward
        (datetime(2026, 10, 24, 23, 30, tzinfo=UTC), date(2026, 10, 25)),
        (datetime(2026, 10, 25, 23, 30, tzinfo=UTC), date(2026, 10, 25)),  # the clocks have gone back
    ],
)
def test_pause_can_begin_on_the_day_that_it_is_in_london(
    moment: datetime, day: date, review: Review, manager: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: moment)
    with pytest.raises(DomainError, match="lies ahead"):
        paused(review, manager, since=day + timedelta(days=1))
    assert paused(review, manager, since=day).starts_on == day
