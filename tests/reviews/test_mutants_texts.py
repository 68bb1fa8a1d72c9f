"""Each control of drafts, signatures, release and public copies, with it off: the test that holds it goes red."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db.models import Q
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from partnership.enums import Visibility
from partnership.models import User
from partnership.principals import PUBLIC, PUBLIC_REPORT
from partnership.services.versions import Conflict
from partnership.views import fresh
from reviews.models import PublishedCopy, Review, ReviewText
from reviews.selectors import cleared, publication, published, texts
from reviews.selectors.cleared import cleared_reviews
from reviews.selectors.publication import CopyState, Readiness, state_of
from reviews.selectors.published import copy_to_draw, published_reviews
from reviews.selectors.texts import Standing, standing_of, text_hash
from reviews.services import publication as release
from reviews.services import texts as drafts
from tests.clients import client_of
from tests.factories.partnership import UserFactory
from tests.factories.reviews import ReviewFactory
from tests.mutants import goes_red, off, refuses, without
from tests.reviews.publishing import (
    NOW,
    clock,
    draft_of,
    named,
    released,
    restricted_review,
    sign,
    signed_report,
)

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def review() -> Review:
    return restricted_review()


def signs(draft: ReviewText, by: User, shown: str = "") -> dict[str, Any]:
    return {"draft": draft, "shown_hash": shown or draft.text_hash, "by": by}


def releases(review: Review, **more: Any) -> dict[str, Any]:
    usual = {"title": "What we learned", "publish_at": timezone.now(), "withdraw_on": None, "by": UserFactory()}
    return {"review": review, "shown_hash": publication.readiness(review).shown_hash, **usual, **more}


# --- Signatures ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("which", ["this draft", "one before it"])
def test_without_the_look_at_the_authors_they_sign_their_own(
    review: Review, which: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    author = UserFactory()
    draft = draft_of(review, "First.", by=author)
    if which == "one before it":
        draft = draft_of(review, "Second.")

    def holds() -> None:
        refuses("You wrote this draft or one before it", drafts.sign_draft, **signs(draft, author))

    goes_red(holds, monkeypatch, (Standing, "refusal", lambda standing, user: ""))


def test_without_the_look_at_the_authors_their_signature_counts(
    review: Review, monkeypatch: pytest.MonkeyPatch
) -> None:
    author, draft = UserFactory(), draft_of(review)
    draft_of_author = draft_of(review, "By another hand.", by=author)
    sign(draft_of_author, UserFactory())
    draft_of_author.sign_offs.create(signed_by=author, text_hash=draft_of_author.text_hash)
    assert draft.number == 1

    def holds() -> None:
        assert not texts.standing_of(draft_of_author).is_signed_off

    goes_red(holds, monkeypatch, off(standing_of, ".exclude(signed_by__in=authors)", ""))


def test_without_the_second_person_one_signature_is_enough(review: Review, monkeypatch: pytest.MonkeyPatch) -> None:
    draft = draft_of(review)
    sign(draft, UserFactory())

    def holds() -> None:
        assert not standing_of(draft).is_signed_off

    goes_red(holds, monkeypatch, (texts, "NEEDED", 1))


def test_without_the_hash_words_are_signed_that_the_signer_was_not_shown(
    review: Review, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft, by = draft_of(review), UserFactory()

    def holds() -> None:
        refuses("not the words that you were shown", drafts.sign_draft, **signs(draft, by, "0" * 64))

    goes_red(holds, monkeypatch, off(drafts.sign_draft, "shown_hash != stored.text_hash"))


def test_without_the_hash_signatures_of_other_words_count(review: Review, monkeypatch: pytest.MonkeyPatch) -> None:
    draft = draft_of(review)
    sign(draft)
    ReviewText.objects.filter(pk=draft.pk).update(text="Other words.", text_hash=text_hash("Other words."))

    def holds() -> None:
        assert not texts.standing_of(ReviewText.objects.get(pk=draft.pk)).is_signed_off

    goes_red(holds, monkeypatch, off(standing_of, "text=draft, text_hash=draft.text_hash", "text=draft"))


def test_without_the_look_at_the_signer_one_person_signs_twice(review: Review, monkeypatch: pytest.MonkeyPatch) -> None:
    draft, by = draft_of(review), UserFactory()
    sign(draft, by)

    def holds() -> None:
        refuses("You have signed this draft", drafts.sign_draft, **signs(draft, by))

    goes_red(
        holds,
        monkeypatch,
        (Standing, "refusal", lambda standing, user: ""),
        off(drafts.sign_draft, "not is_new"),
    )


def test_without_the_look_at_the_newest_an_old_draft_is_signed(review: Review, monkeypatch: pytest.MonkeyPatch) -> None:
    old = draft_of(review, "First.")
    draft_of(review, "Second.")
    by = UserFactory()

    def holds() -> None:
        refuses("There is a newer draft", drafts.sign_draft, **signs(old, by))

    whichever = without(standing_of, "draft.number == max(number for number, _ in written)", "True")
    goes_red(holds, monkeypatch, (drafts, "standing_of", whichever))


def test_without_the_number_a_draft_is_written_over_one_that_its_writer_did_not_see(
    review: Review, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft_of(review, "First.")

    def holds() -> None:
        how = {"review": review, "kind": "report", "text": "Mine.", "what_changed": "", "by": UserFactory()}
        try:
            drafts.write_draft(**how, based_on=0)
        except Conflict:
            return
        raise AssertionError("written over a draft that its writer did not see")

    goes_red(holds, monkeypatch, off(drafts.write_draft, "number != based_on"))


def test_without_the_question_an_old_sign_in_opens_a_report_that_is_not_public(
    review: Review, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft_of(review)
    late = client_of(named("SCR", review), minutes_ago=6)

    def holds() -> None:
        assert late.get(reverse("reviews:review-texts", args=[review.pk, "report"])).status_code == 302

    goes_red(holds, monkeypatch, (fresh, "missing_proofs", lambda request: []))


def test_without_the_question_an_old_sign_in_is_enough_to_release(
    review: Review, monkeypatch: pytest.MonkeyPatch
) -> None:
    signed_report(review)
    late = client_of(named("BM", review), minutes_ago=6)

    def holds() -> None:
        assert late.get(reverse("reviews:review-release", args=[review.pk])).status_code == 302

    goes_red(holds, monkeypatch, (fresh, "missing_proofs", lambda request: []))


# --- Release -------------------------------------------------------------------------------------------------------


def test_without_its_faults_an_unsigned_report_is_released(review: Review, monkeypatch: pytest.MonkeyPatch) -> None:
    draft_of(review)
    sign(ReviewText.objects.get(), UserFactory())

    def holds() -> None:
        refuses("is signed by two people", release.release_report, **releases(review))

    goes_red(holds, monkeypatch, (Readiness, "faults", lambda ready, at: []))


def test_without_the_look_at_the_class_a_sealed_review_is_released(
    review: Review, monkeypatch: pytest.MonkeyPatch
) -> None:
    signed_report(review)
    review.visibility = Visibility.SEALED
    review.save()

    def holds() -> None:
        refuses("This review is sealed", release.release_report, **releases(review))

    goes_red(holds, monkeypatch, (publication, "Visibility", type("Classes", (), {"SEALED": "none"})))


def test_without_the_hash_words_are_released_that_the_releaser_was_not_shown(
    review: Review, monkeypatch: pytest.MonkeyPatch
) -> None:
    signed_report(review)

    def holds() -> None:
        how = releases(review, shown_hash="0" * 64)
        refuses("not the words that you were shown", release.release_report, **how)

    goes_red(holds, monkeypatch, off(release.release_report, "draft is None or shown_hash != ready.shown_hash"))


def test_without_the_look_at_the_author_they_release_their_own_report(
    review: Review, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = signed_report(review)

    def holds() -> None:
        how = releases(review, by=draft.written_by)
        refuses("You wrote this draft", release.release_report, **how)

    goes_red(holds, monkeypatch, (Readiness, "refusal", lambda ready, user: ""))


def test_without_the_look_at_what_stands_a_second_copy_is_released(
    review: Review, monkeypatch: pytest.MonkeyPatch
) -> None:
    released(review)
    at = NOW + DAY

    def holds() -> None:
        with clock(at):
            how = releases(Review.objects.get(pk=review.pk))
            refuses("has a released report", release.release_report, **how)

    goes_red(holds, monkeypatch, (release, "standing_copy", lambda review, now: None))


def test_without_the_look_at_what_stands_a_released_report_is_said_not_to_be_published(
    review: Review, monkeypatch: pytest.MonkeyPatch
) -> None:
    released(review)

    def holds() -> None:
        how = {"review": Review.objects.get(pk=review.pk), "reason": "x", "by": UserFactory()}
        refuses("has a released report", release.refuse_publication, **how)

    goes_red(holds, monkeypatch, (release, "standing_copy", lambda review, now: None))


def test_without_the_look_at_its_state_the_time_of_a_public_report_is_moved(
    review: Review, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = released(review)

    def holds() -> None:
        with clock(NOW + DAY):
            how = {"copy": copy, "publish_at": NOW + 9 * DAY, "withdraw_on": None, "version": copy.version}
            refuses("is public already", release.change_dates, **how, by=UserFactory())

    goes_red(holds, monkeypatch, (release, "state_of", lambda copy, now: CopyState.EMBARGOED))


# --- What the public reads -----------------------------------------------------------------------------------------


def told(at: datetime) -> list[str]:
    with clock(at):
        return [one.title for one in published.published_reviews()]


@pytest.mark.parametrize("how", ["under embargo", "withdrawn", "ended"])
def test_without_the_question_for_the_time_a_copy_is_read_that_is_not_public(
    review: Review, how: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish_at = NOW + 2 * DAY if how == "under embargo" else NOW
    copy = released(review, publish_at=publish_at, withdraw_on=date(2018, 3, 7) if how == "ended" else None)
    if how == "withdrawn":
        with clock(NOW):
            release.withdraw_copy(copy=copy, reason="A name was found", version=copy.version, by=UserFactory())

    def holds() -> None:
        assert told(NOW + DAY) == []

    goes_red(holds, monkeypatch, (PublishedCopy, "published", staticmethod(lambda now: Q(pk__isnull=False))))


def test_without_its_hash_altered_words_are_public(review: Review, monkeypatch: pytest.MonkeyPatch) -> None:
    copy = released(review)
    PublishedCopy.objects.filter(pk=copy.pk).update(text="ALTERED")

    def holds() -> None:
        with clock(NOW):
            page = Client().get(reverse("reviews:published-detail", args=[copy.public_id]))
            assert (page.status_code, published_reviews(), copy_to_draw(copy.pk)) == (404, [], None)
            assert state_of(PublishedCopy.objects.get(), NOW) is CopyState.ALTERED

    goes_red(holds, monkeypatch, (published, "_is_whole", lambda row: True))


def test_without_its_hash_an_altered_copy_is_said_to_be_public(review: Review, monkeypatch: pytest.MonkeyPatch) -> None:
    copy = released(review)
    PublishedCopy.objects.filter(pk=copy.pk).update(text="ALTERED")

    def holds() -> None:
        assert state_of(PublishedCopy.objects.get(), NOW) is CopyState.ALTERED

    goes_red(holds, monkeypatch, (publication, "words_hash", lambda words: copy.words_hash))


def test_without_the_look_at_the_class_a_review_sealed_later_is_public(
    review: Review, monkeypatch: pytest.MonkeyPatch
) -> None:
    released(review)
    Review.objects.filter(pk=review.pk).update(visibility=Visibility.SEALED)

    def holds() -> None:
        assert told(NOW + DAY) == []

    everybodys = off(
        published._open_rows, ".visible_to(PUBLIC).exclude(review__visibility=Visibility.SEALED)", ".all()"
    )
    goes_red(holds, monkeypatch, everybodys)


def test_without_the_look_at_the_withdrawal_the_file_of_a_withdrawn_copy_is_drawn(
    review: Review, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = released(review)
    with clock(NOW):
        release.withdraw_copy(copy=copy, reason="A name was found", version=copy.version, by=UserFactory())

    def holds() -> None:
        assert published.copy_to_draw(copy.pk) is None

    goes_red(holds, monkeypatch, off(copy_to_draw, "pk=copy_id, withdrawn_at=None", "pk=copy_id"))


# --- What is cleared for print -------------------------------------------------------------------------------------


def printed(review: Review, principal: Any = PUBLIC_REPORT) -> Any:
    year = {"start": date(2017, 4, 1), "end": date(2018, 3, 31)}
    return cleared.cleared_reviews(board=review.boards.get(), **year, principal=principal)


def test_without_the_question_for_the_embargo_the_report_tells_more_than_the_kind() -> None:
    review = ReviewFactory(title="CANARY", publication="embargoed", commissioned_on=date(2017, 6, 1))

    def holds() -> None:
        found = printed(review)
        assert (found.reviews, len(found.embargoed)) == ((), 1)

    with pytest.MonkeyPatch.context() as patch:
        goes_red(holds, patch, (Review, "under_embargo", lambda now, path="": Q(pk__in=[])))


def test_without_the_look_at_the_class_the_report_counts_a_sealed_review(monkeypatch: pytest.MonkeyPatch) -> None:
    review = ReviewFactory(visibility=Visibility.SEALED, commissioned_on=date(2017, 6, 1))

    def holds() -> None:
        found = printed(review)
        assert (found.reviews, found.embargoed) == ((), ())

    goes_red(holds, monkeypatch, off(cleared_reviews, ".exclude(visibility=Visibility.SEALED)", ""))


def test_without_the_question_for_the_power_anybody_reads_what_is_cleared(monkeypatch: pytest.MonkeyPatch) -> None:
    review = ReviewFactory(commissioned_on=date(2017, 6, 1))

    def holds() -> None:
        assert printed(review, PUBLIC).reviews == ()

    goes_red(holds, monkeypatch, (cleared, "allows", lambda *asked: True))
