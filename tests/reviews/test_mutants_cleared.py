"""Each control of what public documents read of reviews and child deaths, with it off: its test goes red."""

from datetime import date
from typing import Any

import pytest
from django.utils import timezone

from partnership.models import Board
from partnership.principals import PUBLIC_REPORT
from reviews.selectors import child_deaths, timeliness
from reviews.selectors import cleared as selector
from reviews.selectors.child_deaths import child_death_tables
from reviews.selectors.cleared import ClearedReviews, cleared_reviews
from reviews.selectors.timeliness import released_timings
from tests.factories.partnership import ActionFactory, ActionPlanFactory, RecommendationFactory
from tests.factories.reviews import ChildDeathFactory, ClockRuleFactory, ReviewFactory
from tests.mutants import goes_red, off

YEAR = {"start": date(2017, 4, 1), "end": date(2018, 3, 31), "principal": PUBLIC_REPORT}


def told(board: Board) -> ClearedReviews:
    return selector.cleared_reviews(board=board, **YEAR)


def test_without_the_look_at_its_state_the_plan_of_a_review_that_nobody_took_up_is_told(
    board: Board, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = ActionPlanFactory(record=ReviewFactory(board=board, status="not_met"))
    ActionFactory(plan=plan, due_on=date(2018, 3, 1))

    def holds() -> None:
        assert [one.work.actions for one in told(board).reviews] == [()]

    goes_red(holds, monkeypatch, (selector, "_is_taken_up", lambda row: True))


def test_without_the_condition_on_the_title_that_of_a_referral_is_told(
    board: Board, monkeypatch: pytest.MonkeyPatch
) -> None:
    ReviewFactory(board=board, status="referred", title="CANARY")

    def holds() -> None:
        assert [one.title for one in told(board).reviews] == [""]

    goes_red(holds, monkeypatch, off(cleared_reviews, "named=_TITLE", "named=Case(default='title')"))


def test_without_the_look_at_the_archive_a_review_is_told(board: Board, monkeypatch: pytest.MonkeyPatch) -> None:
    ReviewFactory(board=board, archived_at=timezone.now())

    def holds() -> None:
        assert told(board) == ClearedReviews()

    goes_red(holds, monkeypatch, off(cleared_reviews, "live(Review), ", ""))


@pytest.mark.parametrize(
    ("function", "model"), [("_work_of_guarded", "Action"), ("_guarded_recommendations", "Recommendation")]
)
def test_without_the_look_at_the_archive_its_work_is_told(
    function: str, model: str, board: Board, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone: dict[str, Any] = {"plan": ActionPlanFactory(record=ReviewFactory(board=board)), "archived_at": timezone.now()}
    RecommendationFactory(**gone)
    ActionFactory(due_on=date(2018, 3, 1), **gone)

    def holds() -> None:
        (review,) = told(board).reviews
        assert (review.work.recommendations, review.work.actions) == ((), ())

    goes_red(holds, monkeypatch, off(getattr(selector, function), f"live({model}), ", ""))


def test_without_the_look_at_the_archive_a_review_is_timed(board: Board, monkeypatch: pytest.MonkeyPatch) -> None:
    edition, days = ClockRuleFactory().edition, {"commissioned_on": date(2017, 5, 1), "published_on": date(2017, 6, 1)}
    ReviewFactory.create_batch(7, board=board, edition=edition, archived_at=timezone.now(), **days)

    def holds() -> None:
        assert timeliness.released_timings(board=board, **YEAR) == ()

    goes_red(holds, monkeypatch, off(released_timings, "live(Review), ", ""))


def test_without_the_look_at_the_archive_a_death_is_counted(board: Board, monkeypatch: pytest.MonkeyPatch) -> None:
    ChildDeathFactory.create_batch(7, board=board, archived_at=timezone.now())

    def holds() -> None:
        assert child_deaths.child_death_tables(board=board, year="2017-18", principal=PUBLIC_REPORT) is None

    goes_red(holds, monkeypatch, off(child_death_tables, "live(ChildDeath), ", ""))
