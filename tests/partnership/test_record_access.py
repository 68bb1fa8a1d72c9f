"""Who is named on a record: given, taken off, for oneself, and on a sealed record only by two people."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from partnership.enums import MessageKind
from partnership.exceptions import DomainError
from partnership.models import Message, NamingRequest, RoleGrant, User
from partnership.policy import can
from partnership.principals import principal_of
from partnership.selectors.users import counts_now
from partnership.services import two_people
from partnership.services.grants import give_role
from partnership.services.record_access import add_oneself, answer_naming, name_person, take_off
from tests.clients import client_of, page_of, user_with
from tests.factories.partnership import AgencyFactory, GroupFactory, RiskFactory, RoleGrantFactory
from tests.factories.partnership import UserFactory as Account
from tests.factories.reviews import ReviewFactory

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
LATER = TODAY + timedelta(days=90)


@pytest.fixture
def manager() -> User:
    return user_with("BM", user=Account(name="Ruth Adeyemi"))


@pytest.fixture
def officer() -> RoleGrant:
    return RoleGrantFactory(role="BSO", user=Account(name="Priya Nair"))


def sealed_with(manager: User) -> Any:
    record = RiskFactory(visibility="sealed", reference="R-77", title="Canary of a title")
    RoleGrantFactory(user=manager, role="BM", record=record)
    return record


def name(record: Any, held: RoleGrant, by: User) -> Any:
    return name_person(record=record, held=held, ends_on=LATER, reason="Takes the minutes", by=by)


def opens(user: User, record: Any) -> bool:
    return can(principal_of(user), "view", record)


def test_somebody_is_named_and_told_by_reference_alone(manager: User, officer: RoleGrant) -> None:
    record = RiskFactory(visibility="restricted", reference="R-77", title="Canary of a title")
    assert not opens(officer.user, record)
    grant = name(record, officer, manager)
    message = Message.objects.get()
    assert opens(officer.user, record)
    assert (grant.ends_on, grant.reason, grant.history.get().history_user) == (LATER, "Takes the minutes", manager)
    assert (message.to, message.kind) == (officer.user, MessageKind.ASKED)
    assert "risk R-77" in message.body
    assert "Canary" not in message.body + message.subject


def test_taken_off_it_is_closed_at_once_and_can_be_given_again(manager: User, officer: RoleGrant) -> None:
    record = RiskFactory(visibility="restricted")
    grant = name(record, officer, manager)
    take_off(grant=grant, version=grant.version, reason="Moved on", by=manager)
    assert not opens(officer.user, record)
    assert not RoleGrant.objects.filter(counts_now(TODAY), pk=grant.pk).exists()
    newest = grant.history.order_by("-history_id").first()
    assert (newest.history_user, newest.history_change_reason) == (manager, "Moved on")
    name(record, officer, manager)
    assert opens(officer.user, record)


def test_nobody_names_or_takes_off_themselves(manager: User) -> None:
    record = RiskFactory(visibility="restricted")
    with pytest.raises(DomainError, match="Nobody changes their own"):
        name(record, manager.grants.get(), manager)
    with pytest.raises(DomainError, match="Nobody changes their own"):
        give_role(user=manager, role="BM", starts_on=TODAY, ends_on=LATER, reason="Mine", record=record, by=manager)


@pytest.mark.parametrize("role", ["BSO", "SGC", "TC", "ADM"])
def test_only_the_business_manager_names(role: str, officer: RoleGrant) -> None:
    other = user_with(role, **({"group": GroupFactory()} if role == "SGC" else {}))
    with pytest.raises(DomainError, match="You may not change who has access"):
        name(RiskFactory(visibility="restricted"), officer, other)


def test_who_has_a_conflict_is_not_named(manager: User, officer: RoleGrant) -> None:
    record = RiskFactory(visibility="restricted")
    record.interests.create(user=officer.user, reason="Supervised the worker", declared_by=manager)
    with pytest.raises(DomainError, match="cannot be named here"):
        name(record, officer, manager)


def test_on_a_sealed_record_a_second_person_confirms(manager: User, officer: RoleGrant) -> None:
    record, chair = sealed_with(manager), user_with("SCR")
    request = name(record, officer, manager)
    assert isinstance(request, NamingRequest)
    assert not opens(officer.user, record)
    assert [(one.to, "R-77" in one.body, "Canary" in one.body) for one in Message.objects.all()] == [
        (chair, True, False)
    ]
    answer_naming(request=request, agreed=True, answer="", by=chair)
    assert opens(officer.user, record)
    assert not opens(chair, record)  # to confirm is not to read
    assert RoleGrant.objects.get(user=officer.user, record=record).history.get().history_user == manager


def test_who_asked_does_not_confirm_and_neither_does_who_is_named(manager: User) -> None:
    record, chair = sealed_with(manager), RoleGrantFactory(role="SCR")
    second = user_with("SCR")
    request = name(record, chair, manager)
    for by in (manager, chair.user):
        with pytest.raises(DomainError, match="Somebody else has to confirm"):
            answer_naming(request=request, agreed=True, answer="", by=by)
    answer_naming(request=request, agreed=True, answer="", by=second)
    with pytest.raises(DomainError, match="answered already"):
        answer_naming(request=request, agreed=False, answer="No", by=second)


def test_mutant_without_the_second_person_one_is_enough(
    manager: User, officer: RoleGrant, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("partnership.services.record_access.Visibility", SimpleNamespace(SEALED="none"))
    record = sealed_with(manager)
    name(record, officer, manager)
    assert opens(officer.user, record)


def test_a_refusal_takes_a_reason_and_names_nobody(manager: User, officer: RoleGrant) -> None:
    record, chair = sealed_with(manager), user_with("SCR")
    request = name(record, officer, manager)
    with pytest.raises(DomainError, match="Say why not"):
        answer_naming(request=request, agreed=False, answer="", by=chair)
    answer_naming(request=request, agreed=False, answer="Not needed", by=chair)
    assert not opens(officer.user, record)


def test_without_a_second_person_nothing_is_asked(manager: User, officer: RoleGrant) -> None:
    with pytest.raises(DomainError, match="nobody else who could confirm"):
        name(sealed_with(manager), officer, manager)


def test_the_manager_names_themselves_for_the_papers_and_others_are_told(manager: User) -> None:
    review, chair, lead = ReviewFactory(reference="NV-2026-02"), user_with("SCR"), user_with("IG")
    grant = add_oneself(record=review, ends_on=LATER, reason="Chairs the panel for now", by=manager)
    assert review.pk in principal_of(manager).grants[-1].records
    assert grant.role == "BM"
    told = Message.objects.filter(kind=MessageKind.READ_LOG)
    assert {message.to for message in told} == {chair, lead}
    assert all("review NV-2026-02" in message.body and manager.name in message.body for message in told)


def test_nobody_else_names_themselves(manager: User) -> None:
    review, chair = ReviewFactory(), user_with("SCR")
    with pytest.raises(DomainError, match="You may not change who has access"):
        add_oneself(record=review, ends_on=LATER, reason="Curious", by=chair)
    with pytest.raises(DomainError, match="You may not change who has access"):
        add_oneself(record=RiskFactory(visibility="sealed"), ends_on=LATER, reason="Curious", by=manager)


@pytest.mark.parametrize("visibility", ["partnership", "restricted"])
def test_the_page_says_who_by_name_by_role_and_who_lost_it(visibility: str, manager: User, officer: RoleGrant) -> None:
    record = RiskFactory(visibility=visibility, reference="R-77", title="Canary of a title")
    name(record, officer, manager)
    record.interests.create(agency=AgencyFactory(name="Northvale Police"), reason="Own officers", declared_by=manager)
    page = page_of(client_of(manager), reverse("partnership:record-access", args=[record.pk]))
    for words in ("Named people (1)", "Priya Nair", "Takes the minutes", "Northvale Police", "Own officers"):
        assert words in page
    assert "Canary" not in page


def test_the_page_costs_the_same_for_one_and_for_three(manager: User, django_assert_num_queries: Any) -> None:
    record = RiskFactory(visibility="restricted")
    address, browser = reverse("partnership:record-access", args=[record.pk]), client_of(manager)
    browser.get(address)
    for more in (1, 2):
        for _ in range(more):
            name(record, RoleGrantFactory(role="BSO"), manager)
        with django_assert_num_queries(28):
            browser.get(address)


@pytest.mark.parametrize("role", ["BSO", "TC", "REP"])
def test_the_page_is_nobody_elses(role: str) -> None:
    record = RiskFactory(visibility="restricted")
    other = user_with(role, **({"agency": AgencyFactory()} if role == "REP" else {}))
    for where in ("record-access", "record-name", "record-class", "record-conflict-add", "record-name-yourself"):
        assert client_of(other).get(reverse(f"partnership:{where}", args=[record.pk])).status_code == 404


def test_a_sealed_record_is_unknown_to_a_manager_who_is_not_named(manager: User) -> None:
    record = RiskFactory(visibility="sealed")
    browser = client_of(manager)
    for where in ("record-access", "record-name", "record-class", "record-name-yourself", "conflict-declare"):
        assert browser.get(reverse(f"partnership:{where}", args=[record.pk])).status_code == 404


def test_naming_through_the_pages(manager: User, officer: RoleGrant) -> None:
    record = sealed_with(manager)
    chair, browser = user_with("SCR"), client_of(manager)
    typed = {"held": officer.pk, "ends_on": f"{LATER:%d/%m/%Y}", "reason": "Takes the minutes"}
    told = browser.post(reverse("partnership:record-name", args=[record.pk]), typed, follow=True).content.decode()
    assert "It waits for a second person" in told
    request = NamingRequest.objects.get()
    address = reverse("partnership:naming-request", args=[request.pk])
    assert "Send your answer" not in page_of(browser, address)
    answered = client_of(chair).post(address, {"agreed": "yes"}, follow=True)
    assert "You have confirmed it" in answered.content.decode()
    taken = reverse("partnership:record-take-off", args=[record.pk, officer.user.grants.get(record=record).pk])
    page = browser.get(taken)
    form = {"reason": "Moved on", "version": page.context["form"].initial["version"]}
    assert "no longer named" in browser.post(taken, form, follow=True).content.decode()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({}, "Choose who"),
        ({"ends_on": "1/1/2020"}, "This day is over"),
        ({"ends_on": "1/1/2099"}, "12 months is the longest"),
        ({"ends_on": "x"}, "Type a date such as"),
    ],
)
def test_what_is_wrong_is_said(typed: dict[str, str], said: str, manager: User) -> None:
    record = RiskFactory(visibility="restricted")
    page = client_of(manager).post(reverse("partnership:record-name", args=[record.pk]), typed).content.decode()
    assert said in page


def test_mutant_without_the_rule_anybody_answers(
    manager: User, officer: RoleGrant, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = sealed_with(manager)
    user_with("SCR")
    request = name(record, officer, manager)
    monkeypatch.setattr(two_people, "require", lambda *args: None)
    stranger = user_with("TC")
    answer_naming(request=request, agreed=True, answer="", by=stranger)
    assert opens(officer.user, record)


def test_whoever_is_named_is_not_offered_again_and_naming_says_what_it_gives(manager: User, officer: RoleGrant) -> None:
    review = ReviewFactory(visibility="restricted")
    RoleGrantFactory(user=manager, role="BM", record=review)
    address = reverse("partnership:record-name", args=[review.pk])
    page = page_of(client_of(manager), address)
    assert ("Priya Nair" in page, "Their role says which of its papers they read" in page) == (True, True)
    assert "They may comment and sign" not in page  # a support officer may not
    name(review, officer, manager)
    RoleGrantFactory(role="SGC", user=officer.user, group=GroupFactory())
    assert "Priya Nair" not in page_of(client_of(manager), address)
