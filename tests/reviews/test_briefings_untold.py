"""A briefing whose review is put under embargo or sealed later is told of no more, but to those named on the review;
a draft is for them from the beginning."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.db.models import Q
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from partnership import policy, registry
from partnership.enums import Role
from partnership.models import User
from partnership.policy import can
from partnership.principals import PUBLIC_REPORT, principal_of
from reporting.views import briefings as pdf_view
from reviews.models import Briefing, Review
from reviews.selectors.briefings import briefings_in_year, words_hash
from reviews.services.briefings import clear_briefing
from tests.clients import client_of, user_with
from tests.factories.partnership import AgencyFactory, InterestFactory
from tests.factories.reviews import BriefingFactory, BriefingReceiptFactory, ReviewFactory
from tests.reviews.publishing import named, scope_of

pytestmark = pytest.mark.django_db
TITLE = "When appointments are missed"
TOLD, UNTOLD = (200, 200, True, True), (404, 404, False, False)
LATER, EARLIER = datetime(2999, 1, 1, tzinfo=UTC), datetime(2018, 1, 1, tzinfo=UTC)
HIDDEN: list[dict[str, Any]] = [
    {"publication": "embargoed", "embargo_until": LATER},
    {"publication": "embargoed", "embargo_until": None},
    {"visibility": "sealed"},
]
IDS = ["embargo", "embargo without a day", "sealed"]


@pytest.fixture(autouse=True)
def drawing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Drawing is tried in test_briefing_pdf.py; here a file is enough."""
    cache.clear()
    monkeypatch.setattr(pdf_view, "briefing_pdf", lambda briefing: b"%PDF-1.7 drawn")


@pytest.fixture
def briefing(db: None) -> Briefing:
    row = BriefingFactory(of_review=ReviewFactory(), is_public=True, title=TITLE)
    by = user_with(Role.SCRUTINEER)
    return clear_briefing(briefing=row, words=words_hash(row), version=row.version, by=by)


def told_to_the_public(briefing: Briefing) -> tuple[int, int, bool, bool]:
    """The status of its page and of its file, and whether the public list and the report name it."""
    stranger = Client()
    names = ("reviews:briefing-page", "reporting:briefing-pdf")
    page, file = (stranger.get(reverse(name, args=[briefing.pk])).status_code for name in names)
    year = {"start": date(2000, 1, 1), "end": timezone.localdate(), "principal": PUBLIC_REPORT}
    printed = briefings_in_year(board=briefing.boards.get(), **year)
    listed = TITLE in stranger.get("/published/").content.decode()
    return page, file, listed, [one.title for one in printed] == [TITLE]


def hide(briefing: Briefing, **fields: Any) -> None:
    review = Review.objects.get(pk=briefing.of_review_id)
    for name, value in fields.items():
        setattr(review, name, value)
    review.save()


@pytest.mark.parametrize("hidden", HIDDEN, ids=IDS)
def test_it_is_told_until_the_review_is_hidden(briefing: Briefing, hidden: dict[str, Any]) -> None:
    assert told_to_the_public(briefing) == TOLD
    hide(briefing, **hidden)
    assert told_to_the_public(briefing) == UNTOLD


def test_it_is_told_again_when_the_embargo_has_ended(briefing: Briefing) -> None:
    hide(briefing, publication="embargoed", embargo_until=timezone.now() + timedelta(minutes=1))
    assert told_to_the_public(briefing) == UNTOLD
    hide(briefing, embargo_until=EARLIER)
    assert told_to_the_public(briefing) == TOLD


@pytest.mark.parametrize("hidden", HIDDEN, ids=IDS)
def test_without_the_condition_each_place_would_tell(
    briefing: Briefing, monkeypatch: pytest.MonkeyPatch, hidden: dict[str, Any]
) -> None:
    """The mutant of the tests above: the policy forgets to ask, and then the report too."""
    hide(briefing, **hidden)
    monkeypatch.setattr(policy, "told", lambda model: Q())
    assert told_to_the_public(briefing) == (200, 200, True, False)
    monkeypatch.setattr(Briefing, "untold", staticmethod(lambda now: Q(pk__in=[])))
    assert told_to_the_public(briefing) == TOLD


@pytest.mark.parametrize("hidden", HIDDEN, ids=IDS)
def test_its_page_says_that_nobody_else_reads_it_and_offers_no_asking(
    briefing: Briefing, hidden: dict[str, Any]
) -> None:
    BriefingReceiptFactory(briefing=briefing)
    AgencyFactory()
    manager = client_of(named(Role.BUSINESS_MANAGER, briefing.of_review))

    def said() -> list[bool]:
        html = manager.get(registry.url_of(briefing)).content.decode()
        words = ("Nobody but those named on the review", "<dd>Those named on the review<", "<dd>Everybody<")
        return [one in html for one in (*words, "Ask the agencies", "Remind those who have not answered")]

    assert said() == [False, False, True, True, True]
    hide(briefing, **hidden)
    assert said() == [True, True, False, False, False]


def test_its_page_marks_the_embargo_until_it_ends(briefing: Briefing) -> None:
    manager = client_of(named(Role.BUSINESS_MANAGER, briefing.of_review))
    for until, marked in ((LATER, True), (EARLIER, False)):
        hide(briefing, publication="embargoed", embargo_until=until)
        assert ("Under embargo" in manager.get(registry.url_of(briefing)).content.decode()) == marked


def test_the_page_of_a_draft_says_who_can_open_it() -> None:
    draft = BriefingFactory(of_review=ReviewFactory(), visibility="restricted")
    html = client_of(named(Role.BUSINESS_MANAGER, draft.of_review)).get(registry.url_of(draft)).content.decode()
    readers = "Those named on the review or on this briefing"
    assert (f"{readers} can open this." in html, f"<dd>{readers}<" in html) == (True, True)


# --- Whoever is signed in ------------------------------------------------------------------------------------------

EVERYBODY = [Role.BUSINESS_MANAGER, Role.SUPPORT_OFFICER, Role.SCRUTINEER, Role.GROUP_CHAIR, Role.AGENCY_REPRESENTATIVE]
UNNAMED = [*EVERYBODY, Role.TRAINING_COORDINATOR, Role.GOVERNANCE_LEAD]


def unnamed(role: str) -> User:
    return user_with(role, **scope_of(role))


def opened(user: User, briefing: Briefing) -> list[int]:
    """The status of everything that shows a briefing, and of what an agency did with it."""
    browser, receipt = client_of(user), briefing.receipts.first() or BriefingReceiptFactory(briefing=briefing)
    names = ("reviews:briefing-detail", "reviews:briefing-page", "reporting:briefing-pdf")
    addresses = [reverse(name, args=[briefing.pk]) for name in names]
    return [browser.get(one).status_code for one in [*addresses, registry.url_of(receipt)]]


@pytest.mark.parametrize("hidden", HIDDEN, ids=IDS)
def test_a_cleared_briefing_of_a_hidden_review_is_for_those_named_on_the_review(
    briefing: Briefing, hidden: dict[str, Any]
) -> None:
    hide(briefing, **hidden)
    on_briefing = user_with(Role.GROUP_CHAIR, record=briefing, **scope_of(Role.GROUP_CHAIR))
    strangers = [*map(unnamed, UNNAMED), on_briefing]
    assert {status for one in strangers for status in opened(one, briefing)} == {404}
    assert opened(named(Role.BUSINESS_MANAGER, briefing.of_review), briefing) == [200] * 4
    assert opened(named(Role.REVIEWER, briefing.of_review), briefing)[:3] == [200] * 3


@pytest.mark.parametrize("fields", [{}, {"publication": "published", "visibility": "partnership"}, *HIDDEN])
def test_a_draft_is_for_those_named_on_its_review(fields: dict[str, Any]) -> None:
    draft = BriefingFactory(of_review=ReviewFactory(), visibility="restricted")
    hide(draft, **fields)
    page, receipt = reverse("reviews:briefing-page", args=[draft.pk]), BriefingReceiptFactory(briefing=draft)
    everywhere = [page, registry.url_of(draft), registry.url_of(receipt)]
    for role in UNNAMED:
        browser = client_of(unnamed(role))
        assert [browser.get(one).status_code for one in everywhere] == [404, 404, 404], role
    for role in [*EVERYBODY, Role.REVIEWER]:
        browser = client_of(named(role, draft.of_review))
        assert [browser.get(one).status_code for one in everywhere[:2]] == [200, 200], role
    assert client_of(named(Role.SCRUTINEER, draft.of_review)).get(everywhere[2]).status_code == 200


def test_named_on_the_briefing_alone_one_reads_its_draft_until_the_review_is_hidden() -> None:
    draft = BriefingFactory(of_review=ReviewFactory(), visibility="restricted")
    chair = user_with(Role.GROUP_CHAIR, record=draft, **scope_of(Role.GROUP_CHAIR))
    assert can(principal_of(chair), "view", draft)
    hide(draft, visibility="sealed")
    assert not can(principal_of(chair), "view", draft)


def test_whoever_has_a_conflict_with_a_hidden_review_reads_nothing_of_its_public_briefing(briefing: Briefing) -> None:
    manager = named(Role.BUSINESS_MANAGER, briefing.of_review)
    hide(briefing, visibility="sealed")
    assert can(principal_of(manager), "view", briefing)
    InterestFactory(record=briefing.of_review, user=manager)
    assert opened(manager, briefing) == [404] * 4
