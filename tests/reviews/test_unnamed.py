"""What a review's page hides from those not named on it, no other way tells: form, list, theme, workbook, referral."""

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.db.models import Q
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from partnership.enums import Role
from partnership.models import Agency, Board, RoleGrant, User
from partnership.policy import can
from partnership.principals import OPERATOR, principal_of
from partnership.services.workbook import export_workbook, import_workbook
from reviews import importers
from reviews.filters import reviews as filters
from reviews.models import Referral, Review
from reviews.pages.reviews import ReviewPage
from reviews.selectors import themes
from reviews.views import decisions
from tests.clients import client_of, page_of, user_with
from tests.factories.partnership import AgencyFactory, GroupFactory, RoleGrantFactory
from tests.factories.reviews import ReferralFactory, ReviewFactory
from tests.house.posting import posted
from tests.mutants import goes_red
from tests.partnership.workbooks import workbook

pytestmark = pytest.mark.django_db
LIST = reverse("reviews:review-list")
TEXTS = ("title", "restricted_summary", "family_part", "method", "reviewer", "paused_reason", "screening_reason")


@pytest.fixture
def agency() -> Agency:
    return AgencyFactory(code="AG1")


@pytest.fixture
def review(board: Board, agency: Agency) -> Review:
    words = {name: f"Canary of {name}" for name in TEXTS}
    row = ReviewFactory(
        boards=[board],
        reference="NV-1",
        status="referred",
        publication="embargoed",
        screening="ask_more",
        screened_on=date(2026, 2, 3),
        referred_on=date(2026, 2, 2),
        completed_on=date(2026, 3, 3),
        referred_by=agency,
        themes=["Canary theme"],
        **words,
    )
    row.agencies.add(agency)
    return row


@pytest.fixture
def manager() -> User:
    return user_with(Role.BUSINESS_MANAGER)


def name_on(review: Review, user: User, role: str = Role.BUSINESS_MANAGER) -> None:
    RoleGrantFactory(user=user, role=role, record=review)


def publish(review: Review) -> None:
    review.publication, review.visibility, review.published_on = "published", "partnership", date(2026, 5, 5)
    review.status = "published"
    review.save()


def change_url(review: Review) -> str:
    return reverse("reviews:review-change", args=[review.pk])


# --- Forms ---------------------------------------------------------------------------------------------------------


def test_change_form_of_an_unnamed_manager_asks_for_what_stands_alone(review: Review, manager: User) -> None:
    client = client_of(manager)
    response = client.get(change_url(review))
    names = set(response.context["form"].fields)
    assert names == {"review_kind", "edition", "boards", "status", "version"}
    assert "anary" not in response.content.decode()


def test_change_form_of_a_named_manager_asks_for_everything(review: Review, manager: User) -> None:
    name_on(review, manager)
    words = page_of(client_of(manager), change_url(review))
    assert all(f"Canary of {name}" in words for name in TEXTS if name != "screening_reason")


def test_an_unnamed_manager_changes_the_state_and_blanks_nothing(review: Review, manager: User) -> None:
    client = client_of(manager)
    typed = posted(client.get(change_url(review)).context["form"])
    sent = client.post(change_url(review), {**typed, "status": "in_progress", "method": "", "title": "Mine"})
    assert sent.status_code == 302
    review.refresh_from_db()
    assert (review.status, review.method, review.title) == ("in_progress", "Canary of method", "Canary of title")
    assert (review.themes, list(review.agencies.values_list("code", flat=True))) == (["Canary theme"], ["AG1"])


def test_a_state_that_needs_a_day_is_refused_where_the_day_is_not_asked_for(board: Board, manager: User) -> None:
    review = ReviewFactory(boards=[board], status="in_progress")
    client = client_of(manager)
    typed = posted(client.get(change_url(review)).context["form"])
    response = client.post(change_url(review), {**typed, "status": "complete"})
    assert response.context["form"].errors == {"status": ["Somebody named on it types the date first"]}


def test_a_conflict_shows_an_unnamed_manager_nothing_of_the_case(review: Review, manager: User) -> None:
    client = client_of(manager)
    typed = posted(client.get(change_url(review)).context["form"])
    response = client.post(change_url(review), {**typed, "version": 999, "status": "in_progress"})
    assert (response.status_code, "anary" in response.content.decode()) == (409, False)


def test_without_the_page_the_form_of_an_unnamed_manager_tells(
    review: Review, manager: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def holds() -> None:
        assert "anary" not in page_of(client_of(manager), change_url(review))

    goes_red(holds, monkeypatch, (ReviewPage, "hidden", frozenset()))


@pytest.mark.parametrize("name", ["review-screen", "rapid-review-sent"])
def test_what_was_recorded_of_a_case_is_corrected_by_those_named(name: str, review: Review, manager: User) -> None:
    Review.objects.filter(pk=review.pk).update(rapid_review_sent_on=date(2026, 2, 4))
    address, client = reverse(f"reviews:{name}", args=[review.pk]), client_of(manager)
    assert (client.get(address).status_code, client.post(address, {"version": 1}).status_code) == (403, 403)
    assert address not in page_of(client, reverse("reviews:review-decision", args=[review.pk]))
    name_on(review, manager)
    assert client.get(address).status_code == 200
    assert address in page_of(client, reverse("reviews:review-decision", args=[review.pk]))


def test_a_reason_that_stands_there_before_its_screening_is_for_those_named(review: Review, manager: User) -> None:
    Review.objects.filter(pk=review.pk).update(screening="")
    assert client_of(manager).get(reverse("reviews:review-screen", args=[review.pk])).status_code == 403


def test_without_the_question_who_is_named_the_screening_is_read(
    review: Review, manager: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = reverse("reviews:review-screen", args=[review.pk])

    def holds() -> None:
        assert "anary" not in client_of(manager).get(address).content.decode()

    goes_red(holds, monkeypatch, (decisions.CaseStep, "check", lambda view: None))


@pytest.mark.parametrize("role", [Role.BUSINESS_MANAGER, Role.SCRUTINEER])
def test_page_of_the_decision_keeps_the_reason_of_the_screening_for_those_named(role: str, review: Review) -> None:
    user = user_with(role)
    address = reverse("reviews:review-decision", args=[review.pk])
    assert "anary" not in page_of(client_of(user), address)
    name_on(review, user, role)
    assert "Canary of screening_reason" in page_of(client_of(user), address)


def test_an_unnamed_manager_still_screens_a_case_that_is_nobodys(board: Board, manager: User) -> None:
    review = ReviewFactory(boards=[board], status="referred")
    address, client = reverse("reviews:review-screen", args=[review.pk]), client_of(manager)
    assert set(client.get(address).context["form"].fields) == {
        "screening",
        "screening_reason",
        "screened_on",
        "version",
    }
    said = {"screening": "go_on", "screening_reason": "It may.", "screened_on": "1/6/2026", "version": review.version}
    assert client.post(address, said).status_code == 302
    assert RoleGrant.objects.get(record=review).user == manager


# --- The workbook --------------------------------------------------------------------------------------------------


def exported(principal: Any) -> tuple[BytesIO, dict[str, Any]]:
    file = BytesIO()
    export_workbook(file=file, principal=principal)
    file.seek(0)
    heads, row = load_workbook(file)["reviews"].iter_rows(values_only=True)
    file.seek(0)
    return file, {name: value for name, value in zip(heads, row, strict=True) if value is not None}


def test_workbook_holds_for_an_unnamed_manager_what_the_page_shows(review: Review, manager: User, board: Board) -> None:
    _, row = exported(principal_of(manager))
    stands = {"reference": "NV-1", "board": board.code, "kind": review.review_kind, "title": "NV-1"}
    assert row == {**stands, "status": "referred", "publication": "embargoed"}
    assert exported(OPERATOR)[1]["restricted_summary"] == "Canary of restricted_summary"
    name_on(review, manager)
    assert exported(principal_of(manager))[1]["title"] == "Canary of title"


def test_workbook_of_an_unnamed_manager_comes_in_again_and_changes_nothing(review: Review, manager: User) -> None:
    before, _ = exported(OPERATOR)
    file, _ = exported(principal_of(manager))
    result = import_workbook(file=file, by=manager)
    assert ([str(one) for one in result.problems], result.changed, result.changes) == ([], 0, [])
    assert exported(OPERATOR)[1] == exported(OPERATOR)[1] == load_row(before)


def load_row(file: BytesIO) -> dict[str, Any]:
    heads, row = load_workbook(file)["reviews"].iter_rows(values_only=True)
    return {name: value for name, value in zip(heads, row, strict=True) if value is not None}


def test_import_by_an_unnamed_manager_neither_tells_nor_writes_what_is_hidden(
    review: Review, manager: User, board: Board
) -> None:
    heads = ["reference", "board", "kind", "title", "status", "publication", "method", "referred_by", "agencies"]
    AgencyFactory(code="AG2")
    row = ["NV-1", board.code, "scr", "Mine", "in progress", "embargoed", "-", "AG2", "AG2"]
    result = import_workbook(file=workbook({"reviews": [heads, row]}), by=manager)
    assert [str(one) for one in result.problems] == []
    told = {one.column: (one.old, one.new) for one in result.changes}
    left = ("", "left as it is: you are not named on it")
    hidden = ("title", "method", "referred_by", "agencies")
    kind = {"kind": (review.review_kind, "scr")} if review.review_kind != "scr" else {}
    assert told == {**dict.fromkeys(hidden, left), **kind, "status": ("referred", "in_progress")}
    stored = Review.objects.get()
    assert (stored.status, stored.title, stored.method) == ("in_progress", "Canary of title", "Canary of method")
    assert (stored.referred_by.code, [one.code for one in stored.agencies.all()]) == ("AG1", ["AG1"])  # type: ignore[union-attr]


def test_without_the_question_for_papers_the_workbook_tells(
    review: Review, manager: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def holds() -> None:
        assert "Canary" not in str(exported(principal_of(manager))[1])

    goes_red(holds, monkeypatch, (importers, "of_papers", lambda principal: Q(pk__isnull=False)))


# --- Lists and themes ----------------------------------------------------------------------------------------------


def listed(client: Client, query: str) -> bool:
    return "NV-1" in [row.record.reference for row in client.get(f"{LIST}?{query}").context["table"].rows]


def asked(agency: Agency) -> tuple[str, ...]:
    return f"agencies={agency.pk}", "words=canary", "year=2026"


@pytest.mark.parametrize("role", [Role.SCRUTINEER, Role.BUSINESS_MANAGER])
def test_list_finds_a_restricted_review_for_those_not_named_by_what_it_shows(
    role: str, review: Review, agency: Agency
) -> None:
    user = user_with(role)
    client = client_of(user)
    assert [listed(client, query) for query in asked(agency)] == [False, False, True]  # no such year is offered
    assert "2026</option>" not in page_of(client, LIST)
    assert [listed(client, query) for query in ("words=nv-1", "status=referred", "words=&status=")] == [True] * 3
    name_on(review, user, role)
    assert [listed(client, query) for query in asked(agency)] == [True, True, True]


def test_list_finds_a_published_review_by_its_title_and_not_by_its_agencies(review: Review, agency: Agency) -> None:
    publish(review)
    client = client_of(user_with(Role.TRAINING_COORDINATOR))
    assert (listed(client, f"agencies={agency.pk}"), listed(client, "words=canary")) == (False, True)
    assert "2026</option>" not in page_of(client, LIST)


def test_named_manager_finds_what_is_archived_by_its_agencies(review: Review, agency: Agency, manager: User) -> None:
    name_on(review, manager)
    Review.objects.filter(pk=review.pk).update(archived_at="2026-01-01T00:00Z", archived_reason="x")
    assert listed(client_of(manager), f"archived=yes&agencies={agency.pk}") is True


@pytest.mark.parametrize("column", ["title", "published"])
def test_order_of_a_list_tells_nothing_of_restricted_reviews(column: str, board: Board) -> None:
    ReviewFactory(boards=[board], reference="NV-1", title="Zebra", published_on=date(2026, 9, 9))
    ReviewFactory(boards=[board], reference="NV-2", title="Ant", published_on=date(2026, 1, 1))
    client = client_of(user_with(Role.SCRUTINEER))
    for order in (column, f"-{column}"):
        rows = client.get(f"{LIST}?sort={order}").context["table"].rows
        expected = ["NV-2", "NV-1"] if order == "-title" else ["NV-1", "NV-2"]
        assert [row.record.reference for row in rows] == expected


def test_without_the_condition_a_list_is_asked_for_what_is_hidden(
    review: Review, agency: Agency, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = client_of(user_with(Role.SCRUTINEER))

    def holds() -> None:
        assert [listed(client, query) for query in asked(agency)[:2]] == [False, False]

    goes_red(holds, monkeypatch, (filters, "of_papers", lambda principal: Q(pk__isnull=False)))


@pytest.mark.parametrize("role", [Role.SCRUTINEER, Role.BUSINESS_MANAGER])
def test_themes_of_a_restricted_review_are_for_those_named(role: str, review: Review) -> None:
    user = user_with(role)
    address = reverse("reviews:theme-detail", args=["canary-theme"])
    assert "Canary" not in page_of(client_of(user), reverse("reviews:theme-list"))
    assert client_of(user).get(address).status_code == 404
    name_on(review, user, role)
    assert "in 2026" in page_of(client_of(user), reverse("reviews:theme-list"))
    assert "NV-1" in page_of(client_of(user), address)


def test_theme_of_a_published_review_stands_for_others_in_the_year_of_publication(review: Review) -> None:
    publish(review)
    Review.objects.filter(pk=review.pk).update(completed_on=date(2019, 1, 1))
    trainer = user_with(Role.TRAINING_COORDINATOR)
    assert "Found in 1 review; in 2026" in page_of(client_of(trainer), reverse("reviews:theme-list"))


def test_without_the_condition_themes_tell(review: Review, monkeypatch: pytest.MonkeyPatch) -> None:
    client = client_of(user_with(Role.SCRUTINEER))

    def holds() -> None:
        assert "Canary" not in page_of(client, reverse("reviews:theme-list"))

    goes_red(holds, monkeypatch, (themes, "of_papers", lambda principal: Q(pk__isnull=False)))


# --- The referral of a sealed review -------------------------------------------------------------------------------


@pytest.mark.parametrize("role", [Role.BUSINESS_MANAGER, Role.SCRUTINEER])
def test_referral_of_a_sealed_review_is_for_those_named(role: str, review: Review) -> None:
    referral, user = ReferralFactory(review=review), user_with(role)
    address = reverse("reviews:referral-detail", args=[referral.pk])
    assert client_of(user).get(address).status_code == 200
    Review.objects.filter(pk=review.pk).update(visibility="sealed")
    assert client_of(user).get(address).status_code == 404
    assert list(Referral.objects.visible_to(principal_of(user))) == []
    assert not can(principal_of(user), "change", referral)
    name_on(review, user, role)
    assert client_of(user).get(address).status_code == 200
    assert can(principal_of(user), "change", referral) is (role == Role.BUSINESS_MANAGER)


def test_agency_keeps_its_own_words_of_a_sealed_review(review: Review, agency: Agency) -> None:
    referral = ReferralFactory(review=review, agency=agency)
    Review.objects.filter(pk=review.pk).update(visibility="sealed")
    speaker = principal_of(user_with(Role.AGENCY_REPRESENTATIVE, agency=agency))
    assert (can(speaker, "view", referral), can(speaker, "create", referral)) == (True, True)


# --- Briefings -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", ["BM", "SCR", "REV", "SGC", "BSO"])
@pytest.mark.parametrize("visibility", ["restricted", "sealed", "partnership"])
def test_a_briefing_is_offered_to_those_alone_who_may_make_it(role: str, visibility: str, review: Review) -> None:
    user = user_with(role, **{"REV": {"record": review}, "SGC": {"group": GroupFactory()}}.get(role, {}))
    Review.objects.filter(pk=review.pk).update(visibility=visibility)
    client, address = client_of(user), reverse("reviews:briefing-create", args=[review.pk])
    page = client.get(reverse("reviews:review-detail", args=[review.pk])).content.decode()
    answers = client.get(address).status_code
    typed = {"of_review": review.pk, "title": "Missed appointments", "findings": "Nobody asked."}
    may = client.post(address, typed).status_code == 302
    assert (address in page, answers == 200) == (may, may)
