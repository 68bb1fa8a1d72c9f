"""Saving a record: version, key, boards, history, and the class that follows its state."""

import pytest

from partnership.enums import Visibility
from partnership.models import Board, Policy, User
from partnership.services.records import save_record
from reviews.enums import Publication, ReviewKind, ReviewStatus
from reviews.models import Review

pytestmark = pytest.mark.django_db


def a_review(board: Board, **fields: str) -> Review:
    defaults = {"review_kind": ReviewKind.LCSPR, "status": ReviewStatus.COMPLETE, "publication": Publication.TO_PUBLISH}
    review = Review(reference="LR-1", title="The child we call Ash", **(defaults | fields))
    return save_record(record=review, boards=[board], by=None)


def test_each_change_counts_a_version_and_says_who(board: Board) -> None:
    user = User.objects.create_user("ruth@example.org", name="Ruth Adeyemi")
    policy = save_record(record=Policy(reference="POL-1", title="Bruising"), boards=[board], by=None)
    policy.url = "https://example.org/bruising"
    save_record(record=policy, boards=[board], by=user)
    assert policy.version == 2
    assert [row.history_user for row in policy.history.all()] == [user, None]


def test_key_is_casefolded_and_starts_with_the_board(board: Board) -> None:
    policy = save_record(record=Policy(reference="POL-1", title="Bruising in BABIES"), boards=[board], by=None)
    assert policy.key == f"{board.code}/bruising in babies".casefold()


def test_review_is_restricted_until_it_is_published_and_again_when_withdrawn(board: Board) -> None:
    review = a_review(board)
    classes = [review.visibility]
    for publication in (Publication.PUBLISHED, Publication.NOT_FOR_PUBLICATION):
        review.publication = publication
        save_record(record=review, boards=[board], by=None)
        classes.append(review.visibility)
    assert classes == [Visibility.RESTRICTED, Visibility.PARTNERSHIP, Visibility.RESTRICTED]


def test_class_that_people_set_stays_through_publication(board: Board) -> None:
    review = a_review(board)
    review.visibility = Visibility.SEALED
    save_record(record=review, boards=[board], by=None)
    review.publication = Publication.PUBLISHED
    save_record(record=review, boards=[board], by=None)
    assert Review.objects.get().visibility == Visibility.SEALED
