"""What of reviews is cleared for print."""

from datetime import date

import pytest
from django.utils import timezone

from partnership.enums import RecommendationStatus
from partnership.models import Board
from partnership.principals import OPERATOR, PUBLIC, PUBLIC_REPORT
from partnership.rag import Rag
from partnership.selectors.actions import Work
from reviews.enums import Publication, ReviewKind, ReviewStatus
from reviews.models import Review
from reviews.selectors.cleared import ClearedReviews, cleared_reviews
from tests.factories.partnership import ActionFactory, ActionPlanFactory, BoardFactory, RecommendationFactory
from tests.factories.reviews import ReviewFactory

START, END = date(2017, 4, 1), date(2018, 3, 31)


def cleared(board: Board, principal=PUBLIC_REPORT) -> ClearedReviews:
    return cleared_reviews(board=board, start=START, end=END, principal=principal)


def titles(board: Board) -> list[str]:
    return [review.title for review in cleared(board).reviews]


def review_with_work(board: Board, **fields) -> Review:
    review = ReviewFactory(board=board, **fields)
    plan = ActionPlanFactory(record=review)
    recommendation = RecommendationFactory(plan=plan, number=1, text="Renew the policy.", status="implemented")
    ActionFactory(plan=plan, recommendation=recommendation, title="Renew it", status="complete")
    return review


def test_cleared_reviews_without_a_review_are_empty(board: Board) -> None:
    assert cleared(board) == ClearedReviews()


def test_review_not_for_publication_gives_what_is_cleared(board: Board) -> None:
    review_with_work(board, title="Neglect", themes=["Neglect"], learning=["Look again"], public_summary="Referred.")
    (review,) = cleared(board).reviews
    assert (review.kind, review.title, review.status) == (ReviewKind.PLR, "Neglect", ReviewStatus.IN_PROGRESS)
    assert review.publication == Publication.NOT_FOR_PUBLICATION
    assert (review.themes, review.learning, review.public_summary) == (("Neglect",), ("Look again",), "Referred.")
    (recommendation,) = review.work.recommendations
    assert (recommendation.text, recommendation.status) == ("Renew the policy.", RecommendationStatus.IMPLEMENTED)
    assert [(action.reference, action.title, action.rag) for action in review.work.actions] == [
        ("1", "Renew it", Rag.BLUE)
    ]


@pytest.mark.parametrize("status", ["referred", "not_met"])
@pytest.mark.parametrize("publication", ["to_publish", "not_for_publication", "published"])
def test_review_that_nobody_took_up_gives_neither_title_nor_work(board: Board, status: str, publication: str) -> None:
    texts = {"themes": ["Neglect"], "learning": ["Look again"], "public_summary": "Referred."}
    review_with_work(board, title="CANARY", status=status, publication=publication, visibility="partnership", **texts)
    (review,) = cleared(board).reviews
    assert (review.kind, review.status, review.is_taken_up) == (ReviewKind.PLR, status, False)
    assert (review.themes, review.learning, review.public_summary) == (("Neglect",), ("Look again",), "Referred.")
    assert (review.title, review.work) == ("", Work())


@pytest.mark.parametrize("status", ["commissioned", "in_progress", "paused", "complete", "published", "closed"])
def test_review_that_was_taken_up_gives_title_and_work(board: Board, status: str) -> None:
    review_with_work(board, title="Neglect", status=status)
    (review,) = cleared(board).reviews
    assert (review.title, review.is_taken_up) == ("Neglect", True)
    assert [row.text for row in review.work.recommendations] == ["Renew the policy."]
    assert [action.title for action in review.work.actions] == ["Renew it"]


def test_what_was_agreed_where_the_criteria_were_not_met_is_not_carried_over(board: Board) -> None:
    review = review_with_work(board, title="CANARY", status="not_met", considered_on=date(2016, 6, 1))
    RecommendationFactory(plan=review.action_plan, number=2, text="Ask children.")
    assert cleared(board) == ClearedReviews()


@pytest.mark.parametrize("publication", ["published", "embargoed", "to_publish", "not_for_publication"])
def test_archived_review_gives_nothing(board: Board, publication: str) -> None:
    review_with_work(board, publication=publication, visibility="partnership", archived_at=timezone.now())
    assert cleared(board) == ClearedReviews()


@pytest.mark.parametrize("publication", ["published", "not_for_publication"])
def test_archived_recommendations_and_actions_are_left_out(board: Board, publication: str) -> None:
    review = review_with_work(board, publication=publication, visibility="partnership")
    gone = {"plan": review.action_plan, "archived_at": timezone.now()}
    RecommendationFactory(number=2, text="CANARY", **gone)
    ActionFactory(title="CANARY", due_on=date(2018, 3, 1), **gone)
    (found,) = cleared(board).reviews
    assert [row.number for row in found.work.recommendations] == [1]
    assert [action.title for action in found.work.actions] == ["Renew it"]


def test_embargoed_review_gives_its_kind_alone(board: Board) -> None:
    review_with_work(board, review_kind="scr", publication="embargoed", title="Baby W", themes=["Neglect"])
    assert cleared(board) == ClearedReviews(embargoed=(ReviewKind.SCR,))


@pytest.mark.parametrize("publication", ["published", "embargoed", "to_publish", "not_for_publication"])
def test_sealed_review_gives_nothing(board: Board, publication: str) -> None:
    review_with_work(board, publication=publication, visibility="sealed")
    assert cleared(board) == ClearedReviews()


@pytest.mark.parametrize("visibility", ["public", "partnership", "restricted"])
def test_embargo_holds_in_every_class(board: Board, visibility: str) -> None:
    ReviewFactory(board=board, publication="embargoed", visibility=visibility)
    assert cleared(board) == ClearedReviews(embargoed=(ReviewKind.PLR,))


@pytest.mark.parametrize("principal", [PUBLIC, OPERATOR])
def test_only_the_report_reads_cleared_reviews(board: Board, principal) -> None:
    review_with_work(board)
    assert cleared(board, principal) == ClearedReviews()


def test_review_of_another_board_is_left_out(board: Board) -> None:
    ReviewFactory(board=BoardFactory())
    assert titles(board) == []


def test_reviews_closed_before_the_year_or_begun_after_it_are_left_out(board: Board) -> None:
    ReviewFactory(board=board, title="Closed before", status="closed", completed_on=date(2017, 3, 31))
    ReviewFactory(board=board, title="Closed in it", status="closed", completed_on=date(2017, 4, 1))
    ReviewFactory(board=board, title="Complete, not closed", status="complete", completed_on=date(2016, 6, 1))
    ReviewFactory(board=board, title="Not met before", status="not_met", considered_on=date(2016, 6, 1))
    ReviewFactory(board=board, title="Begun on the last day", commissioned_on=date(2018, 3, 31))
    ReviewFactory(board=board, title="Begun after", commissioned_on=date(2018, 4, 1))
    ReviewFactory(board=board, title="Undated and closed", status="closed")
    assert titles(board) == ["Closed in it", "Complete, not closed", "Begun on the last day", "Undated and closed"]


def test_actions_are_those_of_the_year(board: Board) -> None:
    plan = ActionPlanFactory(record=ReviewFactory(board=board))
    ActionFactory(plan=plan, title="Done before", status="complete", completed_on=date(2016, 1, 1))
    ActionFactory(plan=plan, title="Late", due_on=date(2018, 3, 1))
    (review,) = cleared(board).reviews
    assert [(action.title, action.rag, action.words) for action in review.work.actions] == [
        ("Late", Rag.RED, "30 days late")
    ]


def test_work_still_owed_on_reviews_closed_before_the_year_is_told(board: Board) -> None:
    review = review_with_work(board, title="Neglect", status="closed", completed_on=date(2016, 6, 1))
    RecommendationFactory(plan=review.action_plan, number=2, text="Ask children.")
    found = cleared(board)
    (earlier,) = found.earlier
    assert (found.reviews, earlier.of) == ((), "the review “Neglect”")
    assert [row.text for row in earlier.work.recommendations] == ["Ask children."]
    assert [action.title for action in earlier.work.actions] == ["Renew it"]


@pytest.mark.parametrize("number", [1, 3])
def test_cleared_reviews_ask_seven_times_whatever_their_number(
    board: Board, number: int, django_assert_num_queries
) -> None:
    for _ in range(number):
        review_with_work(board)
        review_with_work(board, publication="published")
    with django_assert_num_queries(7):
        cleared(board)


def test_restricted_columns_are_never_asked_for(board: Board, django_assert_num_queries) -> None:
    review_with_work(board)
    with django_assert_num_queries(4) as asked:
        cleared(board)
    secret = (
        "restricted_summary",
        "paused_reason",
        "reviewer",
        "method",
        "referred_by",
        "progress",
        '"impact"',
        "owner",
        "agency",
    )
    assert [word for word in secret for query in asked.captured_queries if word in query["sql"]] == []
