"""The class of a record in the browser: one person restricts and opens, two seal and unseal."""

from typing import Any

import pytest
from django.urls import reverse

from partnership.enums import Visibility
from partnership.exceptions import DomainError
from partnership.models import ClassChange, Message, Record, User
from partnership.policy import can
from partnership.principals import principal_of
from partnership.services import classes
from partnership.services.classes import answer_class_change, change_class, classes_for
from tests.clients import client_of, user_with
from tests.factories.partnership import ActionFactory, ActionPlanFactory, CommentFactory, RiskFactory, RoleGrantFactory
from tests.factories.reviews import ChildDeathFactory, ReviewFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager() -> User:
    return user_with("BM")


@pytest.fixture
def chair() -> User:
    return user_with("SCR")


def change(record: Any, to: str, by: User) -> Any:
    stored = Record.objects.get(pk=record.pk).child
    return change_class(record=stored, to=to, version=stored.version, reason="It names a worker", by=by)


def class_of(record: Any) -> str:
    return Record.objects.get(pk=record.pk).visibility


def test_all_that_hangs_on_a_record_follows_at_once(manager: User) -> None:
    risk, officer = RiskFactory(), user_with("BSO")
    action, comment = ActionFactory(plan=ActionPlanFactory(record=risk)), CommentFactory(record=risk)

    def open_rows() -> list[bool]:
        return [can(principal_of(officer), "view", row) for row in (risk, action, comment)]

    assert open_rows() == [True] * 3
    change(risk, "restricted", manager)
    assert open_rows() == [False] * 3
    change(risk, "partnership", manager)
    assert open_rows() == [True] * 3
    reasons = [entry.history_change_reason for entry in risk.history.order_by("history_id")][-2:]
    assert reasons == ["It names a worker"] * 2


@pytest.mark.parametrize("role", ["BSO", "SCR", "TC"])
def test_only_the_business_manager_changes_it(role: str) -> None:
    with pytest.raises(DomainError, match="may not change who has access"):
        change(RiskFactory(), "restricted", user_with(role))


def test_to_seal_takes_two_people_and_whoever_asks_is_named(manager: User, chair: User) -> None:
    risk = RiskFactory(visibility="restricted")
    with pytest.raises(DomainError, match="name yourself on it first"):
        change(risk, "sealed", manager)
    RoleGrantFactory(user=manager, role="BM", record=risk)
    request = change(risk, "sealed", manager)
    assert class_of(risk) == "restricted"
    with pytest.raises(DomainError, match="Somebody else has to confirm"):
        answer_class_change(request=request, agreed=True, answer="", by=manager)
    answer_class_change(request=request, agreed=True, answer="", by=chair)
    assert class_of(risk) == "sealed"
    assert can(principal_of(manager), "view", risk)
    assert not can(principal_of(chair), "view", risk)


@pytest.mark.parametrize("to", ["restricted", "partnership"])
def test_to_unseal_takes_two_people(to: str, manager: User, chair: User) -> None:
    risk = RiskFactory(visibility="sealed", reference="R-77", title="Canary of a title")
    RoleGrantFactory(user=manager, role="BM", record=risk)
    request = change(risk, to, manager)
    told = Message.objects.get()
    assert (class_of(risk), told.to, "Canary" in told.body) == ("sealed", chair, False)
    answer_class_change(request=request, agreed=True, answer="", by=chair)
    assert class_of(risk) == to


def test_refused_or_overtaken_nothing_changes(manager: User, chair: User) -> None:
    risk = RiskFactory(visibility="restricted")
    RoleGrantFactory(user=manager, role="BM", record=risk)
    refused = change(risk, "sealed", manager)
    answer_class_change(request=refused, agreed=False, answer="Not needed", by=chair)
    assert class_of(risk) == "restricted"
    overtaken = change(risk, "sealed", manager)
    change(risk, "partnership", manager)
    with pytest.raises(DomainError, match="has changed since"):
        answer_class_change(request=overtaken, agreed=True, answer="", by=chair)
    assert class_of(risk) == "partnership"


def test_a_review_opens_by_publication_alone(manager: User, chair: User) -> None:
    with pytest.raises(DomainError, match="opens when its report is published"):
        change(ReviewFactory(), "partnership", manager)
    published = ReviewFactory(publication="published")
    with pytest.raises(DomainError, match="opens when its report is published"):
        change(published, "restricted", manager)


def test_no_class_in_which_nobody_could_open_it_is_offered(manager: User) -> None:
    """Deaths of children are restricted or sealed: the policy has no row for anything less."""
    death = ChildDeathFactory()
    assert classes_for(death) == [Visibility.SEALED]
    with pytest.raises(DomainError):
        change(death, "partnership", manager)


def test_through_the_pages(manager: User, chair: User) -> None:
    risk = RiskFactory(reference="R-77")
    address, browser = reverse("partnership:record-class", args=[risk.pk]), client_of(manager)
    assert "Choose a class" in browser.post(address, {"reason": "x", "version": 1}).content.decode()
    version = browser.get(address).context["form"].initial["version"]
    old = browser.post(address, {"to": "restricted", "reason": "Names a worker", "version": version + 7})
    assert "Somebody changed this record while you were here" in old.content.decode()
    done = browser.post(address, {"to": "restricted", "reason": "Names a worker", "version": version}, follow=True)
    assert "It is restricted now" in done.content.decode()
    RoleGrantFactory(user=manager, role="BM", record=risk)
    version = browser.get(address).context["form"].initial["version"]
    asked = browser.post(address, {"to": "sealed", "reason": "Police ask", "version": version}, follow=True)
    assert "It waits for a second person" in asked.content.decode()
    answer = reverse("partnership:class-change", args=[ClassChange.objects.get().pk])
    assert "Say why not" in client_of(chair).post(answer, {"agreed": "no"}).content.decode()
    assert "You have confirmed it" in client_of(chair).post(answer, {"agreed": "yes"}, follow=True).content.decode()
    assert client_of(user_with("BM")).get(answer).status_code == 404


def test_mutant_without_two_people_one_unseals(manager: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(classes, "needs_two", lambda was, to: False)
    risk = RiskFactory(visibility="sealed")
    RoleGrantFactory(user=manager, role="BM", record=risk)
    change(risk, "partnership", manager)
    assert class_of(risk) == "partnership"
