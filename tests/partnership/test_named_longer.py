"""Somebody who is named on a record until a day stays named until a later one, in one step."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from partnership.exceptions import DomainError
from partnership.models import Interest, Message, NamingRequest, RoleGrant, User
from partnership.policy import can
from partnership.principals import principal_of
from partnership.selectors.record_access_history import access_history
from partnership.services.grants import SEALED_NEEDS_TWO, change_grant_end
from partnership.services.record_access import answer_naming, name_for_longer
from partnership.services.versions import Conflict
from tests.clients import client_of, page_of, user_with
from tests.factories.partnership import AgencyFactory, RiskFactory, RoleGrantFactory, UserFactory
from tests.factories.reviews import ReviewFactory

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
SOON, LATER = TODAY + timedelta(days=20), TODAY + timedelta(days=200)


@pytest.fixture
def manager() -> User:
    return user_with("BM", user=UserFactory(name="Ruth Adeyemi"))


def naming(record: Any, **fields: Any) -> RoleGrant:
    """An officer who is named for some weeks."""
    user = user_with("BSO")
    grant: RoleGrant = RoleGrantFactory(user=user, role="BSO", record=record, **{"ends_on": SOON, **fields})
    return grant


def restricted(**fields: Any) -> Any:
    return RiskFactory(visibility="restricted", reference="R-77", title="Canarytitle", **fields)


def sealed(manager: User) -> Any:
    record = RiskFactory(visibility="sealed", reference="R-77", title="Canarytitle")
    RoleGrantFactory(user=manager, role="BM", record=record)
    return record


def lengthen(grant: RoleGrant, by: User, ends_on: date = LATER) -> Any:
    return name_for_longer(grant=grant, ends_on=ends_on, version=grant.version, reason="Goes on", by=by)


def refusal(call: Any, *given: Any, **how: Any) -> str:
    with pytest.raises(DomainError) as refused:
        call(*given, **how)
    return refused.value.message


def page(record: Any, grant: RoleGrant) -> str:
    return reverse("partnership:record-name-longer", args=[record.pk, grant.pk])


def test_the_end_moves_with_its_reason_and_the_person_is_told(manager: User) -> None:
    grant = naming(restricted())
    lengthened = lengthen(grant, manager)
    newest, message = lengthened.history.first(), Message.objects.get()
    assert (RoleGrant.objects.get(pk=grant.pk).ends_on, RoleGrant.objects.filter(record=grant.record).count()) == (
        LATER,
        1,
    )
    assert (newest.history_user, newest.history_change_reason) == (manager, "Goes on")
    assert (message.to, message.subject) == (grant.user, "You are named on a record for longer")
    assert ("R-77" in message.body, "Canary" in message.body) == (True, False)


def test_the_history_of_the_record_says_that_it_is_for_longer(manager: User) -> None:
    record = restricted()
    grant = naming(record)
    lengthen(grant, manager)
    entry = access_history(record)[0]
    until = f"{LATER:%-d %B %Y}"
    assert (entry["verb"], entry["reason"]) == (
        f"Named for longer: {grant.user.name}, business support officer, until {until}",
        "Goes on",
    )


@pytest.mark.parametrize(
    ("fields", "ends_on", "said"),
    [
        ({}, SOON, "is named until"),
        ({}, TODAY, "is named until"),
        ({"ends_on": None}, LATER, "not named on it for a time"),
        ({"starts_on": date(2020, 1, 1), "ends_on": date(2021, 1, 1)}, LATER, "not named on it for a time"),
        ({"expires_at": timezone.now() + timedelta(hours=4)}, LATER, "not named on it for a time"),
    ],
)
def test_what_is_not_for_longer_is_refused(manager: User, fields: dict[str, Any], ends_on: date, said: str) -> None:
    grant = naming(restricted(), **fields)
    assert said in refusal(lengthen, grant, manager, ends_on)


def test_nobody_is_named_for_longer_than_their_role_lasts(manager: User) -> None:
    grant = naming(restricted())
    RoleGrant.objects.filter(user=grant.user, record=None).update(ends_on=SOON)
    assert "only while they hold the role" in refusal(lengthen, grant, manager)


def test_nobody_lengthens_their_own(manager: User) -> None:
    record = restricted()
    own = RoleGrantFactory(user=manager, role="BM", record=record, ends_on=SOON)
    assert refusal(lengthen, own, manager).startswith("Nobody changes their own")
    html = client_of(manager).get(reverse("partnership:record-access", args=[record.pk])).content.decode()
    assert "Name for longer" not in html


@pytest.mark.parametrize("role", ["SCR", "IG", "BSO", "ADM"])
def test_who_does_not_name_people_lengthens_nothing(manager: User, role: str) -> None:
    record = restricted()
    grant, by = naming(record), user_with(role)
    assert refusal(lengthen, grant, by) == "You may not change who has access to this record."
    status = 404 if role in ("BSO", "ADM") else 403
    assert client_of(by).post(page(record, grant), {}).status_code == status


def test_who_has_a_conflict_is_not_named_for_longer(manager: User) -> None:
    record, agency = restricted(), AgencyFactory()
    officer = naming(record)
    user = user_with("REP", agency=agency)
    speaker = RoleGrantFactory(user=user, role="REP", agency=agency, record=record, ends_on=SOON)
    Interest.objects.create(record=record, user=officer.user, reason="x", declared_by=manager)
    Interest.objects.create(record=record, agency=agency, reason="x", declared_by=manager)
    assert ["conflict of interest" in refusal(lengthen, one, manager) for one in (officer, speaker)] == [True, True]


def test_a_reviewer_is_named_for_longer_by_their_record_alone(manager: User) -> None:
    review = ReviewFactory(visibility="restricted")
    grant = RoleGrantFactory(role="REV", record=review, ends_on=SOON)
    assert lengthen(grant, manager).ends_on == LATER


def test_the_second_of_two_who_lengthen_is_told(manager: User) -> None:
    grant = naming(restricted())
    lengthen(RoleGrant.objects.get(pk=grant.pk), manager)
    stale = RoleGrant.objects.get(pk=grant.pk)
    with pytest.raises(Conflict):
        name_for_longer(
            grant=stale, ends_on=LATER + timedelta(days=1), version=grant.version, reason="Again", by=manager
        )


def test_of_a_sealed_record_it_waits_for_a_second_person(manager: User) -> None:
    record = sealed(manager)
    grant, second = naming(record), user_with("SCR")
    request = lengthen(grant, manager)
    assert (type(request), RoleGrant.objects.get(pk=grant.pk).ends_on) == (NamingRequest, SOON)
    own = client_of(manager)
    html = page_of(own, reverse("partnership:record-access", args=[record.pk]))
    asked = page_of(client_of(second), reverse("partnership:naming-request", args=[request.pk]))
    assert f"Name {grant.user.name} for longer</a>" in html
    assert f"named until {SOON:%-d %B %Y} today" in asked
    answer_naming(request=request, agreed=True, answer="", by=second)
    stored = RoleGrant.objects.get(pk=grant.pk)
    assert (stored.ends_on, stored.history.first().history_user) == (LATER, manager)
    assert can(principal_of(grant.user), "view", record)
    assert Message.objects.filter(to=grant.user, subject="You are named on a record for longer").count() == 1


def test_refused_by_the_second_person_nothing_moves(manager: User) -> None:
    record, second = sealed(manager), user_with("SCR")
    grant = naming(record)
    request = lengthen(grant, manager)
    answer_naming(request=request, agreed=False, answer="It ends in May.", by=second)
    assert RoleGrant.objects.get(pk=grant.pk).ends_on == SOON


def test_who_was_taken_off_meanwhile_is_named_anew(manager: User) -> None:
    record, second = sealed(manager), user_with("SCR")
    grant = naming(record)
    request = lengthen(grant, manager)
    RoleGrant.objects.filter(pk=grant.pk).delete()
    answer_naming(request=request, agreed=True, answer="", by=second)
    assert RoleGrant.objects.get(user=grant.user, record=record).ends_on == LATER


def test_the_list_of_roles_is_no_way_round_the_second_person(manager: User) -> None:
    grant = naming(sealed(manager))
    said = refusal(change_grant_end, grant=grant, ends_on=LATER, reason="Goes on", by=manager)
    unlimited = refusal(change_grant_end, grant=grant, ends_on=None, reason="Goes on", by=manager)
    assert said == unlimited == SEALED_NEEDS_TWO
    change_grant_end(grant=grant, ends_on=TODAY, reason="Ends sooner", by=manager)
    assert RoleGrant.objects.get(pk=grant.pk).ends_on == TODAY


def test_the_list_of_roles_tells_nobody_that_a_record_is_sealed(manager: User) -> None:
    grant = naming(sealed(manager))
    said = refusal(change_grant_end, grant=grant, ends_on=LATER, reason="Goes on", by=user_with("BM"))
    assert said == "There is no record of this reference that you may see."


def test_the_page_lengthens_and_leads_back(manager: User) -> None:
    record = restricted()
    grant, browser = naming(record), client_of(manager)
    html = page_of(browser, page(record, grant))
    assert (grant.user.name in html, f"named until {SOON:%-d %B %Y}" in html, "Canary" in html) == (True, True, False)
    posted = {"ends_on": f"{LATER:%d/%m/%Y}", "reason": "The review goes on", "version": grant.version}
    response = browser.post(page(record, grant), posted, follow=True)
    assert f"{grant.user.name} is named until {LATER:%-d %B %Y}, and has been told." in response.content.decode()
    assert RoleGrant.objects.get(pk=grant.pk).ends_on == LATER


def test_the_page_says_what_is_wrong(manager: User) -> None:
    record = restricted()
    grant, browser = naming(record), client_of(manager)
    posted = {"ends_on": f"{SOON:%d/%m/%Y}", "reason": "Goes on", "version": grant.version}
    assert "Type a later day." in browser.post(page(record, grant), posted).content.decode()
    far = {**posted, "ends_on": f"{TODAY + timedelta(days=500):%d/%m/%Y}"}
    assert "12 months is the longest." in browser.post(page(record, grant), far).content.decode()


def test_a_naming_of_another_record_is_not_found(manager: User) -> None:
    grant = naming(restricted())
    assert client_of(manager).get(page(RiskFactory(visibility="restricted"), grant)).status_code == 404
