"""Drafts, comments and signatures: nothing is overwritten, and a signature holds for the very words."""

import pytest

from partnership.exceptions import DomainError
from partnership.services.rows import Conflict
from reviews.models import Review, ReviewText
from reviews.selectors import texts
from reviews.selectors.text_changes import Passage, Piece, changed_passages
from reviews.selectors.texts import standing_of
from reviews.services.texts import answer_comment, comment_on_draft, sign_draft, write_draft
from tests.factories.partnership import UserFactory
from tests.reviews.publishing import draft_of, restricted_review, sign

pytestmark = pytest.mark.django_db


@pytest.fixture
def review(db: None) -> Review:
    return restricted_review()


def refused(draft: ReviewText, by) -> str:
    with pytest.raises(DomainError) as refusal:
        sign_draft(draft=draft, shown_hash=draft.text_hash, by=by)
    return refusal.value.message


def altered(draft: ReviewText) -> ReviewText:
    """The row after somebody changed its words past the portal."""
    ReviewText.objects.filter(pk=draft.pk).update(text="Other words.")
    return ReviewText.objects.get(pk=draft.pk)


def test_each_draft_has_the_next_number_and_the_ones_before_stay(review: Review) -> None:
    draft_of(review, "First.")
    draft_of(review, "Second.")
    draft_of(review, "Terms.", kind="terms")
    rows = ReviewText.objects.filter(review=review).values_list("kind", "number", "text")
    assert list(rows) == [("report", 1, "First."), ("report", 2, "Second."), ("terms", 1, "Terms.")]


def test_the_second_of_two_writers_is_told(review: Review) -> None:
    draft_of(review, "First.")
    draft_of(review, "Second.")
    with pytest.raises(Conflict):
        write_draft(review=review, kind="report", text="Mine.", what_changed="x", based_on=1, by=UserFactory())
    assert ReviewText.objects.count() == 2


def test_the_same_words_make_no_new_draft(review: Review) -> None:
    draft_of(review, "First.")
    with pytest.raises(DomainError, match="says the same as draft 1"):
        draft_of(review, "First.")


def test_two_who_did_not_write_it_sign_it_off(review: Review) -> None:
    draft = draft_of(review)
    sign(draft, UserFactory())
    assert (standing_of(draft).missing, standing_of(draft).is_signed_off) == (1, False)
    sign(draft, UserFactory())
    assert standing_of(draft).is_signed_off


def test_whoever_wrote_it_or_a_draft_before_is_refused_in_words(review: Review) -> None:
    first, second = UserFactory(), UserFactory()
    draft_of(review, "First.", by=first)
    draft = draft_of(review, "Second.", by=second)
    words = "You wrote this draft or one before it. Two other people sign it."
    assert [refused(draft, one) for one in (first, second)] == [words, words]


def test_one_person_signs_once(review: Review) -> None:
    draft, signer = draft_of(review), UserFactory()
    sign(draft, signer)
    assert refused(draft, signer) == "You have signed this draft."


def test_a_new_draft_needs_new_signatures(review: Review) -> None:
    old = draft_of(review, "First.")
    sign(old)
    new = draft_of(review, "Second.")
    assert not standing_of(new).is_signed_off
    assert refused(old, UserFactory()) == "There is a newer draft. Only the newest one can be signed."


def test_words_other_than_those_shown_are_not_signed(review: Review) -> None:
    draft = draft_of(review)
    with pytest.raises(DomainError, match="not the words that you were shown"):
        sign_draft(draft=draft, shown_hash="0" * 64, by=UserFactory())


def test_words_altered_in_the_database_are_not_signed_off(review: Review) -> None:
    draft = draft_of(review)
    sign(draft)
    draft = altered(draft)
    assert (standing_of(draft).is_whole, standing_of(draft).is_signed_off) == (False, False)
    assert (
        refused(draft, UserFactory()) == "The words of this draft are not those that were written. Nobody can sign it."
    )


def test_words_and_hash_altered_together_lose_their_signatures(review: Review) -> None:
    draft = draft_of(review)
    sign(draft)
    ReviewText.objects.filter(pk=draft.pk).update(text="Other words.", text_hash=texts.text_hash("Other words."))
    assert not standing_of(ReviewText.objects.get(pk=draft.pk)).is_signed_off


def test_without_the_check_of_words_altered_ones_would_count_as_signed(review: Review, monkeypatch) -> None:
    """The mutant: what the tests above hold is this one function."""
    draft = draft_of(review)
    sign(draft)
    draft = altered(draft)
    monkeypatch.setattr(texts, "is_whole", lambda draft: True)
    assert standing_of(draft).is_signed_off


def test_a_comment_is_answered_once(review: Review) -> None:
    comment = comment_on_draft(draft=draft_of(review), passage="", words="Say when.", by=UserFactory())
    first = UserFactory(name="Dr Asha Lindqvist")
    answer_comment(comment=comment, answer="Said in paragraph 2.", by=first)
    with pytest.raises(DomainError, match="Dr Asha Lindqvist has answered this comment"):
        answer_comment(comment=comment, answer="Not done.", by=UserFactory())
    comment.refresh_from_db()
    assert (comment.answer, comment.answered_by) == ("Said in paragraph 2.", first)


def test_changes_are_told_by_paragraph_and_by_word() -> None:
    before = "One.\n\nThe agencies knew all.\n\nGone."
    after = "One.\n\nThe agencies knew parts."
    assert changed_passages(before, after) == [
        Passage((Piece("same", "One."),), unchanged=1),
        Passage((Piece("same", "The agencies knew"), Piece("old", "all."), Piece("new", "parts."))),
        Passage((Piece("old", "Gone."),)),
    ]


def test_changes_of_very_long_passages_are_set_one_after_the_other() -> None:
    before, after = "word " * 5_000, "other " * 5_000
    (passage,) = changed_passages(before, after)
    assert [piece.kind for piece in passage.pieces] == ["old", "new"]
