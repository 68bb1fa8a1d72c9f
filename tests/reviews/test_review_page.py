"""The page of a review: all of it for those named on it, its state for the unit, what is cleared for the others."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from partnership import registry
from partnership.enums import Role
from partnership.models import ReadEntry, User
from partnership.services.rows import create_row
from reviews.models import Pause, Review
from tests.clients import client_of, page_of, user_with
from tests.factories.partnership import (
    ActionFactory,
    ActionPlanFactory,
    AgencyFactory,
    GroupFactory,
    RecommendationFactory,
    RoleGrantFactory,
)
from tests.factories.reviews import (
    AgencyReturnFactory,
    ChronologyEntryFactory,
    ClockRuleFactory,
    EditionFactory,
    IdentityKeyFactory,
    LearningEventFactory,
    PanelMemberFactory,
    ParallelProcessFactory,
    ReviewFactory,
    ReviewTextFactory,
)

pytestmark = pytest.mark.django_db

#: What tells of the case; of it nobody reads a word who is not named.
CANARIES = ("CANARYTITLE", "CANARYSUMMARY", "CANARYMETHOD", "CANARYFAMILY", "CANARYPAUSE", "CANARYREVIEWER")


@pytest.fixture
def review() -> Review:
    """Begun 60 days ago, paused for ten of them."""
    today = timezone.localdate()
    edition = EditionFactory()
    ClockRuleFactory(edition=edition, name="Publish the local review", limit=120, unit="days", checked=True)
    review = ReviewFactory(
        reference="NV-1",
        title="CANARYTITLE",
        edition=edition,
        review_kind="lcspr",
        commissioned_on=today - timedelta(days=60),
        restricted_summary="CANARYSUMMARY",
        method="CANARYMETHOD",
        family_part="CANARYFAMILY",
        reviewer="CANARYREVIEWER",
        themes=["Neglect"],
        public_summary="Cleared words.",
    )
    begun, ended = today - timedelta(days=30), today - timedelta(days=20)
    values = {"reason": "criminal", "words": "CANARYPAUSE", "starts_on": begun, "ends_on": ended}
    create_row(row=Pause(review=review), values=values, by=user_with(Role.BUSINESS_MANAGER))
    return review


@pytest.fixture
def manager() -> User:
    return user_with(Role.BUSINESS_MANAGER)


def named(user: User, review: Review, role: str = Role.BUSINESS_MANAGER) -> Client:
    RoleGrantFactory(user=user, role=role, record=review)
    return client_of(user)


def page(client: Client, review: Review) -> str:
    return page_of(client, registry.url_of(review))


def told(html: str) -> set[str]:
    return {word for word in CANARIES if word in html}


def test_named_person_sees_the_clock_in_days_and_words(review: Review, manager: User) -> None:
    html = page(named(manager, review), review)
    due = timezone.localdate() + timedelta(days=70)
    assert "Clock: publish the local review within 120 days" in html
    assert "70 days left" in html
    assert f"{due.day} {due:%B %Y}" in html
    for words in ("Gone: 50 days", "Paused: 10 days", "Left: 70 days", "On course", "reason kept"):
        assert words in html
    assert "NV-1: CANARYTITLE" in html
    # What the pause is about stands with it, and not here.
    assert told(html) == set(CANARIES) - {"CANARYPAUSE"}


def test_bar_is_drawn_without_style_and_says_itself_in_words(review: Review, manager: User) -> None:
    html = page(named(manager, review), review)
    drawing = html[html.index('<svg role="img"') : html.index("</svg>")]
    assert "style=" not in drawing
    assert "70 days left. Gone: 50 days. Paused: 10 days. Left: 70 days.</title>" in drawing
    kinds = ["gone", "paused", "gone", "left", "frame"]
    places = [drawing.index(f'class="portal-clock__{kind}"') for kind in kinds]
    assert places[0] < places[1] < places[3] < places[4]


def test_business_manager_who_is_not_named_sees_state_and_clocks(review: Review, manager: User) -> None:
    for hangs in (AgencyReturnFactory, PanelMemberFactory, ParallelProcessFactory, LearningEventFactory):
        hangs(review=review)
    html = page(client_of(manager), review)
    assert told(html) == set()
    for words in ("You are not named on this review", "70 days left", "In progress", "Who has access"):
        assert words in html
    for words in ("In this review", "Agency returns", "Who the child is", "Cleared words", "Neglect", "See or correct"):
        assert words not in html
    assert "Add an action" not in html


def test_scrutineer_who_is_not_named_sees_the_same(review: Review) -> None:
    html = page(client_of(user_with(Role.SCRUTINEER)), review)
    assert told(html) == set()
    assert "You are not named on this review" in html
    assert "You see that it is there and its clocks. Its papers are for those named on it." in html
    assert "can see that it is there; its papers are for nobody yet." in html


@pytest.mark.parametrize("role", [Role.SUPPORT_OFFICER, Role.TRAINING_COORDINATOR])
def test_restricted_review_is_not_there_for_others(role: str, review: Review) -> None:
    assert client_of(user_with(role)).get(registry.url_of(review)).status_code == 404


@pytest.mark.parametrize("role", [Role.SUPPORT_OFFICER, Role.AGENCY_REPRESENTATIVE])
def test_published_review_shows_others_what_is_cleared(role: str, review: Review) -> None:
    review.visibility, review.publication, review.status = "partnership", "published", "published"
    review.save()
    AgencyReturnFactory(review=review)
    grant = {"agency": AgencyFactory()} if role == Role.AGENCY_REPRESENTATIVE else {}
    html = page(client_of(user_with(role, **grant)), review)
    assert told(html) == {"CANARYTITLE"}  # of a published review the title is cleared
    assert "Cleared words." in html
    for words in ("days left", "You are not named", "Agency returns", "In this review", "Publish the local review"):
        assert words not in html


def test_opening_it_as_named_is_written_down_whatever_its_class(review: Review, manager: User) -> None:
    review.visibility, review.publication = "partnership", "published"
    review.save()
    client = named(manager, review)
    page(client, review)
    assert ReadEntry.objects.filter(record=review, user=manager).count() == 1


def test_parts_are_told_with_their_counts(review: Review, manager: User) -> None:
    agency_return = AgencyReturnFactory(review=review)
    ChronologyEntryFactory(agency_return=agency_return)
    PanelMemberFactory(review=review, part="chair", name="Leanne Marsh")
    ReviewTextFactory(review=review, kind="terms", number=3)
    html = page(named(manager, review), review)
    for words in ("1 person", "version 3", "not begun", "1 entry", "1 theme", "Panel chair: <strong>Leanne Marsh"):
        assert words in html


def test_returns_and_recommendations_are_told(review: Review, manager: User) -> None:
    AgencyReturnFactory(review=review, state="sent", agency=AgencyFactory(name="Northvale Hospitals"))
    late = AgencyReturnFactory(review=review, agency=AgencyFactory(name="Housing"), due_on=date(2017, 1, 1))
    plan = ActionPlanFactory(record=review)
    recommendation = RecommendationFactory(plan=plan, number=1, text="Ask each time.")
    ActionFactory(plan=plan, recommendation=recommendation)
    html = page(named(manager, review), review)
    assert "You read those that are locked." not in html
    for words in ("Agency returns: 1 of 2 in", "Received, to check", "Send a reminder to Housing"):
        assert words in html
    assert f"/review-returns/{late.pk}/remind/" in html
    for words in ("Recommendations (1, draft)", "Ask each time.", "Not yet asked"):
        assert words in html


@pytest.mark.parametrize("locked", [True, False])
def test_panel_reads_how_many_returns_are_in_and_opens_the_locked(locked: bool, review: Review) -> None:
    AgencyReturnFactory(review=review, agency=AgencyFactory(name="Waiting agency"))
    AgencyReturnFactory(review=review, agency=AgencyFactory(name="Sending agency"), state="sent")
    stands = {"state": "locked", "locked_at": timezone.now()} if locked else {"state": "sent"}
    AgencyReturnFactory(review=review, agency=AgencyFactory(name="Locked agency"), **stands)
    grant = {"role": Role.GROUP_CHAIR, "group": GroupFactory()}
    chair = user_with(**grant)
    RoleGrantFactory(user=chair, record=review, **grant)
    html = page(client_of(chair), review)
    assert ["Agency returns: 2 of 3 in" in html, "You read those that are locked." in html] == [True, True]
    assert [f"{name} agency" in html for name in ("Waiting", "Sending", "Locked")] == [False, False, locked]
    assert "No agency has been asked" not in html


def test_identity_card_is_for_those_who_may_open_it(review: Review, manager: User) -> None:
    key = IdentityKeyFactory(of_review=review)
    client = named(manager, review)
    assert "Who the child is" not in page(client, review)
    RoleGrantFactory(user=manager, role=Role.BUSINESS_MANAGER, record=key)
    html = page(client, review)
    assert "Only 1 person can open it" in html
    assert f"/case-reviews/{review.pk}/identity/" in html


def test_days_to_come_stand_in_their_order(review: Review, manager: User) -> None:
    today = timezone.localdate()
    AgencyReturnFactory(review=review, agency=AgencyFactory(name="Housing"), due_on=today + timedelta(days=3))
    LearningEventFactory(review=review, about="Panel meeting 4", held_on=today + timedelta(days=1))
    ParallelProcessFactory(review=review, kind="inquest", next_on=today + timedelta(days=9))
    html = page(named(manager, review), review)
    places = [html.index(words) for words in ("Panel meeting 4</a>", "Housing return due", "Inquest</a>")]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("fields", "first"),
    [
        ({"status": "referred"}, "Screen it"),
        ({"status": "referred", "screening": "go_on"}, "Decide on this case"),
        ({"status": "in_progress"}, "Ask an agency for a return"),
    ],
)
def test_one_green_button_is_the_next_thing(fields: dict[str, Any], first: str, review: Review, manager: User) -> None:
    for name, value in fields.items():
        setattr(review, name, value)
    review.save()
    html = page(named(manager, review), review)
    assert html.count('class="govuk-button" href') == 1
    button = html[html.index('class="govuk-button" href') :]
    assert button[button.index(">") + 1 : button.index("</a>")].strip() == first


def test_a_manager_who_is_not_named_is_led_to_the_decision_while_there_is_one(review: Review, manager: User) -> None:
    address = f"/case-reviews/{review.pk}/decision/"
    assert address not in page(client_of(manager), review)
    Review.objects.filter(pk=review.pk).update(status="referred")
    assert address in page(client_of(manager), review)
    assert address not in page(client_of(user_with(Role.SCRUTINEER)), review)


@pytest.mark.parametrize(("status", "chosen"), [("referred", "rapid"), ("in_progress", "both")])
def test_agencies_are_asked_from_the_referral_on(status: str, chosen: str, review: Review, manager: User) -> None:
    Review.objects.filter(pk=review.pk).update(status=status)
    client, address = named(manager, review), f"/case-reviews/{review.pk}/returns/new/"
    assert address in page(client, review)
    assert re.findall(r'value="(\w+)" checked', page_of(client, address)) == [chosen]


def test_page_costs_the_same_with_one_and_three_of_everything(review: Review, manager: User) -> None:
    client = named(manager, review)
    plan = ActionPlanFactory(record=review)
    page(client, review)  # what a process asks once
    counts = []
    for number in (1, 2, 3):
        agency_return = AgencyReturnFactory(review=review)
        ChronologyEntryFactory(agency_return=agency_return)
        recommendation = RecommendationFactory(plan=plan, number=number)
        recommendation.agencies.add(agency_return.agency)
        ActionFactory(plan=plan, recommendation=recommendation)
        PanelMemberFactory(review=review)
        LearningEventFactory(review=review, held_on=date(2099, 1, number))
        create_row(
            row=Pause(review=review),
            values={"reason": "inquest", "starts_on": date(2016, 1, 1), "ends_on": date(2016, 2, 1)},
            by=manager,
        )
        if number != 2:
            with CaptureQueriesContext(connection) as queries:
                assert client.get(registry.url_of(review)).status_code == 200
            counts.append(len(queries))
    assert counts[0] == counts[1]


@pytest.mark.parametrize(
    "role",
    [
        Role.BUSINESS_MANAGER,
        Role.SUPPORT_OFFICER,
        Role.SCRUTINEER,
        Role.GROUP_CHAIR,
        Role.AGENCY_REPRESENTATIVE,
        Role.REVIEWER,
    ],
)
def test_every_part_that_is_linked_opens(role: str, review: Review) -> None:
    belongs = {Role.GROUP_CHAIR: {"group": GroupFactory()}, Role.AGENCY_REPRESENTATIVE: {"agency": AgencyFactory()}}
    client = client_of(user_with(role, record=review.record_ptr, **belongs.get(Role(role), {})))
    html = page(client, review)
    card = html[html.index('id="parts"') :]
    links = re.findall(r'href="(/[^"]+)"', card[: card.index("</section>")])
    assert len(links) >= 5
    assert {link: client.get(link).status_code for link in links} == dict.fromkeys(links, 200)
