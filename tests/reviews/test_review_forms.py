"""Opening and changing a case review in the browser: who is named, who may write what, and what a list tells."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from partnership.enums import Role, Visibility
from partnership.models import Board, RoleGrant, User
from partnership.principals import principal_of
from reviews.models import Review
from reviews.selectors.papers import reviews_with
from reviews.services.reviews import OPENED, TAKEN_ON, name_maker, open_review, take_on
from reviews.services.statute import load_statute
from tests.clients import client_of, page_of, user_with
from tests.factories.partnership import AgencyFactory, BoardFactory, GroupFactory, RoleGrantFactory
from tests.factories.reviews import ReviewFactory
from tests.house.posting import posted

pytestmark = pytest.mark.django_db
NEW, LIST = reverse("reviews:review-create"), reverse("reviews:review-list")


@pytest.fixture
def manager() -> User:
    return user_with(Role.BUSINESS_MANAGER)


@pytest.fixture
def client(manager: User) -> Client:
    load_statute()
    return client_of(manager)


def typed(board: Board, **more: Any) -> dict[str, Any]:
    return {
        "reference": "NV-2026-07",
        "title": "When appointments are missed",
        "review_kind": "lcspr",
        "boards": [board.pk],
        "status": "commissioned",
        "publication": "to_publish",
        "commissioned_on": "4/5/2026",
        **more,
    }


def named_on(review: Review, user: User) -> Review:
    RoleGrantFactory(user=user, role=Role.BUSINESS_MANAGER, record=review)
    return review


def change(client: Client, review: Review, **more: Any) -> Any:
    address = reverse("reviews:review-change", args=[review.pk])
    return client.post(address, {**posted(client.get(address).context["form"]), **more})


def test_whoever_opens_a_review_is_named_on_it_at_once(client: Client, manager: User, board: Board) -> None:
    assert client.post(NEW, typed(board)).status_code == 302
    review = Review.objects.get()
    assert (review.visibility, review.edition.code) == (Visibility.RESTRICTED, "2026")  # type: ignore[union-attr]
    grant = RoleGrant.objects.get(record=review)
    assert (grant.user, grant.role, grant.reason) == (manager, "BM", OPENED)
    assert grant.history.latest().history_user == manager
    assert list(reviews_with("review_paper", principal_of(manager), "create")) == [review]


def test_naming_needs_the_role_and_reaches_no_further(board: Board) -> None:
    """The control: nobody without the role is named, and a role for one partnership names on its reviews alone."""
    outsider, review = user_with(Role.SUPPORT_OFFICER), ReviewFactory(boards=[board])
    name_maker(record=review, reason=OPENED, by=outsider)
    elsewhere = user_with(Role.BUSINESS_MANAGER, board=BoardFactory())
    name_maker(record=review, reason=OPENED, by=elsewhere)
    assert not RoleGrant.objects.filter(record=review).exists()
    for_time = user_with(Role.BUSINESS_MANAGER, board=board, ends_on=date(2099, 1, 1))
    name_maker(record=review, reason=OPENED, by=for_time)
    assert list(RoleGrant.objects.filter(record=review).values_list("board", "ends_on")) == [
        (board.pk, date(2099, 1, 1))
    ]


def test_a_case_is_taken_on_once_and_never_again(manager: User, board: Board) -> None:
    review = ReviewFactory(boards=[board])
    take_on(review=review, by=manager)
    take_on(review=review, by=manager)
    assert list(RoleGrant.objects.filter(record=review).values_list("user", "reason")) == [(manager.pk, TAKEN_ON)]


def test_a_reference_is_made_where_none_is_typed(client: Client, board: Board) -> None:
    ReviewFactory(reference="NV-2026-04", boards=[board])
    client.post(NEW, typed(board, reference=""))
    assert Review.objects.order_by("-pk")[0].reference == "NV-2026-05"


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"commissioned_on": ""}, "Type the date on which the review was begun"),
        ({"status": "complete"}, "Type the date on which it was completed"),
        ({"status": "published"}, "Choose the status from the list"),
        ({"publication": "published"}, "Choose the publication from the list"),
        ({"boards": []}, "Choose the partnership"),
        ({"title": "Ryan Cole"}, "Write a role or the pseudonym"),
    ],
)
def test_a_gap_says_what_to_do(client: Client, board: Board, more: dict[str, Any], words: str) -> None:
    assert words in client.post(NEW, typed(board, **more)).content.decode()
    assert Review.objects.count() == 0


def test_a_form_holds_neither_embargo_nor_publication(client: Client, manager: User, board: Board) -> None:
    review = named_on(ReviewFactory(boards=[board], publication="to_publish"), manager)
    response = change(client, review, publication="published", embargo_until="1/1/2026", method="Interviews")
    assert response.status_code == 302
    review.refresh_from_db()
    assert (review.publication, review.embargo_until, review.method) == ("to_publish", None, "Interviews")
    assert review.visibility == Visibility.RESTRICTED


def test_a_reviewer_writes_the_review_and_not_how_it_stands(board: Board) -> None:
    review = ReviewFactory(boards=[board], status="in_progress", criteria_met=None)
    reviewer = client_of(user_with(Role.REVIEWER, record=review))
    response = change(reviewer, review, method="Interviews", status="complete", criteria_met="yes", reference="X")
    assert response.status_code == 302
    review = Review.objects.get()
    assert (review.method, review.status, review.criteria_met) == ("Interviews", "in_progress", None)
    assert review.reference != "X"


def test_a_list_tells_of_restricted_reviews_the_reference_and_state(
    client: Client, manager: User, board: Board
) -> None:
    case = {"boards": [board], "title": "CANARY", "status": "referred", "referred_on": date(2026, 1, 2)}
    named_on(ReviewFactory(reference="NV-1", **case), manager)
    ReviewFactory(boards=[board], reference="NV-2", status="complete", referred_on=date(2024, 1, 2))
    page = page_of(client, LIST)
    assert ("NV-1" in page, "CANARY" in page) == (True, False)
    narrowed = page_of(client, f"{LIST}?year=2026")
    assert ("NV-1" in narrowed, "NV-2" in narrowed) == (True, False)
    assert "NV-1" not in page_of(client, f"{LIST}?status=complete")
    assert "NV-1" not in page_of(client, f"{LIST}?review_kind=scr")


def test_an_agency_filter_finds_the_reviews_that_may_be_read(client: Client, manager: User, board: Board) -> None:
    agency = AgencyFactory()
    review = named_on(ReviewFactory(boards=[board], reference="NV-1"), manager)
    review.agencies.add(agency)
    assert "NV-1" in page_of(client, f"{LIST}?agencies={agency.pk}")
    theirs = client_of(user_with(Role.AGENCY_REPRESENTATIVE, agency=agency))
    assert "NV-1" not in page_of(theirs, f"{LIST}?agencies={agency.pk}")


def test_the_years_offered_are_those_of_reviews_that_may_be_read(board: Board) -> None:
    ReviewFactory(boards=[board], referred_on=date(2019, 5, 5))
    chair = client_of(user_with(Role.GROUP_CHAIR, group=GroupFactory()))
    assert "2019" not in page_of(chair, LIST)


@pytest.mark.parametrize("role", ["SGC", "REP", "TC", "BSO"])
def test_others_neither_open_nor_change_a_review(role: str, board: Board) -> None:
    review = ReviewFactory(boards=[board])
    grant = {"SGC": {"group": GroupFactory()}, "REP": {"agency": AgencyFactory()}}.get(role, {})
    other = client_of(user_with(role, **grant))
    assert other.get(reverse("reviews:review-change", args=[review.pk])).status_code == 404
    assert other.get(NEW).status_code in (403, 404)


def test_a_list_costs_the_same_at_one_and_three_rows(client: Client, board: Board) -> None:
    counts = []
    for more in (1, 2):
        for _ in range(more):
            ReviewFactory(boards=[board], referred_on=date(2026, 1, 2)).agencies.add(AgencyFactory())
        with CaptureQueriesContext(connection) as captured:
            client.get(f"{LIST}?words=&status=")
        counts.append(len(captured))
    assert counts[0] == counts[1] <= 12


def test_a_published_review_of_the_workbook_stays_open(manager: User, board: Board) -> None:
    row = Review(reference="NV-9", title="Early help", status="published", publication="published")
    review = open_review(
        row=row, values={"review_kind": "plr", "boards": [board], "publication": "published"}, by=manager
    )
    assert review.visibility == Visibility.PARTNERSHIP


def test_a_colleague_who_is_not_named_may_not_take_a_case_from_its_manager(board: Board, manager: User) -> None:
    review = ReviewFactory(boards=[board])
    RoleGrantFactory(role=Role.BUSINESS_MANAGER, record=review)
    response = client_of(manager).post(
        reverse("reviews:notification-create", args=[review.pk]), {"to": "panel", "sent_on": "1/6/2026"}
    )
    assert "Only those named on this case decide on it" in response.content.decode()
