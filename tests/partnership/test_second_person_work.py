"""What waits for a second person stands on the home page of exactly those who may decide it."""

from typing import Any

import pytest
from django.utils import timezone

from partnership.models import Interest, User
from partnership.principals import principal_of
from partnership.selectors import record_access
from partnership.services.record_access import answer_naming
from partnership.work_items.second_person import second_person_asked
from tests.clients import client_of, page_of, user_with
from tests.factories.guarding import ClassChangeFactory, NamingRequestFactory
from tests.factories.partnership import RiskFactory, RoleGrantFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def asker() -> User:
    return user_with("BM")


@pytest.fixture
def sealed(asker: User) -> Any:
    record = RiskFactory(visibility="sealed", reference="R-77", title="Canarytitle")
    RoleGrantFactory(user=asker, role="BM", record=record)
    return record


def named(record: Any, role: str = "BM") -> User:
    user = user_with(role)
    RoleGrantFactory(user=user, role=role, record=record)
    return user


def asked_of(user: User) -> list[str]:
    return [str(item.title.title) for item in second_person_asked(principal_of(user), timezone.localdate())]


def test_who_may_confirm_a_naming_is_asked_and_nobody_else(asker: User, sealed: Any) -> None:
    officer, second = user_with("BSO"), named(sealed)
    request = NamingRequestFactory(record=sealed, user=officer, asked_by=asker)
    people = {
        "asker": asker,
        "who is to be named": officer,
        "manager who is named": second,
        "manager who is not named": user_with("BM"),
        "scrutineer": user_with("SCR"),
        "governance lead": user_with("IG"),
        "officer who is named": named(sealed, "BSO"),
        "administrator": user_with("ADM"),
    }
    found = {who: asked_of(user) for who, user in people.items()}
    told = ["Confirm who is named on risk R-77"]
    assert {who for who, titles in found.items() if titles} == {"manager who is named", "scrutineer"}
    assert found["scrutineer"] == found["manager who is named"] == told
    answer_naming(request=request, agreed=False, answer="Not needed.", by=second)
    assert [asked_of(user) for user in people.values()] == [[]] * len(people)


def test_who_is_to_be_named_does_not_confirm_it(asker: User, sealed: Any) -> None:
    chair = user_with("SCR")
    NamingRequestFactory(record=sealed, user=chair, role="SCR", asked_by=asker)
    assert asked_of(chair) == []


def test_a_change_of_class_is_asked_of_the_others(asker: User) -> None:
    record = RiskFactory(reference="R-78", title="Canarytitle", visibility="restricted")
    ClassChangeFactory(record=record, asked_by=asker)
    told = ["Confirm the class of risk R-78"]
    found = [asked_of(user) for user in (asker, user_with("BM"), user_with("SCR"), user_with("BSO"))]
    assert found == [[], told, told, []]


def test_who_has_a_conflict_of_interest_is_not_asked(asker: User, sealed: Any) -> None:
    chair = user_with("SCR")
    NamingRequestFactory(record=sealed, user=user_with("BSO"), asked_by=asker)
    Interest.objects.create(record=sealed, user=chair, reason="x", declared_by=asker)
    assert asked_of(chair) == []


def test_home_says_the_reference_and_no_title(asker: User, sealed: Any) -> None:
    officer = user_with("BSO")
    request = NamingRequestFactory(record=sealed, user=officer, asked_by=asker)
    page = page_of(client_of(user_with("SCR")), "/")
    assert (f"/naming-requests/{request.pk}/" in page, "R-77" in page) == (True, True)
    assert [word for word in ("Canarytitle", officer.name, request.reason) if word in page] == []
    others = [page_of(client_of(user), "/") for user in (user_with("BM"), officer)]
    assert ["R-77" in other for other in others] == [False, False]


def test_it_is_to_be_answered_the_day_after(asker: User, sealed: Any) -> None:
    NamingRequestFactory(record=sealed, user=user_with("BSO"), asked_by=asker)
    (item,) = second_person_asked(principal_of(user_with("SCR")), timezone.localdate())
    assert (item.due_on - timezone.localdate()).days == 1
    assert (item.mark.words, item.restriction.words) == ("Waiting", "Sealed")


@pytest.mark.parametrize("number", [1, 3])
def test_home_asks_as_often_for_three_as_for_one(asker: User, django_assert_num_queries: Any, number: int) -> None:
    chair = principal_of(user_with("SCR"))
    for _ in range(number):
        record = RiskFactory(visibility="sealed")
        NamingRequestFactory(record=record, user=user_with("BSO"), asked_by=asker)
        ClassChangeFactory(record=record, was="sealed", to="restricted", asked_by=asker)
    with django_assert_num_queries(2):
        assert len(list(second_person_asked(chair, timezone.localdate()))) == 2 * number


def test_the_mutant_that_asks_the_asker_is_seen(asker: User, sealed: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the look at who asked off, somebody would be asked to confirm their own request."""
    NamingRequestFactory(record=sealed, user=user_with("BSO"), asked_by=asker)

    def lenient(model: Any, principal: Any) -> Any:
        return model.objects.waiting().visible_to(principal, "approve")

    monkeypatch.setattr(record_access, "_to_answer", lenient)
    assert asked_of(asker) == ["Confirm who is named on risk R-77"]
