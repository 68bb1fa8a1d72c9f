"""Conflicts of interest: whoever has one loses the record and all that hangs on it, whatever their role."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.apps import apps
from django.db.models import Q
from django.test import Client
from django.urls import reverse

from partnership import policy, principals, registry
from partnership.exceptions import DomainError
from partnership.models import Interest, Message, User
from partnership.policy import can, scope
from partnership.principals import principal_of
from partnership.selectors.record_access import has_conflict
from partnership.services.conflicts import declare_for, declare_own, end_interest
from tests.clients import client_of, user_with
from tests.factories import partnership as rows
from tests.factories import reviews as case

pytestmark = pytest.mark.django_db
WORD = "Kittiwake"


def papers(review: Any, agency: Any) -> list[Any]:
    """One row of each kind that hangs on a review."""
    plan = rows.ActionPlanFactory(record=review)
    action = rows.ActionFactory(plan=plan, agency=agency, title=WORD)
    wanted = case.AgencyReturnFactory(review=review, agency=agency)
    text = case.ReviewTextFactory(review=review)
    return [
        review,
        action,
        rows.RecommendationFactory(plan=plan),
        rows.CommentFactory(record=review),
        rows.AttachmentFactory(record=review),
        rows.AttachmentFactory(record=None, action=action),
        case.ReferralFactory(review=review, agency=agency),
        case.PanelMemberFactory(review=review),
        case.LearningEventFactory(review=review),
        case.ParallelProcessFactory(review=review),
        case.PauseFactory(review=review),
        wanted,
        case.ReturnAnswerFactory(agency_return=wanted),
        case.ChronologyEntryFactory(agency_return=wanted),
        text,
        case.TextCommentFactory(text=text),
        case.SignOffFactory(text=text),
        case.ChildFactory(review=review),
        rows.InterestFactory(record=review),
    ]


@pytest.fixture
def review() -> Any:
    return case.ReviewFactory(reference="NV-2026-02", title=f"{WORD} title")


@pytest.fixture
def keeper() -> User:
    """Who can end it."""
    return user_with("SCR")


def named(role: str, review: Any, **grant: Any) -> User:
    """Somebody with a role who is named on the review besides."""
    user = user_with(role, **grant)
    rows.RoleGrantFactory(user=user, role=role, record=review, **grant)
    return user


def open_to(user: User, everything: list[Any]) -> list[str]:
    principal = principal_of(user)
    return [type(row).__name__ for row in everything if can(principal, "view", row)]


def manager_of(review: Any) -> User:
    return named("BM", review)


def representative_of(review: Any) -> User:
    return named("REP", review, agency=rows.AgencyFactory())


def agency_of(user: User) -> Any:
    return user.grants.filter(record=None).get().agency or rows.AgencyFactory()


each_role = pytest.mark.parametrize("person", [manager_of, representative_of], ids=["manager", "agency"])


@each_role
def test_all_that_hangs_on_the_record_is_lost_and_comes_back(
    person: Callable[[Any], User], review: Any, keeper: User
) -> None:
    user = person(review)
    everything = papers(review, agency_of(user))
    before = open_to(user, everything)
    assert {"Review", "Action", "Comment", "Attachment"} <= set(before)
    interest = declare_own(record=review, reason="Supervised the worker", by=user)
    assert open_to(user, everything) == []
    end_interest(interest=interest, reason="Moved to another service", by=keeper)
    assert open_to(user, everything) == before


def test_everybody_who_speaks_for_an_agency_in_conflict_loses_it(review: Any, keeper: User) -> None:
    user = representative_of(review)
    colleague = named("REP", review, agency=agency_of(user))
    other = representative_of(review)
    everything = papers(review, agency_of(user))
    declare_for(record=review, agency=agency_of(user), reason="Its own officers", by=keeper)
    assert (open_to(user, everything), open_to(colleague, everything)) == ([], [])
    assert open_to(other, everything) != []


def sits_as_chair(agency: Any, user: User, **ends: Any) -> None:
    """Somebody who holds a seat for an agency."""
    seat = rows.SeatFactory(agency=agency)
    rows.TenureFactory(seat=seat, person=rows.PersonFactory(user=user), **ends)


def has_a_part(agency: Any, user: User, **ends: Any) -> None:
    """Somebody who has a part in a review for an agency; in another review, for one."""
    case.PanelMemberFactory(user=user, agency=agency, **ends)


LONG_AGO = date(2018, 1, 1)
each_place = pytest.mark.parametrize(
    ("sits", "ended"),
    [(sits_as_chair, {"ends_on": LONG_AGO}), (has_a_part, {"left_on": LONG_AGO})],
    ids=["seat", "panel"],
)


@each_place
def test_whoever_sits_for_an_agency_in_conflict_loses_it(
    sits: Callable[..., None], ended: dict[str, Any], review: Any, keeper: User
) -> None:
    agency = rows.AgencyFactory()
    sitting, left, other = (named("SGC", review, group=rows.GroupFactory()) for _ in range(3))
    sits(agency, sitting)
    sits(agency, left, **ended)
    sits(rows.AgencyFactory(), other)
    everything = papers(review, agency)
    declare_for(record=review, agency=agency, reason="Its own officers", by=keeper)
    assert open_to(sitting, everything) == []
    assert {"Review", "ReviewText"} <= set(open_to(left, everything)) == set(open_to(other, everything))
    assert (has_conflict(review, sitting), has_conflict(review, left)) == (True, False)


@each_place
def test_mutant_without_the_seats_whoever_sits_for_the_agency_reads_on(
    sits: Callable[..., None], ended: dict[str, Any], review: Any, keeper: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    agency, chair = rows.AgencyFactory(), named("SGC", review, group=rows.GroupFactory())
    sits(agency, chair)
    declare_for(record=review, agency=agency, reason="Its own officers", by=keeper)
    assert client_of(chair).get(registry.url_of(review)).status_code == 404
    monkeypatch.setattr(principals, "agencies_sat_for", lambda user: [])
    assert client_of(chair).get(registry.url_of(review)).status_code == 200


def test_what_an_agency_did_with_the_briefing_is_lost_with_the_review(review: Any, keeper: User) -> None:
    agency = rows.AgencyFactory()
    speaker = user_with("REP", agency=agency)
    briefing = case.BriefingFactory(of_review=review, visibility="partnership")
    receipt = case.BriefingReceiptFactory(briefing=briefing, agency=agency)
    everything = [briefing, receipt]
    assert open_to(speaker, everything) == ["Briefing", "BriefingReceipt"]
    declare_for(record=review, agency=agency, reason="Its own officers", by=keeper)
    assert open_to(speaker, everything) == []
    assert client_of(speaker).get(registry.url_of(receipt)).status_code == 404


def test_the_identity_key_of_the_review_is_lost_with_it(review: Any, keeper: User) -> None:
    user, key = manager_of(review), case.IdentityKeyFactory(of_review=review)
    rows.RoleGrantFactory(user=user, role="BM", record=key)
    assert can(principal_of(user), "view", key)
    declare_own(record=review, reason="x", by=user)
    assert not can(principal_of(user), "view", key)


def test_every_kind_that_hangs_on_a_record_is_narrowed(review: Any, keeper: User) -> None:
    """Whatever model comes next: its rows of a record in conflict are left out for the roles that read all."""
    user = manager_of(review)
    declare_own(record=review, reason="x", by=user)
    in_conflict = principal_of(user)
    without = replace(in_conflict, lost=frozenset())
    hanging = [one for one in apps.get_models() if getattr(one, "record_path", "") and hasattr(one, "policy_subject")]
    assert [one for one in hanging if scope(one, in_conflict, "view") == scope(one, without, "view")] == []


@each_role
def test_no_address_search_count_or_export_shows_it(person: Callable[[Any], User], review: Any, keeper: User) -> None:
    user = person(review)
    papers(review, agency_of(user))
    browser = client_of(user)
    addresses = [registry.url_of(review), reverse("partnership:conflict-declare", args=[review.pk])]
    pages = [browser.get(address) for address in addresses]
    assert {page.status_code for page in pages} == {200}
    assert WORD in seen(browser) + pages[0].content.decode()
    declare_own(record=review, reason="x", by=user)
    more = [reverse("partnership:record-access", args=[review.pk]), reverse("reviews:review-panel", args=[review.pk])]
    assert {browser.get(address).status_code for address in [*addresses, *more]} == {404}
    text = seen(browser)
    assert WORD not in text
    assert "NV-2026-02" not in text


def seen(browser: Client) -> str:
    """Lists, exports, search and home."""
    pages = [
        "/",
        "/actions/",
        "/actions/?format=csv",
        "/recommendations/",
        "/case-reviews/",
        "/case-reviews/?format=csv",
        f"/search/?words={WORD[:-1]}",
        "/search/?words=NV-2026-0",
    ]
    found = [browser.get(page) for page in pages]
    return " ".join(page.content.decode() for page in found if page.status_code == 200 and not page.streaming)


def test_what_is_public_stays_readable(keeper: User) -> None:
    risk = rows.RiskFactory(visibility="public")
    user = user_with("BM")
    declare_own(record=risk, reason="x", by=user)
    assert can(principal_of(user), "view", risk)
    assert not can(principal_of(user), "change", risk)


def test_a_published_copy_stays_readable_and_its_draft_does_not(review: Any, keeper: User) -> None:
    user, copy = manager_of(review), case.PublishedCopyFactory(source=case.ReviewTextFactory(review=review))
    declare_own(record=review, reason="x", by=user)
    assert can(principal_of(user), "view", copy)
    assert not can(principal_of(user), "change", copy)
    assert not can(principal_of(user), "view", copy.source)


def test_the_business_unit_is_told_and_the_person_learns_no_title(review: Any, keeper: User) -> None:
    manager, user = manager_of(review), representative_of(review)
    address = reverse("partnership:conflict-declare", args=[review.pk])
    response = client_of(user).post(address, {"reason": "Supervised the worker"}, follow=True)
    page = response.content.decode()
    assert "Your conflict of interest is recorded" in page
    assert WORD not in page
    assert {message.to for message in Message.objects.all()} == {manager, keeper}
    assert not any(WORD in message.body or "Supervised" in message.body for message in Message.objects.all())


def of_hidden_case(kind: str, review: Any, agency: Any) -> Any:
    if kind == "referral":
        return case.ReferralFactory(review=review, agency=agency)
    plan = rows.ActionPlanFactory(record=review)
    if kind == "action":
        return rows.ActionFactory(plan=plan, agency=agency)
    return rows.RecommendationAnswerFactory(recommendation=rows.RecommendationFactory(plan=plan), agency=agency)


@pytest.mark.parametrize("kind", ["referral", "answer", "action"])
def test_an_agency_declares_by_way_of_the_one_row_that_it_sees(kind: str, review: Any, keeper: User) -> None:
    agency, other = rows.AgencyFactory(), rows.AgencyFactory()
    browser = client_of(user_with("REP", agency=agency))
    row, address = of_hidden_case(kind, review, agency), reverse("partnership:conflict-declare", args=[review.pk])
    own = registry.url_of(row)
    assert address in browser.get(own).content.decode()
    page = browser.get(address).content.decode()
    assert (own in page, registry.url_of(review) in page, WORD in page) == (True, False, False)
    assert ("NV-2026-02" in page) == ("NV-2026-02" in browser.get(own).content.decode())
    stranger = client_of(user_with("REP", agency=other))
    assert (stranger.get(address).status_code, stranger.post(address, {"reason": "x"}).status_code) == (404, 404)
    told = browser.post(address, {"reason": "A friend of the mother"}, follow=True).content.decode()
    assert "Your conflict of interest is recorded" in told
    assert Interest.objects.get().record_id == review.pk
    assert {browser.get(where).status_code for where in (own, address)} == {404}


def test_of_two_rows_the_page_tells_neither(review: Any, keeper: User) -> None:
    agency = rows.AgencyFactory()
    browser = client_of(user_with("REP", agency=agency))
    found = [of_hidden_case(kind, review, agency) for kind in ("referral", "action")]
    page = browser.get(reverse("partnership:conflict-declare", args=[review.pk])).content.decode()
    assert [registry.url_of(row) in page for row in found] == [False, False]
    assert "NV-2026-02" not in page


def test_nobody_ends_their_own_and_one_who_can_is_left(review: Any, keeper: User) -> None:
    manager = manager_of(review)
    interest = declare_own(record=review, reason="x", by=manager)
    with pytest.raises(DomainError, match="may not change who has access"):
        end_interest(interest=interest, reason="Over", by=manager)
    assert client_of(manager).get(reverse("partnership:conflict-end", args=[interest.pk])).status_code == 404
    with pytest.raises(DomainError, match="Nobody would be left who could end this"):
        declare_for(record=review, user=keeper, reason="x", by=keeper)


def test_a_conflict_is_ended_once_and_with_a_reason(review: Any, keeper: User) -> None:
    interest = declare_own(record=review, reason="x", by=manager_of(review))
    with pytest.raises(DomainError, match="Say why it ends"):
        end_interest(interest=interest, reason="", by=keeper)
    address = reverse("partnership:conflict-end", args=[interest.pk])
    ended = client_of(keeper).post(address, {"reason": "Moved on"}, follow=True).content.decode()
    assert "The conflict of interest has ended" in ended
    stored = Interest.objects.get(pk=interest.pk)
    assert (stored.ended_reason, stored.ended_by, stored.history.count()) == ("Moved on", keeper, 2)
    with pytest.raises(DomainError, match="ended already"):
        end_interest(interest=interest, reason="Again", by=keeper)


def test_declared_twice_it_is_one(review: Any, keeper: User) -> None:
    user = representative_of(review)
    declare_own(record=review, reason="x", by=user)
    with pytest.raises(DomainError, match="declared already"):
        declare_for(record=review, user=user, reason="y", by=keeper)


@pytest.mark.parametrize("typed", [{}, {"both": True}])
def test_a_person_or_an_agency_and_not_both(typed: dict[str, Any], review: Any, keeper: User) -> None:
    user, agency = representative_of(review), rows.AgencyFactory()
    form = {"user": user.pk, "agency": agency.pk} if typed else {}
    address = reverse("partnership:record-conflict-add", args=[review.pk])
    page = client_of(keeper).post(address, {**form, "reason": "Own officers"}).content.decode()
    assert "Choose a person or an agency, and not both" in page
    told = client_of(keeper).post(address, {"user": user.pk, "reason": "Own officers"}, follow=True).content.decode()
    assert "They no longer see this record" in told


def test_a_stranger_declares_nothing(review: Any, keeper: User) -> None:
    stranger = user_with("REP", agency=rows.AgencyFactory())
    with pytest.raises(DomainError, match="You may not open this record"):
        declare_own(record=review, reason="x", by=stranger)


def test_mutant_without_the_rule_of_conflicts_all_stays_open(
    review: Any, keeper: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    user = manager_of(review)
    declare_own(record=review, reason="x", by=user)
    monkeypatch.setattr(policy, "_without_interest", lambda model, principal: Q())
    assert client_of(user).get(registry.url_of(review)).status_code == 200
