"""The pages of drafts: for those named, with a fresh sign-in where it is asked for, and nothing typed is lost."""

import pytest
from django.urls import reverse

from partnership.kept_mark import kept_for
from partnership.models import KeptText, ReadEntry, User
from partnership.services import read_log
from reviews.models import Review, ReviewText, SignOff, TextComment
from tests.clients import client_of, page_of, user_with
from tests.factories.partnership import InterestFactory
from tests.factories.reviews import TextCommentFactory
from tests.reviews.publishing import draft_of, named, restricted_review, scope_of, sign

pytestmark = pytest.mark.django_db


@pytest.fixture
def review(db: None) -> Review:
    return restricted_review(reference="CASE-7")


@pytest.fixture
def manager(review: Review) -> User:
    return named("BM", review)


def page(name: str, review: Review, *more, kind: str = "report") -> str:
    return reverse(f"reviews:{name}", args=[review.pk, kind, *more])


def addresses(review: Review) -> list[str]:
    draft = ReviewText.objects.filter(review=review).last()
    comment = TextComment.objects.get(text=draft)
    return [
        page("review-texts", review),
        page("review-text-create", review),
        page("review-text-compare", review),
        page("review-text", review, draft.number),
        page("review-text-comment", review, draft.number),
        page("review-text-sign", review, draft.number),
        reverse("reviews:review-comment-answer", args=[comment.pk]),
        reverse("reporting:review-draft", args=[draft.pk]),
        reverse("reviews:review-publication", args=[review.pk]),
        reverse("reviews:review-panel-copy", args=[review.pk]),
        reverse("reviews:review-release", args=[review.pk]),
        reverse("reviews:review-publication-dates", args=[review.pk]),
        reverse("reviews:review-withdraw", args=[review.pk]),
        reverse("reviews:review-not-published", args=[review.pk]),
        reverse("reviews:review-publication-draw", args=[review.pk]),
    ]


def two_drafts(review: Review) -> None:
    draft_of(review, "First.")
    TextCommentFactory(text=draft_of(review, "Second."))


ELSEWHERE = ["BM", "SCR", "SGC", "REP", "REV", "AUD"]


@pytest.mark.parametrize("publication", ["to_publish", "published"])
@pytest.mark.parametrize("named_elsewhere", [True, False])
def test_who_is_not_named_finds_nothing_at_any_address(review: Review, publication: str, named_elsewhere: bool) -> None:
    """Not named at all, or named on another review: the same answer as for a review that does not exist."""
    two_drafts(review)
    review.publication = publication
    review.visibility = review.default_visibility()
    review.save()
    other = restricted_review()
    if named_elsewhere:
        users = [named(role, other) for role in ELSEWHERE]
    else:
        users = [user_with(role, **scope_of(role)) for role in ("BM", "BSO", "SCR", "SGC", "REP", "TC", "TR", "IG")]
    for user in users:
        browser = client_of(user)
        for address in addresses(review):
            assert {browser.get(address).status_code, browser.post(address).status_code} <= {404, 405}, address


def test_who_has_an_interest_finds_nothing_though_named(review: Review, manager: User) -> None:
    two_drafts(review)
    InterestFactory(record=review, user=manager)
    assert {client_of(manager).get(one).status_code for one in addresses(review)} <= {404, 405}


@pytest.mark.parametrize(
    ("role", "may"),
    [("BM", {"create", "sign"}), ("REV", {"create"}), ("SCR", {"sign"}), ("SGC", {"sign"}), ("REP", {"sign"})],
)
def test_writing_and_signing_are_for_the_roles_of_the_matrix(review: Review, role: str, may: set[str]) -> None:
    draft = draft_of(review)
    browser = client_of(named(role, review))
    found = {
        "create": browser.get(page("review-text-create", review)).status_code,
        "sign": browser.get(page("review-text-sign", review, draft.number)).status_code,
    }
    assert found == {one: 200 if one in may else 403 for one in found}


def test_a_report_asks_for_a_fresh_sign_in_until_it_is_published(review: Review, manager: User) -> None:
    draft_of(review)
    draft_of(review, kind="terms")
    late = client_of(manager, minutes_ago=6)
    asked = late.get(page("review-texts", review))
    assert (asked.status_code, asked["Location"].split("?")[0]) == (302, reverse("account_reauthenticate"))
    assert late.get(page("review-texts", review, kind="terms")).status_code == 200
    review.publication = "published"
    review.save()
    assert late.get(page("review-texts", review)).status_code == 200


def test_a_signature_always_asks_for_a_fresh_sign_in(review: Review) -> None:
    draft = draft_of(review, kind="terms")
    late = client_of(named("SCR", review), minutes_ago=6)
    address = page("review-text-sign", review, draft.number, kind="terms")
    assert late.post(address, {"text_hash": draft.text_hash, "has_read": "on"}).status_code == 302
    assert SignOff.objects.count() == 0


def test_every_page_is_in_the_read_log_or_not_shown(review: Review, manager: User, monkeypatch) -> None:
    two_drafts(review)
    browser = client_of(manager)
    pages = [one for one in addresses(review) if browser.get(one).status_code == 200]
    assert len(pages) == ReadEntry.objects.filter(record=review).count() == 11

    def broken(*args: object, **kwargs: object) -> None:
        raise read_log.OperationalError

    monkeypatch.setattr(read_log, "_append", broken)
    assert {browser.get(one).status_code for one in pages} == {503}


def test_the_newest_draft_is_shown_with_what_was_said(review: Review, manager: User) -> None:
    draft_of(review, "First words.")
    draft = draft_of(review, "**Second** words.")
    TextCommentFactory(text=draft, words="Say when.", answer="")
    html = page_of(client_of(manager), page("review-texts", review))
    assert "<strong>Second</strong> words." in html
    assert "Say when." in html
    assert "First words." not in html


def test_a_draft_is_written_from_the_one_before(review: Review, manager: User) -> None:
    draft_of(review, "First.")
    browser = client_of(manager)
    form = browser.get(page("review-text-create", review)).context["form"]
    assert (form["text"].value(), form["based_on"].value()) == ("First.", 1)
    sent = {"text": "First.\r\nSecond.", "what_changed": "A line more", "based_on": "1"}
    assert browser.post(page("review-text-create", review), sent).status_code == 302
    assert ReviewText.objects.last().text == "First.\nSecond."


def test_a_draft_that_may_name_somebody_is_asked_about(review: Review, manager: User) -> None:
    browser = client_of(manager)
    sent = {"text": "Ryan Cole was seen by Ash.", "based_on": "0"}
    again = browser.post(page("review-text-create", review), sent)
    assert "Ryan Cole" in str(again.context["form"].errors["text"])
    assert browser.post(page("review-text-create", review), {**sent, "names_checked": "on"}).status_code == 302


def test_the_second_of_two_writers_sees_both_texts(review: Review, manager: User) -> None:
    draft_of(review, "First.")
    browser = client_of(manager)
    draft_of(review, "Theirs.")
    sent = {"text": "Mine.", "what_changed": "My change", "based_on": "1"}
    told = browser.post(page("review-text-create", review), sent)
    html = told.content.decode()
    assert (told.status_code, "Theirs." in html, "Mine." in html) == (409, True, True)
    again = told.context["form"]
    fields = {name: again[name].value() for name in ("text", "what_changed", "based_on")}
    assert fields == {**sent, "based_on": "2"}
    assert browser.post(page("review-text-create", review), fields).status_code == 302
    assert ReviewText.objects.last().number == 3


def test_a_comment_is_added_and_answered(review: Review, manager: User) -> None:
    draft = draft_of(review)
    member = client_of(named("REP", review))
    address = page("review-text-comment", review, draft.number)
    assert member.post(address, {"passage": "Story", "words": "Say when."}).status_code == 302
    comment = TextComment.objects.get()
    answer = reverse("reviews:review-comment-answer", args=[comment.pk])
    assert member.get(answer).status_code == 403
    assert client_of(manager).post(answer, {"answer": "Said."}).status_code == 302
    comment.refresh_from_db()
    assert (comment.words, comment.answer, comment.answered_by) == ("Say when.", "Said.", manager)


def test_a_draft_is_signed_on_the_page_of_its_words(review: Review) -> None:
    draft = draft_of(review)
    browser = client_of(named("REP", review))
    address = page("review-text-sign", review, draft.number)
    assert "Nobody asked the child" in page_of(browser, address)
    assert browser.post(address, {"text_hash": draft.text_hash}).status_code == 200
    assert browser.post(address, {"text_hash": draft.text_hash, "has_read": "on"}).status_code == 302
    assert SignOff.objects.count() == 1


def test_the_author_is_told_in_words(review: Review, manager: User) -> None:
    draft = draft_of(review, by=manager)
    browser, address = client_of(manager), page("review-text-sign", review, draft.number)
    words = "You wrote this draft or one before it. Two other people sign it."
    assert words in page_of(browser, address)
    told = browser.post(address, {"text_hash": draft.text_hash, "has_read": "on"})
    assert (words in told.content.decode(), SignOff.objects.count()) == (True, 0)


def test_words_that_were_altered_are_shown_to_nobody(review: Review, manager: User) -> None:
    draft_of(review, "First.")
    draft = draft_of(review, "Second.")
    sign(draft)
    ReviewText.objects.filter(pk=draft.pk).update(text="ALTERED")
    browser = client_of(manager)
    for address in addresses_of_words(review, draft):
        assert "ALTERED" not in browser.get(address, follow=True).content.decode()
    assert "are not those that" in page_of(browser, page("review-texts", review))


def addresses_of_words(review: Review, draft: ReviewText) -> list[str]:
    return [
        page("review-texts", review),
        page("review-text-create", review),
        page("review-text-compare", review),
        page("review-text-sign", review, draft.number),
        reverse("reporting:review-draft", args=[draft.pk]),
        reverse("reviews:review-release", args=[review.pk]),
    ]


def test_two_drafts_are_compared(review: Review, manager: User) -> None:
    draft_of(review, "All agencies knew.")
    draft_of(review, "Some agencies knew.")
    html = page_of(client_of(manager), page("review-text-compare", review))
    assert "Taken out: </span>All</del>" in html
    assert "Added: </span>Some</ins>" in html
    assert client_of(manager).get(f"{page('review-text-compare', review)}?before=9").status_code == 404


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_of_a_draft_asks_as_often_whatever_the_number(
    review: Review, number: int, django_assert_num_queries
) -> None:
    for at in range(number):
        draft = draft_of(review, f"Draft {at}.")
    for _ in range(number):
        TextCommentFactory(text=draft)
    browser = client_of(named("SCR", review))
    browser.get(page("review-texts", review))
    with django_assert_num_queries(20):
        browser.get(page("review-texts", review))


def test_a_draft_sent_after_the_fresh_sign_in_has_lapsed_is_kept(review: Review, manager: User) -> None:
    address = page("review-text-create", review)
    sent = {"text": "Mine.", "based_on": "0", "kept_for": kept_for(manager)}
    late = client_of(manager, minutes_ago=6).post(address, sent)
    kept = KeptText.objects.get()
    assert late["Location"].startswith(reverse("account_reauthenticate"))
    browser = client_of(manager)
    assert browser.get(f"{address}?kept={kept.pk}").context["form"]["text"].value() == "Mine."
    assert browser.post(f"{address}?kept={kept.pk}", sent).status_code == 302
    assert (ReviewText.objects.get().text, KeptText.objects.count()) == ("Mine.", 0)
