"""What the pages say: of a time that has passed, of the Panel's days, of what stays when a report goes."""

from datetime import UTC, date, datetime, timedelta
from html import unescape

import pytest
from django.urls import reverse

from partnership.models import User
from reviews.models import Briefing, Review
from reviews.selectors.briefings import words_hash
from tests.clients import client_of, page_of
from tests.factories.reviews import BriefingFactory, ClockRuleFactory
from tests.reviews.publishing import NOW, clock, draft_of, named, released, restricted_review, sign, signed_report

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
#: Seven working days after the Tuesday on which the Panel had it.
ALLOWED, TOO_EARLY = datetime(2018, 3, 15, 9, tzinfo=UTC), datetime(2018, 3, 9, 9, tzinfo=UTC)


@pytest.fixture
def review(db: None) -> Review:
    """A local review, which the Panel has to have for seven working days; it had it this morning."""
    rule = {"starts_with": "panel_copy_on", "ends_with": "published_on", "limit": 7, "unit": "working_days"}
    edition = ClockRuleFactory(**rule, at_least=True, kinds=["lcspr"]).edition
    return restricted_review(review_kind="lcspr", edition=edition, panel_copy_on=NOW.date())


@pytest.fixture
def manager(review: Review) -> User:
    return named("BM", review)


def page(review: Review, name: str = "review-publication") -> str:
    return reverse(f"reviews:{name}", args=[review.pk])


def told(manager: User, address: str, at: datetime = NOW) -> str:
    with clock(at):
        return unescape(page_of(client_of(manager), address))


def change(review: Review, **fields: object) -> None:
    row = Review.objects.get(pk=review.pk)
    for name, value in fields.items():
        setattr(row, name, value)
    row.save()


def sign_now(review: Review) -> None:
    with clock(NOW):
        signed_report(review)


# --- A time that has passed --------------------------------------------------------------------------------------


def test_a_typo_of_the_year_is_said_at_its_field_and_releases_nothing(review: Review, manager: User) -> None:
    sign_now(review)
    released(review, publish_at=ALLOWED)
    with clock(NOW):
        sent = {"on": "15/3/2017", "at": "9am"}
        form = client_of(manager).post(page(review, "review-publication-dates"), sent).context["form"]
    passed = "This time has passed. Type a later one, or withdraw the report and release it now"
    assert form.errors == {"on": [passed]}
    assert Review.objects.get(pk=review.pk).publication == "embargoed"


# --- The Panel's days --------------------------------------------------------------------------------------------


def test_what_was_released_under_another_kind_says_so_and_what_to_do(review: Review, manager: User) -> None:
    sign_now(review)
    change(review, review_kind="learning_review")
    released(review, publish_at=TOO_EARLY)
    assert "This copy was released as" not in told(manager, page(review))
    change(review, review_kind="lcspr")
    assert (
        "This copy was released as a learning review. The review is a local child safeguarding practice review now,"
        " which the Panel has to have 7 working days before publication. Withdraw it and release it again."
    ) in told(manager, page(review))


@pytest.mark.parametrize(
    ("panel_copy_on", "words"),
    [
        (date(2018, 3, 6), ""),
        (date(2018, 3, 7), "Publish on 16 March 2018 or later. Change the dates."),
        (None, "and no day is noted. Note it, or withdraw the report."),
    ],
)
def test_a_day_of_the_panel_that_is_changed_after_the_release_is_told(
    review: Review, manager: User, panel_copy_on: date | None, words: str
) -> None:
    sign_now(review)
    released(review, publish_at=ALLOWED)
    change(review, panel_copy_on=panel_copy_on)
    html = told(manager, page(review), NOW + DAY)
    assert words in html
    assert ("portal-notice--warning" in html) == bool(words)


def test_the_list_says_when_the_panel_had_it_and_from_when_it_can_be_public(review: Review, manager: User) -> None:
    sign_now(review)
    assert "The full report went to the Panel on 6 March 2018: it can be public from 15 March 2018" in told(
        manager, page(review)
    )
    change(review, panel_copy_on=None)
    assert "The full report went to the Panel, 7 working days before publication" in told(manager, page(review))


@pytest.mark.parametrize(
    ("at", "when", "on"), [(ALLOWED - DAY, "later", date(2018, 3, 15)), (ALLOWED, "now", None)], ids=["early", "free"]
)
def test_the_first_day_that_is_allowed_is_filled_in(
    review: Review, manager: User, at: datetime, when: str, on: date | None
) -> None:
    sign_now(review)
    with clock(at):
        initial = client_of(manager).get(page(review, "review-release")).context["form"].initial
    assert (initial["when"], initial.get("on")) == (when, on)


def test_a_release_under_embargo_says_from_when_it_is_public(review: Review, manager: User) -> None:
    sign_now(review)
    browser, address = client_of(manager), page(review, "review-release")
    with clock(NOW):
        text_hash = browser.get(address).context["form"].initial["text_hash"]
        sent = {"title": "Ash", "when": "later", "on": "15/3/2018", "at": "9am", "is_read": "on"}
        html = browser.post(address, {**sent, "text_hash": text_hash}, follow=True).content.decode()
    assert "Report released. It is under embargo: public from 15 March 2018, 9:00am." in html


def test_whoever_wrote_the_draft_is_led_to_where_another_is_named(review: Review, manager: User) -> None:
    sign(draft_of(review, by=manager))
    access = reverse("partnership:record-access", args=[review.pk])
    html = told(manager, page(review))
    assert f'Name one under “Who has access”. <a class="govuk-link" href="{access}">' in html
    assert client_of(manager).get(access).status_code == 200


# --- What stays when a report goes ---------------------------------------------------------------------------------


def briefing_of(review: Review, title: str, *, is_public: bool = True, is_cleared: bool = True) -> Briefing:
    briefing: Briefing = BriefingFactory(of_review=review, title=title, is_public=is_public)
    if is_cleared:
        briefing.cleared_at, briefing.cleared_hash = NOW, words_hash(briefing)
        briefing.save()
    return briefing


@pytest.mark.parametrize("publish_at", [NOW, NOW + DAY], ids=["public", "under embargo"])
def test_a_withdrawal_names_the_briefings_that_everybody_can_read_afterwards(publish_at: datetime) -> None:
    review = restricted_review()
    manager = named("BM", review)
    stays = briefing_of(review, "Missed appointments")
    briefing_of(review, "For partners", is_public=False)
    briefing_of(review, "Not cleared", is_cleared=False)
    briefing_of(restricted_review(), "Of another review")
    released(review, publish_at=publish_at)
    html = told(manager, page(review, "review-withdraw"))
    assert f'href="{reverse("reviews:briefing-detail", args=[stays.pk])}">Missed appointments</a>' in html
    assert "Take its clearance back if it should go with the report." in html
    assert [title for title in ("For partners", "Not cleared", "Of another review") if title in html] == []


def test_a_withdrawal_without_such_briefings_says_nothing_of_them() -> None:
    review = restricted_review()
    released(review)
    assert "can read afterwards" not in told(named("BM", review), page(review, "review-withdraw"))
