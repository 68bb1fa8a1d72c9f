"""The pages of publication: who decides, what they are asked for, and what stands there afterwards."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from partnership.models import ReadEntry, User
from reviews.models import PublishedCopy, Review
from reviews.selectors.briefings import words_hash
from reviews.selectors.publication import readiness
from tests.clients import client_of, page_of
from tests.factories.reviews import BriefingFactory
from tests.reviews.publishing import NOW, clock, draft_of, named, released, restricted_review, sign, signed_report

pytestmark = pytest.mark.django_db
DECISIONS = ("review-release", "review-publication-dates", "review-withdraw", "review-not-published")


@pytest.fixture
def review(db: None) -> Review:
    return restricted_review()


@pytest.fixture
def manager(review: Review) -> User:
    return named("BM", review)


def page(review: Review, name: str = "review-publication") -> str:
    return reverse(f"reviews:{name}", args=[review.pk])


def release(browser: Client, review: Review, **fields: str):
    signed_report(review)
    shown_hash = readiness(Review.objects.get(pk=review.pk)).shown_hash
    sent = {"title": "What we learned", "when": "now", "is_read": "on", "text_hash": shown_hash, **fields}
    return browser.post(page(review, "review-release"), sent)


@pytest.mark.parametrize("role", ["SCR", "REV"])
def test_those_named_read_the_page_and_the_business_manager_decides(review: Review, role: str) -> None:
    released(review)
    browser = client_of(named(role, review))
    assert browser.get(page(review)).status_code == 200
    assert {browser.get(page(review, name)).status_code for name in DECISIONS} == {403}


@pytest.mark.parametrize("role", ["SGC", "REP"])
def test_members_of_the_panel_read_drafts_and_not_this(review: Review, role: str) -> None:
    assert client_of(named(role, review)).get(page(review)).status_code == 404


def test_a_decision_asks_for_a_fresh_sign_in(review: Review, manager: User) -> None:
    released(review)
    late = client_of(manager, minutes_ago=6)
    assert late.get(page(review)).status_code == 200
    asked = {late.get(page(review, name))["Location"].split("?")[0] for name in DECISIONS}
    assert asked == {reverse("account_reauthenticate")}


def test_who_is_not_named_is_told_nothing_before_a_fresh_sign_in_either(review: Review) -> None:
    late = client_of(named("BM", restricted_review()), minutes_ago=6)
    assert {late.get(page(review, name)).status_code for name in DECISIONS} == {404}


def test_a_report_is_released_on_the_page_of_its_words(review: Review, manager: User) -> None:
    signed_report(review)
    browser = client_of(manager)
    html = page_of(browser, page(review, "review-release"))
    assert "Nobody asked the child" in html
    assert "What we learned." in html
    sent = browser.get(page(review, "review-release")).context["form"].initial
    fields = {"title": "What we learned", "when": "now", "text_hash": sent["text_hash"]}
    assert browser.post(page(review, "review-release"), fields).status_code == 200
    assert PublishedCopy.objects.count() == 0
    assert browser.post(page(review, "review-release"), {**fields, "is_read": "on"}).status_code == 302
    copy = PublishedCopy.objects.get()
    assert (copy.released_by, copy.withdraw_on) == (manager, None)
    assert Client().get(reverse("reviews:published-detail", args=[copy.public_id])).status_code == 200


def test_a_report_is_released_for_a_later_time(review: Review, manager: User) -> None:
    with clock(NOW):
        assert release(client_of(manager), review, when="later", on="9/3/2018", at="9am").status_code == 302
        assert timezone.localtime(PublishedCopy.objects.get().publish_at).strftime("%d %H:%M") == "09 09:00"
        assert "Public from 9 March 2018, 9:00am" in page_of(client_of(manager), page(review))


@pytest.mark.parametrize(
    ("fields", "field", "words"),
    [
        ({"when": "later"}, "on", "Type the day from which it is public"),
        ({"when": "later", "on": "5/3/2018", "at": "9am"}, "on", "This time has passed"),
        ({"when": "later", "on": "25/3/2018", "at": "1:30am"}, "at", "The clocks go forward in this hour"),
        ({"withdraw_on": "6/3/2018"}, "withdraw_on", "Type a day after that from which it is public"),
        ({"title": "Ryan Cole"}, "title", "Ryan Cole"),
    ],
)
def test_what_is_wrong_with_a_release_is_said_at_its_field(
    review: Review, manager: User, fields: dict[str, str], field: str, words: str
) -> None:
    with clock(NOW):
        response = release(client_of(manager), review, **fields)
    assert words in str(response.context["form"].errors[field])
    assert PublishedCopy.objects.count() == 0


def test_the_release_of_an_unsigned_report_leads_back_with_the_reason(review: Review, manager: User) -> None:
    draft_of(review)
    response = client_of(manager).get(page(review, "review-release"), follow=True)
    assert "The report is not signed off yet." in response.content.decode()


def test_whoever_wrote_the_draft_is_told_that_somebody_else_releases_it(review: Review, manager: User) -> None:
    sign(draft_of(review, by=manager))
    html = page_of(client_of(manager), page(review, "review-release"))
    assert "somebody else who is named on this review as business manager releases it" in html
    assert "Release the report</button>" not in html


def test_dates_are_moved_and_the_report_withdrawn(review: Review, manager: User) -> None:
    released(review, publish_at=NOW + timedelta(days=3))
    browser = client_of(manager)
    with clock(NOW):
        sent = {"on": "12/3/2018", "at": "10am", "withdraw_on": "12/3/2019"}
        assert browser.post(page(review, "review-publication-dates"), sent).status_code == 302
        assert "Public from 12 March 2018, 10:00am" in page_of(browser, page(review))
        assert browser.post(page(review, "review-withdraw"), {"reason": "The trial goes on"}).status_code == 302
        assert "The trial goes on" in page_of(browser, page(review))
        assert browser.get(page(review, "review-withdraw")).status_code == 404


def test_a_decision_against_publication_stands_on_the_page(review: Review, manager: User) -> None:
    browser = client_of(manager)
    assert browser.post(page(review, "review-not-published"), {"reason": "It names the family"}).status_code == 302
    assert "It names the family" in page_of(browser, page(review))


def test_the_panels_copy_is_noted(review: Review, manager: User) -> None:
    browser = client_of(manager)
    assert "has not come" in browser.post(page(review, "review-panel-copy"), {"sent_on": "1/1/2099"}).content.decode()
    assert browser.post(page(review, "review-panel-copy"), {"sent_on": "1/2/2018"}).status_code == 302
    assert Review.objects.get(pk=review.pk).panel_copy_on.isoformat() == "2018-02-01"


def test_what_is_not_done_leads_to_where_it_is_done(review: Review, manager: User) -> None:
    draft_of(review)
    html = page_of(client_of(manager), page(review))
    assert f'href="{reverse("reviews:review-texts", args=[review.pk, "report"])}">Go to the drafts' in html
    assert "comes once nothing here is “Not done”" in html
    assert "Release the report</a>" not in html
    sign(draft_of(review, "Other words."))
    html = page_of(client_of(manager), page(review))
    assert "comes once nothing here" not in html
    assert "Release the report</a>" in html


@pytest.mark.parametrize(("publication", "said"), [("published", True), ("to_publish", False)])
def test_what_is_published_by_its_record_alone_says_so(publication: str, said: bool) -> None:
    review = restricted_review(publication=publication)
    html = page_of(client_of(named("BM", review)), page(review))
    assert ("no copy stands on the public pages" in html) == said


def test_each_visit_is_in_the_read_log(review: Review, manager: User) -> None:
    client_of(manager).get(page(review))
    entry = ReadEntry.objects.get(record=review)
    assert (entry.user, entry.verb, entry.address) == (manager, "opened", page(review))


def test_a_briefing_of_a_review_under_embargo_is_not_on_the_public_list(review: Review) -> None:
    for state in ("published", "embargoed"):
        of_review = restricted_review(publication=state)
        briefing = BriefingFactory(of_review=of_review, title=f"Briefing of a {state} review", is_public=True)
        briefing.cleared_at, briefing.cleared_hash = NOW, words_hash(briefing)
        briefing.visibility = "public"
        briefing.save()
    html = page_of(Client(), "/published/")
    assert ("Briefing of a published review" in html, "Briefing of a embargoed review" in html) == (True, False)
