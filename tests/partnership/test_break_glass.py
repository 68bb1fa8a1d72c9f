"""Opening a record in an emergency: four hours, a reason, others told, a line on every page."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from partnership import registry
from partnership.enums import MessageKind
from partnership.exceptions import DomainError
from partnership.models import Message, User
from partnership.policy import can
from partnership.principals import principal_of
from partnership.services.break_glass import LASTS, open_in_emergency
from partnership.services.record_access import add_oneself
from tests.clients import client_of, user_with
from tests.factories.partnership import (
    AgencyFactory,
    BoardFactory,
    GroupFactory,
    InterestFactory,
    RiskFactory,
    RoleGrantFactory,
)
from tests.factories.reviews import PanelMemberFactory, ReviewFactory

pytestmark = pytest.mark.django_db
WHY = "The court asks tonight"


@pytest.fixture
def sealed() -> Any:
    return RiskFactory(visibility="sealed", reference="R-77", title="Canary of a title")


@pytest.fixture(autouse=True)
def lead(db: None) -> User:
    """Who is told."""
    return user_with("IG")


def opened(user: User, reference: str = "R-77") -> Any:
    return open_in_emergency(reference=reference, reason=WHY, by=user)


@pytest.mark.parametrize("role", ["BM", "SCR"])
def test_it_is_open_for_four_hours_and_others_are_told(role: str, sealed: Any, lead: User) -> None:
    user, chair = user_with(role), user_with("SCR")
    assert not can(principal_of(user), "view", sealed)
    grant = opened(user, "r-77 ")
    assert can(principal_of(user), "view", sealed)
    told = list(Message.objects.all())
    assert {message.to for message in told} == {lead, chair}
    assert all(message.kind == MessageKind.READ_LOG and "R-77" in message.body for message in told)
    assert not any("Canary" in message.body or WHY in message.body for message in told)
    assert grant.history.get().history_user == user
    grant.expires_at = timezone.now() - timedelta(seconds=1)
    grant.save()
    assert not can(principal_of(user), "view", sealed)


def test_four_hours_and_no_longer(sealed: Any) -> None:
    grant = opened(user_with("BM"))
    assert timedelta(0) <= timezone.now() + LASTS - grant.expires_at < timedelta(minutes=1)
    assert timedelta(hours=4) == LASTS


def test_the_papers_of_a_review_are_opened_too() -> None:
    user, member = user_with("BM"), PanelMemberFactory(review=ReviewFactory(reference="NV-2026-02"))
    assert not can(principal_of(user), "view", member)
    opened(user, "NV-2026-02")
    assert can(principal_of(user), "view", member)


@pytest.mark.parametrize("role", ["BSO", "SGC", "REP", "IG", "ADM", "TC"])
def test_nobody_else_opens_anything(role: str, sealed: Any) -> None:
    scope: dict[str, Any] = {"REP": {"agency": AgencyFactory()}}.get(role, {})
    if role == "SGC":
        scope = {"group": GroupFactory()}
    user = user_with(role, **scope)
    with pytest.raises(DomainError, match="Only the business manager and the scrutineer"):
        opened(user)
    assert client_of(user).get(reverse("partnership:emergency-open")).status_code == 404


def test_what_is_not_there_and_what_one_must_not_know_sound_the_same(sealed: Any) -> None:
    user = user_with("BM")
    elsewhere = user_with("BM", board=BoardFactory())
    InterestFactory(record=sealed, user=user)
    for who, reference in ((user, "R-77"), (user, "R-99"), (elsewhere, "R-77")):
        with pytest.raises(DomainError, match="There is no record of this reference"):
            opened(who, reference)
    assert not Message.objects.exists()


def test_what_needs_no_emergency_is_refused(sealed: Any) -> None:
    user = user_with("BM")
    RiskFactory(reference="R-78")
    with pytest.raises(DomainError, match="Open it as usual"):
        opened(user, "R-78")
    opened(user)
    with pytest.raises(DomainError, match="so you can open it as usual"):
        opened(user)


def test_without_watchers_the_managers_are_told_and_without_them_it_stays_closed(sealed: Any, lead: User) -> None:
    lead.grants.all().delete()
    chair = user_with("SCR")
    with pytest.raises(DomainError, match="Nobody could be told of it"):
        opened(chair)
    manager = user_with("BM")
    opened(chair)
    assert [message.to for message in Message.objects.all()] == [manager]


def test_a_manager_of_two_partnerships_opens_and_is_named_for_that_of_the_record() -> None:
    """By the role that they hold for its partnership, whichever of the two they were given first."""
    first, second = BoardFactory.create_batch(2)
    user = user_with("BM", board=first)
    RoleGrantFactory(user=user, role="BM", board=second)
    record = RiskFactory(visibility="sealed", reference="R-78", board=second)
    assert opened(user, "R-78").board == second
    assert can(principal_of(user), "view", record)
    ends_on = timezone.localdate() + timedelta(days=30)
    assert add_oneself(record=record, ends_on=ends_on, reason="Takes it over", by=user).board == second


def test_from_there_the_manager_names_themselves(sealed: Any) -> None:
    user = user_with("BM")
    opened(user)
    add_oneself(record=sealed, ends_on=timezone.localdate() + timedelta(days=30), reason="Takes it over", by=user)
    assert user.grants.filter(record=sealed, expires_at=None).count() == 1


def test_the_page_asks_for_a_fresh_sign_in_and_every_page_says_it(sealed: Any) -> None:
    user = user_with("BM")
    address = reverse("partnership:emergency-open")
    assert reverse("account_reauthenticate") in client_of(user, minutes_ago=6).get(address)["Location"]
    browser = client_of(user)
    assert "Type the reference of the record" in browser.post(address, {}).content.decode()
    wrong = browser.post(address, {"reference": "R-99", "reason": WHY}).content.decode()
    assert "There is no record of this reference" in wrong
    done = browser.post(address, {"reference": "R-77", "reason": WHY})
    assert done["Location"] == registry.url_of(sealed)
    for page in (done["Location"], "/", "/actions/"):
        assert "You opened R-77 in an emergency until" in browser.get(page).content.decode()
    other = client_of(user_with("BM")).get("/").content.decode()
    assert "in an emergency" not in other


def test_mutant_without_an_end_it_stays_open(sealed: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("partnership.services.break_glass.LASTS", timedelta(days=300))
    grant = opened(user_with("BM"))
    assert grant.expires_at - timezone.now() > timedelta(hours=5)
