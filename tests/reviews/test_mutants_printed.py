"""Each control of counts, themes, clocks and learning, with it off: the test that holds it goes red."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db.models import Q
from django.urls import reverse

from partnership import policy, reaches, themes
from partnership.disclosure import MARK
from partnership.enums import Role
from partnership.models import Board, ReadEntry
from partnership.policy import ScopedQuerySet
from partnership.principals import PUBLIC, PUBLIC_REPORT, principal_of
from partnership.services.releases import keep_release
from partnership.themes import themes_seen
from partnership.views.traced import TracedView
from reviews.models import Review
from reviews.selectors import child_deaths, running_clocks, timeliness
from reviews.selectors import themes as review_themes
from reviews.selectors.child_deaths import SUBJECT, child_death_tables
from reviews.selectors.themes import CHILD_DEATHS
from reviews.selectors.timeliness import released_timings, timed_clocks
from reviews.views import learning
from tests.clients import client_of, user_with
from tests.factories.partnership import ActionPlanFactory, GroupFactory, RecommendationFactory, RoleGrantFactory
from tests.factories.reviews import ChildDeathFactory, ClockRuleFactory, EditionFactory, ReviewFactory
from tests.mutants import goes_red, off, yes

pytestmark = pytest.mark.django_db
YEAR = "2017-18"


# --- Counts of child deaths ----------------------------------------------------------------------------------------


def notify(board: Board, number: int, **fields: Any) -> None:
    ChildDeathFactory.create_batch(number, board=board, **fields)


def counts(board: Board, principal: Any = PUBLIC_REPORT, **asked: Any) -> Any:
    return child_deaths.child_death_tables(board=board, principal=principal, **{"year": YEAR, **asked})


def girls(found: Any) -> Any:
    (question,) = [question for question in found.notified.questions if question.title == "Sex"]
    count = question.counts.cells["Female"]
    return count.mark or count.value


def test_without_the_question_for_the_power_anybody_reads_the_counts(
    board: Board, monkeypatch: pytest.MonkeyPatch
) -> None:
    notify(board, 12)

    def holds() -> None:
        assert counts(board, PUBLIC) is None

    goes_red(holds, monkeypatch, (child_deaths, "allows", yes))


def test_without_the_look_at_the_class_sealed_deaths_are_counted(board: Board, monkeypatch: pytest.MonkeyPatch) -> None:
    notify(board, 6)
    notify(board, 6, visibility="sealed")

    def holds() -> None:
        assert counts(board).notified.total.value == 6

    goes_red(holds, monkeypatch, off(child_death_tables, ".exclude(visibility=Visibility.SEALED)", ""))


def test_without_the_editions_before_two_reports_together_tell_of_two_girls(
    board: Board, monkeypatch: pytest.MonkeyPatch
) -> None:
    for on, few in ((date(2016, 6, 1), 6), (date(2017, 6, 1), 2)):
        notify(board, few, notified_on=on, gender="female")
        notify(board, 9, notified_on=on, gender="male")
    earlier = counts(board, year="2016-17")
    keep_release(subject=SUBJECT, board=board, scope="2016-17", edition="1", numbers=earlier.edition)

    def holds() -> None:
        assert girls(counts(board, years=3)) == MARK

    goes_red(holds, monkeypatch, (child_deaths, "earlier_editions", lambda subject, board: []))


# --- Clocks --------------------------------------------------------------------------------------------------------


def reviewed(board: Board, number: int, **fields: Any) -> None:
    edition = EditionFactory()
    ClockRuleFactory(edition=edition, name="Publish the local review")
    began = date(2025, 5, 1)
    days = {"commissioned_on": began, "published_on": began + timedelta(days=100)}
    ReviewFactory.create_batch(number, board=board, edition=edition, **days, **fields)


def timed(board: Board, principal: Any = PUBLIC_REPORT) -> Any:
    year = {"start": date(2025, 4, 1), "end": date(2026, 3, 31)}
    return timeliness.released_timings(board=board, **year, principal=principal)


@pytest.mark.parametrize(
    ("fields", "control", "instead"),
    [
        ({"visibility": "sealed"}, ".exclude(visibility=Visibility.SEALED)", ""),
        ({"publication": "embargoed"}, "reviews.exclude(publication=Publication.EMBARGOED)", "reviews"),
    ],
)
def test_without_the_look_at_it_the_report_counts_a_review_that_it_may_not_tell_of(
    board: Board, fields: dict[str, str], control: str, instead: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    reviewed(board, 6, **fields)

    def holds() -> None:
        assert timed(board) == ()

    goes_red(holds, monkeypatch, off(released_timings, control, instead))


def test_without_the_question_for_the_power_anybody_reads_the_timings(
    board: Board, monkeypatch: pytest.MonkeyPatch
) -> None:
    reviewed(board, 6)

    def holds() -> None:
        assert timed(board, PUBLIC) == ()

    goes_red(holds, monkeypatch, (timeliness, "allows", yes))


def test_without_the_threshold_a_small_number_of_reviews_is_printed(
    board: Board, monkeypatch: pytest.MonkeyPatch
) -> None:
    reviewed(board, 4)

    def holds() -> None:
        assert timed(board) == ()

    goes_red(holds, monkeypatch, (timeliness, "THRESHOLD", 0))


def test_without_the_list_of_names_a_reviewer_sees_the_clocks_of_other_reviews(
    board: Board, monkeypatch: pytest.MonkeyPatch
) -> None:
    reviewed(board, 2, visibility="restricted")
    own = Review.objects.earliest("pk")
    principal = principal_of(user_with(Role.REVIEWER, record=own.record_ptr))

    def holds() -> None:
        assert {one.review for one in timed_clocks(principal, today=date(2025, 6, 1))} == {own}

    goes_red(
        holds,
        monkeypatch,
        (policy, "leads_to", lambda grant: {}),
        (reaches, "_named", lambda model, grant: Q(pk__isnull=False)),
    )
    assert running_clocks.with_clocks(principal).count() == 2


# --- Themes and learning -------------------------------------------------------------------------------------------


def test_without_the_question_of_the_policy_a_theme_of_a_restricted_review_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ReviewFactory(themes=["Fabricated illness"])
    principal = principal_of(user_with(Role.GROUP_CHAIR, group=GroupFactory()))

    def holds() -> None:
        assert themes_seen(principal) == []

    papers = (review_themes, "of_papers", lambda principal: Q(pk__isnull=False))
    goes_red(holds, monkeypatch, (ScopedQuerySet, "visible_to", lambda rows, *asked, **more: rows.all()), papers)


def test_without_disclosure_control_a_theme_of_one_child_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    ChildDeathFactory(factors=["Unsafe sleeping"])
    principal = principal_of(user_with(Role.BUSINESS_MANAGER))

    def holds() -> None:
        (theme,) = themes_seen(principal)
        assert (theme.is_named, theme.words) == (False, "Found in fewer than 5 child deaths")

    goes_red(holds, monkeypatch, (themes, "_printed", lambda source, count: count))
    assert CHILD_DEATHS.counted_only


@pytest.mark.parametrize("page", ["theme", "learning"])
def test_without_the_note_a_restricted_review_is_read_there_without_a_trace(
    page: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    review = ReviewFactory(themes=["Neglect"])
    RecommendationFactory(plan=ActionPlanFactory(record=review))
    manager = user_with(Role.BUSINESS_MANAGER)
    RoleGrantFactory(user=manager, role=Role.BUSINESS_MANAGER, record=review)
    client = client_of(manager)
    theme = reverse("reviews:theme-detail", args=["neglect"])
    url = theme if page == "theme" else reverse("reviews:review-learning", args=[review.pk])

    def holds() -> None:
        before = ReadEntry.objects.count()
        assert client.get(url).status_code == 200
        assert ReadEntry.objects.count() == before + 1

    goes_red(holds, monkeypatch, (TracedView, "note", yes), (TracedView, "note_all", yes))


def test_without_the_question_who_reads_the_plan_the_learning_of_a_review_opens_to_all_who_see_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    review = ReviewFactory(publication="published", status="published", visibility="partnership")
    client = client_of(user_with(Role.TRAINING_COORDINATOR))
    assert client.get(reverse("reviews:review-detail", args=[review.pk])).status_code == 200

    def holds() -> None:
        assert client.get(reverse("reviews:review-learning", args=[review.pk])).status_code == 404

    goes_red(holds, monkeypatch, (learning, "may_read_chain", yes))
