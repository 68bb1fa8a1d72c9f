"""Each list of the app that is no register asks the database as often for three rows as for one."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from partnership import registry
from partnership.disclosure import one_way, protect_tables
from partnership.enums import Role
from partnership.models import User
from partnership.selectors.releases import earlier_editions
from partnership.services.releases import keep_release
from tests.clients import client_of, user_with
from tests.factories.partnership import (
    ActionFactory,
    ActionPlanFactory,
    ActionResultFactory,
    AgencyFactory,
    BoardFactory,
    GroupFactory,
    ImpactTestFactory,
    InterestFactory,
    RecommendationAnswerFactory,
    RecommendationFactory,
    RoleGrantFactory,
    UserFactory,
)
from tests.factories.reviews import (
    AgencyReturnFactory,
    BriefingFactory,
    BriefingReceiptFactory,
    ChildDeathFactory,
    ChronologyEntryFactory,
    ClockOverrideFactory,
    ClockRuleFactory,
    ConsiderationFactory,
    CriterionAnswerFactory,
    EditionFactory,
    NotificationFactory,
    PauseFactory,
    PublishedCopyFactory,
    ReconciliationFactory,
    ReferralFactory,
    ReviewFactory,
    ReviewTextFactory,
    TextCommentFactory,
)
from tests.reviews.returns_world import World, make_return, make_world, stand_as

pytestmark = pytest.mark.django_db
ONE_AND_THREE = (1, 3)
REGISTERED = {"reference": "", "died_on": "2019-04-03", "gender": "female", "age_band": ""}


def asks(client: Client, url: str) -> int:
    """How often a page asks, opened for the second time: the first fills what is kept between pages."""
    assert client.get(url).status_code == 200
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return len(queries)


def grown(client: Client, url: str, add: Callable[[int], Any]) -> list[int]:
    """How often a page asks at one row and at three, where `add` adds one more."""
    found = []
    for number in range(1, 4):
        add(number)
        if number in ONE_AND_THREE:
            found.append(asks(client, url))
    return found


def named(review: Any, role: str = Role.BUSINESS_MANAGER, **scope: Any) -> User:
    user = user_with(role, **scope)
    RoleGrantFactory(user=user, role=role, record_id=review.pk, **scope)
    return user


# --- Returns and their chronology ----------------------------------------------------------------------------------


@pytest.fixture
def world() -> World:
    return make_world()


def test_returns_of_the_unit(world: World) -> None:
    client = client_of(world.manager)

    def add(number: int) -> None:
        if number > 1:
            agency = AgencyFactory()
            asked = user_with(Role.AGENCY_REPRESENTATIVE, agency=agency)
            make_return(world.review, agency, [asked], asked_by=world.manager)

    assert grown(client, reverse("reviews:return-list"), add) == [5, 5]


def test_returns_of_reviews_one_by_one(world: World) -> None:
    client = client_of(world.manager)

    def add(number: int) -> None:
        if number > 1:
            review, agency = ReviewFactory(), AgencyFactory()
            RoleGrantFactory(user=world.manager, role=Role.BUSINESS_MANAGER, record_id=review.pk)
            make_return(review, agency, [], asked_by=world.manager)

    assert grown(client, reverse("reviews:return-list"), add) == [5, 5]


def test_returns_of_an_agency(world: World) -> None:
    client = client_of(world.asked)

    def add(number: int) -> None:
        if number > 1:
            make_return(ReviewFactory(), world.agency, [world.asked], asked_by=world.manager)

    assert grown(client, reverse("reviews:return-list"), add) == [6, 6]


@pytest.mark.parametrize(("query", "count"), [("", 16), ("?print=1", 14)])
def test_the_merged_chronology_by_agency(world: World, query: str, count: int) -> None:
    client = client_of(named(world.review, Role.GROUP_CHAIR, group=GroupFactory()))
    url = reverse("reviews:review-chronology", args=[world.review.pk])

    def add(number: int) -> None:
        row = AgencyReturnFactory(review=world.review, people=[world.asked])
        ChronologyEntryFactory(agency_return=row)
        stand_as(row, "locked")

    assert grown(client, url + query, add) == [count, count]


# --- What hangs on a review ----------------------------------------------------------------------------------------


def test_the_decision_of_a_case() -> None:
    review, edition = ReviewFactory(status="referred"), EditionFactory()
    ReferralFactory(review=review)

    def add(number: int) -> None:
        NotificationFactory(review=review, to="partner", agency=AgencyFactory())
        consideration = ConsiderationFactory(review=review, edition=edition)
        CriterionAnswerFactory(consideration=consideration, criterion__edition=edition)

    client, url = client_of(named(review)), reverse("reviews:review-decision", args=[review.pk])
    assert grown(client, url, add) == [24, 24]


def test_the_clocks_of_a_review() -> None:
    edition = EditionFactory()
    review = ReviewFactory(edition=edition, commissioned_on=date(2025, 5, 1))

    def add(number: int) -> None:
        day = date(2025, 5 + number, 1)
        PauseFactory(review=review, starts_on=day, ends_on=day + timedelta(days=3))
        ClockOverrideFactory(review=review, rule=ClockRuleFactory(edition=edition, name=f"Clock {number}"))

    client, url = client_of(named(review)), reverse("reviews:review-clocks", args=[review.pk])
    assert grown(client, url, add) == [25, 25]


@pytest.mark.parametrize(("name", "count"), [("review-text", 22), ("review-text-compare", 15)])
def test_the_drafts_of_a_text(name: str, count: int) -> None:
    review = ReviewFactory()
    first = ReviewTextFactory(review=review, number=1)
    ReviewTextFactory(review=review, number=2, text="Other words.")

    def add(number: int) -> None:
        TextCommentFactory(text=first, answer="Done.", answered_by=UserFactory(), answered_at=timezone.now())
        ReviewTextFactory(review=review, number=2 + number, text=f"Words {number}.")

    args = [review.pk, "report", *([1] if name == "review-text" else [])]
    query = "?before=1" if name == "review-text-compare" else ""
    client, url = client_of(named(review)), reverse(f"reviews:{name}", args=args) + query
    assert grown(client, url, add) == [count, count]


def test_the_copies_of_a_report() -> None:
    review = ReviewFactory(publication="to_publish")
    withdrawn = {"withdrawn_at": timezone.now(), "withdrawn_reason": "A name was found"}

    def add(number: int) -> None:
        PublishedCopyFactory(source=ReviewTextFactory(review=review, number=number), **withdrawn)

    client, url = client_of(named(review)), reverse("reviews:review-publication", args=[review.pk])
    assert grown(client, url, add) == [28, 28]


def test_the_chain_of_learning() -> None:
    plan = ActionPlanFactory(record=ReviewFactory())

    def add(number: int) -> None:
        recommendation = RecommendationFactory(plan=plan, number=number)
        recommendation.agencies.add(agency := AgencyFactory())
        RecommendationAnswerFactory(recommendation=recommendation, agency=agency)
        ActionResultFactory(action=ActionFactory(plan=plan, recommendation=recommendation))
        ImpactTestFactory(recommendation=recommendation)
        ActionResultFactory(action=ActionFactory(plan=plan))

    client = client_of(user_with(Role.SCRUTINEER))
    assert grown(client, reverse("reviews:review-learning", args=[plan.record_id]), add) == [20, 20]


@pytest.mark.parametrize(("visibility", "count"), [("restricted", 29), ("sealed", 28)])
def test_who_has_access_to_a_record(visibility: str, count: int) -> None:
    review = ReviewFactory(visibility=visibility)
    client = client_of(named(review))

    def add(number: int) -> None:
        RoleGrantFactory(role=Role.AGENCY_REPRESENTATIVE, agency=AgencyFactory(), record_id=review.pk)
        InterestFactory(record=review, agency=AgencyFactory(), user=None)
        InterestFactory(record=review, ended_at=timezone.now(), ended_by=UserFactory(), ended_reason="Over")

    assert grown(client, reverse("partnership:record-access", args=[review.pk]), add) == [count, count]


# --- Themes, clocks and counts over many records -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "role", "count"),
    [
        ("theme-list", Role.SCRUTINEER, 16),
        ("theme-detail", Role.SCRUTINEER, 16),
        ("theme-list", Role.GROUP_CHAIR, 9),
        ("theme-detail", Role.GROUP_CHAIR, 9),
    ],
)
def test_themes(name: str, role: Role, count: int) -> None:
    scope = {"group": GroupFactory()} if role == Role.GROUP_CHAIR else {}
    user = user_with(role, **scope)
    client = client_of(user)

    def add(number: int) -> None:
        open_to_all = {"publication": "published", "visibility": "partnership"} if role == Role.GROUP_CHAIR else {}
        review = ReviewFactory(themes=["Neglect"], completed_on=date(2017 + number, 5, 1), **open_to_all)
        if not open_to_all:
            RoleGrantFactory(user=user, role=role, record=review)

    args = ["neglect"] if name == "theme-detail" else []
    assert grown(client, reverse(f"reviews:{name}", args=args), add) == [count, count]


def test_timeliness() -> None:
    edition = EditionFactory()
    ClockRuleFactory(edition=edition)
    client = client_of(user_with(Role.SCRUTINEER))

    def add(number: int) -> None:
        PauseFactory(review=ReviewFactory(edition=edition, commissioned_on=date(2025, 5, 1)))

    assert grown(client, reverse("reviews:timeliness"), add) == [10, 10]


def test_the_tables_of_child_deaths() -> None:
    board = BoardFactory()
    client = client_of(user_with(Role.SCRUTINEER))

    def add(number: int) -> None:
        ChildDeathFactory.create_batch(6, board=board, notified_on=timezone.localdate() - timedelta(days=200))

    assert grown(client, reverse("reviews:death-table"), add) == [10, 10]


def test_a_comparison_with_registered_deaths() -> None:
    row = ReconciliationFactory()
    client = client_of(user_with(Role.SCRUTINEER))

    def add(number: int) -> None:
        row.missing_here = [{**REGISTERED, "reference": f"RD-{one}"} for one in range(number)]
        row.missing_there = row.missing_here
        row.save()

    assert grown(client, registry.url_of(row), add) == [19, 19]


def test_editions_that_released_numbers() -> None:
    board, found = BoardFactory(), []
    for number in range(1, 4):
        cells = {("female", number): 9, ("male", number): 12}
        numbers = protect_tables([one_way("By sex", cells, ("all", number), count=21)]).edition()
        keep_release(subject="child_deaths", board=board, scope=f"{number}", edition="1", numbers=numbers)
        if number in ONE_AND_THREE:
            with CaptureQueriesContext(connection) as queries:
                assert len(earlier_editions(subject="child_deaths", board=board)) == number
            found.append(len(queries))
    assert found == [1, 1]


# --- Briefings and the public --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("where", "role", "count"),
    [
        ("briefing", Role.BUSINESS_MANAGER, 19),
        ("briefing", Role.AGENCY_REPRESENTATIVE, 11),
        ("list", Role.BUSINESS_MANAGER, 11),
        ("list", Role.AGENCY_REPRESENTATIVE, 10),
    ],
)
def test_receipts_of_a_briefing(where: str, role: Role, count: int) -> None:
    briefing = BriefingFactory(cleared_at=timezone.now(), visibility="partnership")
    agency = AgencyFactory()
    scope = {"agency": agency} if role == Role.AGENCY_REPRESENTATIVE else {}
    named = {"record": briefing.of_review} if role == Role.BUSINESS_MANAGER else {}
    client = client_of(user_with(role, **scope, **named))

    def add(number: int) -> None:
        if scope and where == "list":
            another = BriefingFactory(cleared_at=timezone.now(), visibility="partnership")
            BriefingReceiptFactory(briefing=another, agency=agency)
        else:
            BriefingReceiptFactory(briefing=briefing, answered_at=timezone.now(), answered_by=UserFactory(), staff=4)

    url = registry.url_of(briefing) if where == "briefing" else reverse("reviews:briefing-receipt-list")
    assert grown(client, url, add) == [count, count]


def test_published_reviews_and_briefings() -> None:
    def add(number: int) -> None:
        PublishedCopyFactory(review=ReviewFactory(themes=["Neglect"]))
        BriefingFactory(is_public=True, visibility="public", cleared_at=timezone.now())

    assert grown(Client(), reverse("reviews:published-list"), add) == [2, 2]
