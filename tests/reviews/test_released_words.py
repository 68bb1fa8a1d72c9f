"""What is public is what was released: nothing that is changed in the review afterwards, and nothing unread."""

from datetime import date, timedelta
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse

from partnership.exceptions import DomainError
from partnership.services.jobs import drain_jobs
from partnership.services.rows import change_row
from reporting.services import review_documents
from reviews.models import PublishedCopy, Review
from reviews.selectors.publication import CopyState, readiness, state_of
from reviews.selectors.published import copy_to_draw, published_review
from reviews.services.publication import change_dates, withdraw_copy
from tests.factories.partnership import UserFactory
from tests.reviews.publishing import NOW, clock, released, restricted_review, signed_report

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
SNAPSHOT = ("kind", "themes", "board_names", "summary", "words_hash", "pdf_name")


@pytest.fixture
def review(db: None) -> Review:
    return restricted_review()


@pytest.fixture(autouse=True)
def drawing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(review_documents, "render_pdf", lambda html, **more: b"%PDF-1.7 drawn")


def change(review: Review, **values: Any) -> None:
    stored = Review.objects.get(pk=review.pk)
    change_row(row=stored, values=values, version=stored.version, by=UserFactory())


def read(copy: PublishedCopy) -> Any:
    with clock(NOW):
        return published_review(copy.public_id)


def test_what_is_changed_in_the_review_afterwards_is_not_public(review: Review) -> None:
    copy = released(review)
    drain_jobs()
    before, board = read(copy), review.boards.get()
    change(review, themes=["UNREAD"], public_summary="UNREAD", review_kind="sar")
    board.name = "UNREAD"
    board.save()
    assert read(copy) == before
    addresses = [reverse(f"reviews:published-{name}", args=[copy.public_id]) for name in ("detail", "pdf")]
    with clock(NOW):
        page, file, listed = (Client().get(one) for one in (*addresses, "/published/"))
    assert (page.status_code, file.status_code) == (200, 200)
    assert "UNREAD" not in page.content.decode() + listed.content.decode()


@pytest.mark.parametrize("later", [{"themes": ["Other"]}, {"public_summary": "Other."}, {"review_kind": "sar"}])
def test_what_the_releaser_did_not_read_is_not_released(review: Review, later: dict[str, Any]) -> None:
    signed_report(review)
    read = readiness(Review.objects.get(pk=review.pk)).shown_hash
    change(review, **later)
    with pytest.raises(DomainError, match="not the words that you were shown"):
        released(review, shown_hash=read)


@pytest.mark.parametrize("field", ["title", "summary", "text", "kind", "themes", "board_names"])
def test_every_part_of_a_copy_is_bound(review: Review, field: str) -> None:
    copy = released(review)
    altered = {"kind": "sar", "themes": ["Altered"], "board_names": ["Altered"]}.get(field, "Altered")
    PublishedCopy.objects.filter(pk=copy.pk).update(**{field: altered})
    assert (read(copy), copy_to_draw(copy.pk)) == (None, None)
    assert state_of(PublishedCopy.objects.get(), NOW) is CopyState.ALTERED


def test_the_file_goes_with_the_copy_whatever_the_review_says_by_then(
    review: Review, django_capture_on_commit_callbacks: Any
) -> None:
    copy = released(review)
    drain_jobs()
    change(review, themes=["Other"])
    assert default_storage.exists(copy.pdf_name)
    with clock(NOW + DAY), django_capture_on_commit_callbacks(execute=True):
        withdraw_copy(copy=copy, reason="A name was found", version=copy.version, by=UserFactory())
    assert not default_storage.exists(copy.pdf_name)


def test_another_day_gives_another_file_and_the_old_one_goes(
    review: Review, django_capture_on_commit_callbacks: Any
) -> None:
    copy = released(review, publish_at=NOW + DAY)
    drain_jobs()
    dates = {"publish_at": NOW + 2 * DAY, "withdraw_on": None, "version": copy.version, "by": UserFactory()}
    before = copy.pdf_name
    with clock(NOW), django_capture_on_commit_callbacks(execute=True):
        moved = change_dates(copy=copy, **dates)
    drain_jobs()
    assert [default_storage.exists(name) for name in (before, moved.pdf_name)] == [False, True]


# --- Copies that were released before their words stood in them ----------------------------------------------------


def fill() -> None:
    import_module("reviews.migrations.0006_released_words").fill(apps, None)


def test_a_copy_of_before_takes_its_words_from_the_review(review: Review) -> None:
    copy = released(review, withdraw_on=date(2018, 7, 3))
    expected = [getattr(copy, name) for name in SNAPSHOT[:-1]]
    empty = {"kind": "", "themes": [], "board_names": [], "words_hash": "", "pdf_name": ""}
    PublishedCopy.objects.filter(pk=copy.pk).update(**empty)
    Review.objects.filter(pk=review.pk).update(published_until=None)
    assert read(copy) is None
    fill()
    filled = PublishedCopy.objects.get()
    assert [getattr(filled, name) for name in SNAPSHOT[:-1]] == expected
    assert (filled.pdf_name[:10], len(filled.pdf_name)) == ("published/", 78)
    assert Review.objects.get().published_until == date(2018, 7, 3)
    fill()
    assert read(copy).themes == ("Neglect",)


def test_an_altered_copy_of_before_stays_without_a_mark(review: Review) -> None:
    copy = released(review)
    PublishedCopy.objects.filter(pk=copy.pk).update(text="ALTERED", words_hash="")
    fill()
    assert (PublishedCopy.objects.get().words_hash, read(copy)) == ("", None)
