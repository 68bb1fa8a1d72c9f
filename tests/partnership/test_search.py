"""Search: what it finds, how it counts, and what the page says."""

import re
from datetime import date
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from partnership import registry
from partnership.enums import Role, Visibility
from partnership.models import Record
from partnership.principals import principal_of
from partnership.searching import Asked
from partnership.selectors.search import Found, Hit, counts_by_kind, titles_by_kind
from reviews.models import Briefing, IdentityKey
from tests.clients import user_with
from tests.factories.partnership import (
    ActionFactory,
    ActionPlanFactory,
    AgencyFactory,
    AgendaItemFactory,
    GroupFactory,
    IndicatorFactory,
    MeetingFactory,
    PersonFactory,
    PolicyFactory,
    RecommendationFactory,
    RiskFactory,
    RoleGrantFactory,
    SeatFactory,
)
from tests.factories.reviews import ReviewFactory
from tests.house.rows import make

pytestmark = pytest.mark.django_db
MOST_QUERIES = 12


def search(words: str, role: str = Role.BUSINESS_MANAGER, kind: str = "", **grant: Any) -> list[Hit]:
    principal = principal_of(user_with(role, **grant))
    return found_by(principal, words, kind)


def found_by(principal: Any, words: str, kind: str = "") -> list[Hit]:
    """All hits, whose number is what the counts say."""
    asked = Asked.of(words)
    found = Found(principal, asked, kind, counts_by_kind(principal, asked))
    hits = found[0:1000]
    assert len(found) == len(hits)
    return hits


def plain(hits: list[Hit]) -> list[str]:
    return [unescape(re.sub("</?mark>", "", hit.title)) for hit in hits]


@pytest.fixture
def manager(client: Client) -> Client:
    client.force_login(user_with(Role.BUSINESS_MANAGER))
    return client


def test_every_word_must_stand_in_the_row() -> None:
    RiskFactory(title="Neglect seen late", description="Thresholds differ.")
    RiskFactory(title="Neglect elsewhere")
    assert plain(search("threshold NEGLECT")) == ["Neglect seen late"]


def test_a_phrase_in_quotation_marks_stands_together() -> None:
    RiskFactory(title="Early help is thin")
    RiskFactory(title="Help comes early")
    assert plain(search('"early help"')) == ["Early help is thin"]


def test_what_is_called_so_stands_before_what_mentions_it_and_a_reference_before_both() -> None:
    RiskFactory(title="Mentions it", description="See RISK-77.")
    RiskFactory(title="Like RISK-77")
    RiskFactory(title="The risk itself", reference="RISK-77")
    assert plain(search("risk-77")) == ["The risk itself", "Like RISK-77", "Mentions it"]


@pytest.mark.parametrize("typed", ["école", "ÉCOLE", "École"])
def test_letters_beyond_english_are_found_in_either_case(typed: str) -> None:
    PersonFactory(name="Zoë École")
    RiskFactory(title="An école is far")
    ActionFactory(title="Visit the ÉCOLE")
    assert sorted(plain(search(typed))) == ["An école is far", "Visit the ÉCOLE", "Zoë École"]


def test_signs_of_the_query_language_mean_themselves() -> None:
    RiskFactory(title="100 of 100")
    RiskFactory(title="100% of it")
    assert plain(search("100%")) == ["100% of it"]


def test_rows_that_are_no_records_are_found_on_their_pages() -> None:
    agency = AgencyFactory(name="Zebra Trust")
    action = ActionFactory(title="Feed the zebra", reference="ACT-1", agency=agency)
    recommendation = RecommendationFactory(text="Count each zebra.")
    meeting = MeetingFactory(group=GroupFactory(title="Board"), title="", held_on=date(2026, 6, 9))
    AgendaItemFactory(meeting=meeting, title="Welcome", minute="A **zebra** was seen.")
    person = PersonFactory(name="Zebra Smith", agency=agency)
    hits = {hit.kind: hit for hit in search("zebra")}
    assert {kind: (hit.url, hit.second) for kind, hit in hits.items()} == {
        "Action": (f"/actions/{action.pk}/", "ACT-1, Zebra Trust"),
        "Recommendation": (f"/recommendations/{recommendation.pk}/", ""),
        "Agenda item": (f"/meetings/{meeting.pk}/", "Board, 9 June 2026"),
        "Agency": (f"/agencies/{agency.pk}/", agency.code),
        "Person": (f"/people/{person.pk}/", "Zebra Trust"),
    }
    assert hits["Agenda item"].snippet == "A <mark>zebra</mark> was seen."


def test_rows_of_different_kinds_with_the_same_key_lead_to_their_own_pages() -> None:
    risk = RiskFactory(title="Zebra")
    person = PersonFactory(pk=risk.pk, name="Zebra")
    assert {hit.url for hit in search("zebra")} == {f"/risks/{risk.pk}/", f"/people/{person.pk}/"}


def test_every_record_is_found_by_its_reference_and_leads_to_its_page() -> None:
    for model in Record.__subclasses__():
        row = make(model)
        hits = [hit for hit in search(row.reference) if hit.url == registry.url_of(row)]
        # Who a child is, and a briefing in the making, only those named there find.
        assert len(hits) == (model not in (IdentityKey, Briefing)), model


def test_a_kind_narrows_what_is_found_and_not_what_is_counted(manager: Client) -> None:
    RiskFactory(title="Zebra"), RiskFactory(title="Zebra"), PolicyFactory(title="Zebra")
    response = manager.get("/search/?words=zebra&kind=policy")
    lines = [(line["title"], line["count"], line["current"]) for line in response.context["kinds"]]
    assert lines == [("Everything", 3, False), ("Risks", 2, False), ("Policies", 1, True)]
    assert response.context["count"] == "1 result"


def test_an_unknown_kind_means_everything(manager: Client) -> None:
    RiskFactory(title="Zebra")
    assert manager.get("/search/?words=zebra&kind=nothing").context["count"] == "1 result"


def test_pages_hold_each_find_once(manager: Client) -> None:
    for number in range(30):
        RiskFactory(title=f"Zebra {number}")
    pages = [manager.get(f"/search/?words=zebra&page={page}") for page in (1, 2)]
    urls = [hit.url for page in pages for hit in page.context["hits"]]
    assert (len(urls), len(set(urls)), pages[1].context["page"].start_index()) == (30, 30, 26)


def test_too_few_letters_ask_for_more(manager: Client) -> None:
    RiskFactory(title="Zebra")
    page = manager.get("/search/?words=z").content.decode()
    assert ("Type at least 2 letters." in page, "Zebra" in page) == (True, False)


def test_an_empty_search_shows_the_box_alone(manager: Client) -> None:
    page = manager.get("/search/").content.decode()
    assert ("Type at least" in page, "What was found" in page) == (False, False)


def test_nothing_found_repeats_what_was_asked_and_offers_less(manager: Client) -> None:
    page = " ".join(unescape(manager.get("/search/?words=zebra+%3Cb%3E").content.decode()).split())
    assert "Nothing that you may see holds “zebra <b>”" in page.replace("&lt;", "<")
    assert "Search for “zebra” alone" in page


def test_what_is_typed_is_escaped(manager: Client) -> None:
    RiskFactory(title="Zebra <script>alert(1)</script>")
    page = manager.get("/search/?words=%3Cscript%3E+zebra").content.decode()
    assert ("<script>alert" in page, "<mark>&lt;script&gt;</mark>" in page) == (False, True)


def test_the_bar_has_a_search_box_and_the_way_to_ones_own_pages(manager: Client) -> None:
    bar = manager.get("/").content.decode().split('<nav class="portal-nav"')[0]
    assert ('action="/search/"' in bar, 'href="/your-pages/"' in bar) == (True, True)


def test_no_register_guards_what_is_searched() -> None:
    both = [
        (register.noun, register.guarded & set(register.model.search_fields))
        for register in registry.registers()
        if issubclass(register.model, Record)
    ]
    assert [pair for pair in both if pair[1]] == []


def test_everything_that_is_searched_has_a_name_and_a_page() -> None:
    kinds = [one.kind for one in registry.searched()]
    assert len(set(kinds)) == len(kinds)
    assert [one.kind for one in registry.searched() if not one.stands_on and not registry.register_for(one.model)] == []
    assert set(titles_by_kind()) == {model.record_kind for model in Record.__subclasses__()} | set(kinds)


def populate(agency: Any, group: Any, many: int) -> None:
    for _ in range(many):
        for model in Record.__subclasses__():
            row = make(model)
            row.title = "Zebra"
            row.save()
        ActionFactory(title="Zebra", agency=agency, plan=ActionPlanFactory(record=RiskFactory(group=group)))
        MeetingFactory(title="Zebra", held_on=date(2026, 1, 1))
        PersonFactory(name="Zebra", agency=agency)


@pytest.mark.parametrize("role", [Role.BUSINESS_MANAGER, Role.GROUP_CHAIR, Role.AGENCY_REPRESENTATIVE])
def test_a_search_costs_the_same_however_much_is_found(role: Role, client: Client) -> None:
    agency = AgencyFactory()
    group = SeatFactory(agency=agency).group
    reach = {Role.GROUP_CHAIR: {"group": group}, Role.AGENCY_REPRESENTATIVE: {"agency": agency}}
    client.force_login(user_with(role, **reach.get(role, {})))
    costs = []
    for more in (1, 2, 6):
        populate(agency, group, more)
        client.get("/search/")  # on a slow machine the session is due to be carried on
        with CaptureQueriesContext(connection) as captured:
            assert client.get("/search/?words=zebra").status_code == 200
        costs.append(len(captured))
    assert costs == [costs[0]] * 3
    assert costs[0] <= MOST_QUERIES


def test_a_guarded_record_is_found_by_its_reference_alone_by_whoever_may_open_it() -> None:
    review = ReviewFactory(reference="NV-2026-02", title="CANARY Ash", visibility=Visibility.RESTRICTED)
    reader = RoleGrantFactory(role=Role.REVIEWER, record=review.record_ptr).user
    hits = found_by(principal_of(reader), "nv-2026-02")
    assert [(hit.title, hit.snippet, hit.restriction.words) for hit in hits] == [("NV-2026-02", "", "Restricted")]
    assert found_by(principal_of(reader), "canary") == found_by(principal_of(reader), "NV-2026") == []
    assert search("nv-2026-02", Role.SUPPORT_OFFICER) == search("canary", Role.BUSINESS_MANAGER) == []
    assert plain(search("nv-2026-02", Role.BUSINESS_MANAGER)) == ["NV-2026-02"]


def test_an_action_of_a_restricted_plan_is_found_by_its_reference_and_not_named() -> None:
    agency = AgencyFactory()
    review = ReviewFactory(visibility=Visibility.RESTRICTED)
    ActionFactory(
        reference="ACT-7", title="CANARY", progress="CANARY", agency=agency, plan=ActionPlanFactory(record=review)
    )
    grant = {"role": Role.AGENCY_REPRESENTATIVE, "agency": agency}
    assert search("canary", **grant) == []
    hits = search("act-7", **grant)
    assert [(hit.title, hit.second, hit.snippet, hit.restriction.words) for hit in hits] == [
        ("ACT-7", "", "", "Restricted")
    ]
    assert search("act-7", Role.AGENCY_REPRESENTATIVE, agency=AgencyFactory()) == []


def test_a_confidential_item_is_found_by_those_who_may_see_it_without_its_words() -> None:
    agency = AgencyFactory()
    group = SeatFactory(agency=agency).group
    meeting = MeetingFactory(group=group)
    AgendaItemFactory(meeting=meeting, title="CANARY", minute="CANARY", confidential=True)
    hits = search("canary", Role.GROUP_CHAIR, group=group)
    assert [(hit.title, hit.snippet, hit.restriction.words) for hit in hits] == [("Agenda item", "", "Restricted")]
    assert search("canary", Role.AGENCY_REPRESENTATIVE, agency=agency) == []


def test_what_is_archived_is_neither_found_nor_counted() -> None:
    meeting = MeetingFactory(title="Zebra")
    item = AgendaItemFactory(meeting=MeetingFactory(title="Other"), title="Zebra")
    AgendaItemFactory(meeting=meeting, title="Zebra")
    for row in (meeting, item, RiskFactory(title="Zebra"), ActionFactory(title="Zebra"), AgencyFactory(name="Zebra")):
        row.archived_at = timezone.now()
        row.save()
    assert search("zebra") == []


def test_a_grant_for_one_board_finds_nothing_of_another() -> None:
    own, other = RiskFactory(title="Zebra own"), RiskFactory(title="Zebra other")
    IndicatorFactory(title="Zebra of another board")
    assert other.boards.get() != own.boards.get()
    assert plain(search("zebra", board=own.boards.get())) == ["Zebra own"]
