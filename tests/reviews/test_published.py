"""The public pages: what is public at the minute in which somebody asks, to everybody alike, and nothing else."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse

from partnership.enums import Visibility
from partnership.services.jobs import drain_jobs
from reporting.services import review_documents
from reviews.models import PublishedCopy, Review
from reviews.selectors import published
from reviews.selectors.published import published_review, published_reviews
from reviews.services.publication import withdraw_copy
from tests.clients import client_of
from tests.factories.partnership import UserFactory
from tests.factories.reviews import PublishedCopyFactory, TextCommentFactory
from tests.reviews.publishing import NOW, clock, draft_of, named, released, restricted_review, sign

pytestmark = pytest.mark.django_db
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
LIST = "/published/"


@pytest.fixture
def review(db: None) -> Review:
    return restricted_review()


@pytest.fixture
def drawing(monkeypatch) -> None:
    """Drawing is tried in test_published_pdf.py; here a file is enough."""
    monkeypatch.setattr(review_documents, "render_pdf", lambda html, **more: b"%PDF-1.7 drawn")


def addresses(copy: PublishedCopy) -> list[str]:
    return [reverse(f"reviews:published-{name}", args=[copy.public_id]) for name in ("detail", "pdf")]


def answers(copy: PublishedCopy, at: datetime, browser: Client | None = None) -> tuple[list[int], bool]:
    """The status of page and file, and whether the list names the copy."""
    browser = browser or Client()
    with clock(at):
        found = [browser.get(one).status_code for one in addresses(copy)]
        return found, copy.title in browser.get(LIST).content.decode()


@pytest.mark.parametrize(
    "publish_at",
    [
        datetime(2018, 3, 25, 0, 59, tzinfo=UTC),
        datetime(2018, 3, 25, 1, 0, tzinfo=UTC),
        datetime(2018, 7, 3, 23, 30, tzinfo=UTC),
        datetime(2018, 10, 28, 0, 30, tzinfo=UTC),
        datetime(2018, 10, 28, 1, 30, tzinfo=UTC),
    ],
    ids=["before the clocks go forward", "after", "summer night", "the hour that comes twice", "its second coming"],
)
def test_an_embargo_ends_with_its_minute_though_nothing_runs(review: Review, drawing, publish_at: datetime) -> None:
    copy = released(review, publish_at=publish_at)
    drain_jobs()
    assert answers(copy, publish_at - MINUTE) == ([404, 404], False)
    assert answers(copy, publish_at) == ([200, 200], True)
    assert answers(copy, publish_at + MINUTE) == ([200, 200], True)
    assert Review.objects.get(pk=review.pk).publication == "embargoed"


def test_without_the_question_for_the_time_an_embargo_would_leak(review: Review, monkeypatch) -> None:
    """The mutant of the test above."""
    copy = released(review, publish_at=NOW + DAY)
    monkeypatch.setattr(published, "_open_rows", PublishedCopy.objects.all)
    assert answers(copy, NOW)[0][0] == 200


def test_whoever_is_signed_in_and_named_sees_no_more_than_the_public(review: Review) -> None:
    copy = released(review, publish_at=NOW + DAY)
    assert answers(copy, NOW, client_of(named("BM", review))) == ([404, 404], False)


def test_withdrawn_it_is_gone_at_once_with_its_file(
    review: Review, drawing, django_capture_on_commit_callbacks
) -> None:
    copy = released(review)
    drain_jobs()
    assert answers(copy, NOW + MINUTE) == ([200, 200], True)
    name = published.copy_to_draw(copy.pk).pdf_name
    with clock(NOW + DAY), django_capture_on_commit_callbacks(execute=True):
        withdraw_copy(copy=copy, reason="A name was found", version=copy.version, by=UserFactory())
    assert answers(copy, NOW + DAY + MINUTE) == ([404, 404], False)
    assert not default_storage.exists(name)


def test_the_page_of_a_withdrawn_copy_is_that_of_one_that_never_was(review: Review) -> None:
    copy = released(review, title="WITHDRAWN-TITLE")
    with clock(NOW):
        withdraw_copy(copy=copy, reason="CANARY-REASON", version=copy.version, by=UserFactory())
        page = Client().get(addresses(copy)[0])
    assert page.status_code == 404
    assert [word for word in ("WITHDRAWN-TITLE", "CANARY", "withdrawn") if word in page.content.decode()] == []


def test_it_ends_as_its_day_begins_in_britain(review: Review, drawing) -> None:
    copy = released(review, withdraw_on=date(2018, 7, 3))
    drain_jobs()
    begins = datetime(2018, 7, 2, 23, 0, tzinfo=UTC)
    assert answers(copy, begins - MINUTE) == ([200, 200], True)
    assert answers(copy, begins) == ([404, 404], False)


def test_altered_words_are_not_public(review: Review, drawing) -> None:
    copy = released(review)
    drain_jobs()
    PublishedCopy.objects.filter(pk=copy.pk).update(text="ALTERED")
    assert answers(copy, NOW) == ([404, 404], False)


def test_without_the_check_altered_words_would_be_public(review: Review, monkeypatch) -> None:
    """The mutant of the test above."""
    copy = released(review)
    PublishedCopy.objects.filter(pk=copy.pk).update(text="ALTERED")
    monkeypatch.setattr(published, "_is_whole", lambda row: True)
    with clock(NOW):
        assert "ALTERED" in Client().get(addresses(copy)[0]).content.decode()


@pytest.mark.parametrize("how", ["sealed", "archived"])
def test_what_is_sealed_or_archived_later_is_public_no_more(review: Review, how: str) -> None:
    copy = released(review)
    review = Review.objects.get(pk=review.pk)
    if how == "sealed":
        review.visibility = Visibility.SEALED
    else:
        review.archived_at, review.archived_reason = NOW, "Entered twice"
    review.save()
    assert answers(copy, NOW + MINUTE) == ([404, 404], False)


def test_no_copy_of_a_page_is_kept_anywhere(review: Review, drawing) -> None:
    copy = released(review)
    drain_jobs()
    with clock(NOW):
        for address in [LIST, *addresses(copy)]:
            response = Client().get(address)
            assert ("no-store" in response["Cache-Control"], "ETag" in response.headers) == (True, False)


def test_the_list_is_by_year_the_newest_first(db: None) -> None:
    times = {"A": datetime(2016, 5, 1, tzinfo=UTC), "B": NOW, "C": datetime(2018, 1, 1, tzinfo=UTC)}
    for title, at in times.items():
        released(restricted_review(), at=at, title=title)
    with clock(NOW):
        years = Client().get(LIST).context["years"]
        assert [(year, [one.title for one in ones]) for year, ones in years] == [(2018, ["B", "C"]), (2016, ["A"])]


def test_an_empty_list_says_so(db: None) -> None:
    html = Client().get(LIST).content.decode()
    assert "No review is published here at the moment." in html
    assert "Worried about a child?" in html


def test_nothing_but_what_is_cleared_stands_on_the_public_pages(db: None) -> None:
    """Words of every other field of the review, of its drafts, comments, signatures and people, planted as canaries."""
    review = restricted_review(
        reference="CANARY-REFERENCE",
        title="CANARY-TITLE",
        restricted_summary="CANARY-SUMMARY",
        reviewer="CANARY-REVIEWER",
        method="CANARY-METHOD",
        family_part="CANARY-FAMILY",
        screening_reason="CANARY-SCREENING",
        learning=["CANARY-LEARNING"],
    )
    author, signer = UserFactory(name="CANARY-AUTHOR"), UserFactory(name="CANARY-SIGNER")
    TextCommentFactory(text=draft_of(review, "CANARY-DRAFT", by=author), words="CANARY-COMMENT")
    draft = draft_of(review, by=author)
    TextCommentFactory(text=draft, words="CANARY-COMMENT")
    sign(draft, signer, UserFactory(name="CANARY-SECOND"))
    copy = released(review, by=UserFactory(name="CANARY-RELEASER"))
    with clock(NOW):
        pages = [Client().get(one).content.decode() for one in (LIST, addresses(copy)[0])]
    assert ["CANARY" in page for page in pages] == [False, False]
    assert "Agencies knew parts of the story." in pages[1]


def test_the_words_are_made_safe(review: Review) -> None:
    draft = draft_of(review, "<script>alert(1)</script>\n\n[x](javascript:alert(1))")
    sign(draft)
    copy = released(review)
    with clock(NOW):
        html = Client().get(addresses(copy)[0]).content.decode()
    assert "<script>alert" not in html
    assert "javascript:" not in html


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_asks_once_whatever_the_number(db: None, number: int, django_assert_num_queries) -> None:
    PublishedCopyFactory.create_batch(number)
    with django_assert_num_queries(1):
        assert len(published_reviews()) == number
    copy = PublishedCopy.objects.first()
    with django_assert_num_queries(1):
        assert published_review(copy.public_id).title == copy.title
