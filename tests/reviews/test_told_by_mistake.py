"""Who was told of a case, recorded by mistake and taken back: nobody counts as told by it, and it is kept."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from partnership.enums import Role
from partnership.exceptions import DomainError
from partnership.models import ReadEntry, User
from reviews.models import Edition, Notification, Review
from reviews.services.decisions import take_back_notification
from reviews.services.statute import load_statute
from tests.clients import client_of, page_of, user_with
from tests.factories.partnership import AgencyFactory, GroupFactory, RoleGrantFactory
from tests.factories.partnership import UserFactory as Account
from tests.factories.reviews import NotificationFactory, ReviewFactory

pytestmark = pytest.mark.django_db
EARLY, LATE = date(2026, 6, 1), date(2026, 6, 3)
REASON = {"reason": "Entered on the wrong case"}


@pytest.fixture
def review() -> Review:
    return ReviewFactory(
        review_kind="lcspr", status="in_progress", aware_on=EARLY, notified_on=EARLY, partners_aware_on=EARLY
    )


@pytest.fixture
def manager(review: Review) -> User:
    user = user_with(Role.BUSINESS_MANAGER, user=Account(name="Ruth Adeyemi"))
    RoleGrantFactory(user=user, role=Role.BUSINESS_MANAGER, record=review)
    return user


@pytest.fixture
def client(manager: User) -> Client:
    return client_of(manager)


@pytest.fixture
def board(review: Review) -> Notification:
    agency = AgencyFactory(name="Care Board", statutory_partner=True)
    return NotificationFactory(review=review, to="partner", agency=agency, sent_on=EARLY)


def page_to(name: str, *args: int) -> str:
    return reverse(f"reviews:{name}", args=args)


def take_back(client: Client, row: Notification, **said: str) -> Any:
    return client.post(page_to("notification-take-back", row.review_id, row.pk), {**REASON, **said})


def days(review: Review) -> tuple[date | None, date | None, date | None]:
    stored = Review.objects.get(pk=review.pk)
    return stored.aware_on, stored.notified_on, stored.partners_aware_on


def test_what_is_taken_back_stands_under_taken_back_alone(client: Client, review: Review, board: Notification) -> None:
    council = AgencyFactory(name="Council", statutory_partner=True)
    address = page_to("review-decision", review.pk)
    assert "Told: the Panel, Care Board. Not recorded: Council." in page_of(client, address)
    NotificationFactory(review=review, to="partner", agency=council, sent_on=LATE)
    assert "Not recorded:" not in page_of(client, address)
    assert take_back(client, board).url == address
    page = page_of(client, address)
    assert "Told: the Panel, Council. Not recorded: Care Board." in page
    assert "Taken back (1)" in page
    assert "Care Board, 1 June 2026. Taken back on" in page
    assert "by Ruth Adeyemi" in page
    assert "Entered on the wrong case" in page
    assert '<th scope="row">Care Board</th>' not in page


def test_row_is_kept_with_the_reason_and_who_did_it(client: Client, manager: User, board: Notification) -> None:
    take_back(client, board)
    stored, entry = Notification.objects.get(), board.history.latest()
    assert (stored.archived_at is None, stored.archived_reason) == (False, "Entered on the wrong case")
    assert (entry.history_user, entry.history_change_reason, entry.history_type) == (manager, "Taken back", "~")


def test_day_of_the_review_becomes_the_next_that_is_recorded_then_none(client: Client, review: Review) -> None:
    first = NotificationFactory(review=review, to="panel", sent_on=EARLY)
    second = NotificationFactory(review=review, to="panel", sent_on=LATE)
    take_back(client, first)
    assert days(review) == (EARLY, LATE, EARLY)
    take_back(client, second)
    assert days(review) == (EARLY, None, EARLY)
    assert "No day on which the Panel was told" in page_of(client, page_to("review-decision", review.pk))


def test_day_that_came_from_elsewhere_stays(client: Client, review: Review) -> None:
    for to in ("panel", "partner", "inspectorate"):
        take_back(client, NotificationFactory(review=review, to=to, sent_on=LATE))
    assert days(review) == (EARLY, EARLY, EARLY)


def test_same_can_be_recorded_again(client: Client, review: Review, board: Notification) -> None:
    take_back(client, board)
    said = {"to": "partner", "agency": board.agency_id, "sent_on": "1/6/2026"}
    assert client.post(page_to("notification-create", review.pk), said).status_code == 302
    assert [one.archived_at is None for one in Notification.objects.order_by("pk")] == [False, True]
    assert days(review)[2] == EARLY


@pytest.mark.parametrize(
    ("reason", "words"),
    [("", "Say why, so that whoever looks for it later understands"), ("Ryan Cole said so", "This may be a name")],
)
def test_reason_is_needed_and_names_nobody(client: Client, board: Notification, reason: str, words: str) -> None:
    page = take_back(client, board, reason=reason)
    assert (page.status_code, words in page.content.decode()) == (200, True)
    assert Notification.objects.get().archived_at is None


def test_page_says_what_is_taken_back_and_writes_the_visit_down(
    client: Client, manager: User, review: Review, board: Notification
) -> None:
    address = page_to("notification-take-back", review.pk, board.pk)
    assert "Care Board, 1 June 2026. Once this is taken back" in page_of(client, address)
    assert [(one.user, one.address) for one in ReadEntry.objects.filter(record=review)] == [(manager, address)]


def test_what_is_taken_back_is_not_taken_back_again(client: Client, manager: User, board: Notification) -> None:
    assert [take_back(client, board).status_code for _ in range(2)] == [302, 404]
    with pytest.raises(DomainError, match="taken back already"):
        take_back_notification(notification=board, reason="Again", by=manager)


def test_row_of_another_review_is_not_found(client: Client, review: Review) -> None:
    other = NotificationFactory()
    assert client.post(page_to("notification-take-back", review.pk, other.pk), REASON).status_code == 404
    assert client.post(page_to("notification-take-back", other.review_id, other.pk), REASON).status_code == 404
    assert Notification.objects.get().archived_at is None


@pytest.mark.parametrize("role", ["SGC", "REP", "TC", "BSO"])
def test_others_find_nothing(board: Notification, role: str) -> None:
    grant = {"SGC": {"group": GroupFactory()}, "REP": {"agency": AgencyFactory()}}.get(role, {})
    assert take_back(client_of(user_with(role, **grant)), board).status_code == 404
    assert Notification.objects.get().archived_at is None


def test_manager_who_is_not_named_finds_nothing(board: Notification) -> None:
    assert take_back(client_of(user_with(Role.BUSINESS_MANAGER)), board).status_code == 404


@pytest.mark.parametrize("role", ["BSO", "REV"])
def test_named_reader_sees_what_was_taken_back_and_takes_nothing_back(
    client: Client, review: Review, board: Notification, role: str
) -> None:
    take_back(client, board)
    stands = NotificationFactory(review=review)
    reader = user_with(role, record=review)
    page = page_of(client_of(reader), page_to("review-decision", review.pk))
    assert ("Taken back (1)" in page, "/take-back/" in page) == (True, False)
    assert take_back(client_of(reader), stands).status_code == 403


def test_manager_who_is_not_named_reads_nothing_of_it(client: Client, review: Review, board: Notification) -> None:
    take_back(client, board)
    other = client_of(user_with(Role.BUSINESS_MANAGER))
    page = page_of(other, page_to("review-decision", review.pk))
    assert ("Taken back" in page, "Entered on the wrong case" in page) == (False, False)


@pytest.mark.parametrize("count", [1, 3])
def test_page_asks_the_database_as_often_for_one_as_for_three(
    client: Client, review: Review, count: int, django_assert_num_queries: Any
) -> None:
    address = page_to("review-decision", review.pk)
    for _ in range(count):
        take_back(client, NotificationFactory(review=review, to="other"))
        NotificationFactory(review=review, to="other")
    client.get(address)
    with django_assert_num_queries(23):
        client.get(address)


def test_edition_that_the_reader_may_not_see_is_not_found(
    client: Client, review: Review, monkeypatch: pytest.MonkeyPatch
) -> None:
    load_statute()
    edition = Edition.objects.get(code="2026")
    address = f"{page_to('consideration-create', review.pk)}?edition={edition.pk}"
    assert client.get(address).status_code == 200
    Edition.objects.filter(pk=edition.pk).update(archived_at="2026-06-01T00:00Z")
    monkeypatch.setattr("reviews.views.decisions.editions_with_criteria", Edition.objects.all)
    assert client.get(address).status_code == 404
