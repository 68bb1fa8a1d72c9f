"""Roles: given for what they are for, ended, lengthened; never by somebody to themselves."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from partnership.exceptions import DomainError
from partnership.models import Record, RoleGrant, User
from partnership.policy import can
from partnership.principals import principal_of
from partnership.services.grants import change_grant_end, end_grant, give_role
from tests.clients import user_with
from tests.factories.partnership import AgencyFactory, BoardFactory, GroupFactory, RiskFactory, RoleGrantFactory
from tests.factories.partnership import UserFactory as Account

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
DAY = timedelta(days=1)


@pytest.fixture
def manager() -> User:
    return user_with("BM")


@pytest.fixture
def user() -> User:
    return Account()


def give(user: User, role: str, by: User, **grant: Any) -> RoleGrant:
    usual = {"starts_on": TODAY, "ends_on": TODAY + timedelta(days=364), "reason": "New in post"}
    return give_role(user=user, role=role, by=by, **{**usual, **grant})


def refused(user: User, role: str, by: User, **grant: Any) -> str:
    with pytest.raises(DomainError) as refusal:
        give(user, role, by, **grant)
    return refusal.value.message


def named(record: Any) -> Record:
    return Record.objects.get(pk=record.pk)


def test_a_role_is_given_and_its_history_says_by_whom(manager: User, user: User) -> None:
    agency = AgencyFactory()
    grant = give(user, "REP", manager, agency=agency)
    entry = grant.history.get()
    assert (grant.agency, entry.history_user, entry.reason) == (agency, manager, "New in post")
    assert principal_of(user).roles == {"PUB", "REP"}


@pytest.mark.parametrize("role", ["PR", "PUB", "RPT"])
def test_roles_that_are_no_people_are_not_given(role: str, manager: User, user: User) -> None:
    assert refused(user, role, manager) == "This role is not given to people."


@pytest.mark.parametrize(("role", "what"), [("REP", "agency"), ("SGC", "group")])
def test_a_role_without_what_it_is_for_is_refused(role: str, what: str, manager: User, user: User) -> None:
    assert refused(user, role, manager) == f"Choose the {what} that the role is for."


@pytest.mark.parametrize("role", ["AUD", "REV"])
def test_a_role_for_one_record_without_it_is_refused(role: str, manager: User, user: User) -> None:
    assert refused(user, role, manager) == "Name the record that the role is for."


def test_a_role_for_more_than_it_is_for_is_refused(manager: User, user: User) -> None:
    assert refused(user, "BM", manager, agency=AgencyFactory()) == "This role is not given for one agency."
    assert refused(user, "IG", manager, board=BoardFactory()) == "This role is not given for one partnership."
    assert refused(user, "ADM", manager, record=named(RiskFactory())) == "This role is not given for one record."


def test_nobody_gives_themselves_a_role(manager: User) -> None:
    message = "Nobody changes their own account or roles. Ask somebody else who looks after accounts."
    assert refused(manager, "IG", manager) == message
    grant = manager.grants.get()
    with pytest.raises(DomainError, match="own account"):
        end_grant(grant=grant, last_day=TODAY, reason="x", by=manager)
    with pytest.raises(DomainError, match="own account"):
        change_grant_end(grant=grant, ends_on=None, reason="x", by=manager)
    assert list(RoleGrant.objects.filter(user=manager)) == [grant]


def test_an_end_before_the_beginning_is_refused(manager: User, user: User) -> None:
    assert "Type a later day" in refused(user, "TC", manager, ends_on=TODAY - DAY)


def test_the_same_role_twice_is_refused(manager: User, user: User) -> None:
    give(user, "TC", manager)
    assert refused(user, "TC", manager, starts_on=TODAY + DAY, ends_on=None) == (
        f"{user.name} has this role already in that time. Change its end instead."
    )


def test_whoever_manages_one_board_gives_roles_for_that_one_alone(user: User) -> None:
    own = BoardFactory()
    manager = user_with("BM", board=own)
    assert "for one partnership" in refused(user, "BM", manager)
    assert "for one partnership" in refused(user, "BM", manager, board=BoardFactory())
    assert give(user, "BM", manager, board=own).board == own


def test_a_record_that_the_giver_cannot_see_is_not_there(manager: User, user: User) -> None:
    sealed = named(RiskFactory(visibility="sealed"))
    assert refused(user, "REV", manager, record=sealed) == "There is no record of this reference that you may see."
    RoleGrantFactory(user=manager, role="BM", record=sealed)
    assert "a second person confirms" in refused(user, "REV", manager, record=sealed)


def test_who_is_named_on_a_record_must_hold_the_role(manager: User, user: User) -> None:
    record = named(RiskFactory(visibility="restricted"))
    assert "only while they hold the role" in refused(user, "BSO", manager, record=record)
    give(user, "BSO", manager)
    give(user, "BSO", manager, record=record)
    assert can(principal_of(user), "view", record.child)


def test_naming_does_not_outlive_the_role(manager: User, user: User) -> None:
    record = named(RiskFactory(visibility="restricted"))
    plain = give(user, "BSO", manager)
    assert "in all of that time" in refused(user, "BSO", manager, record=record, ends_on=None)
    on_record = give(user, "BSO", manager, record=record)
    end_grant(grant=plain, last_day=TODAY - DAY, reason="Moved on", by=manager)
    assert not RoleGrant.objects.filter(pk__in=[plain.pk, on_record.pk]).exists()  # neither had begun by then
    assert principal_of(user).roles == {"PUB"}


def test_an_ended_role_counts_until_its_last_day(manager: User) -> None:
    grant = RoleGrantFactory(role="SCR", starts_on=date(2024, 1, 1))
    end_grant(grant=grant, last_day=TODAY, reason="Term over", by=manager)
    assert principal_of(grant.user).roles == {"PUB", "SCR"}
    again = RoleGrant.objects.select_related("user").get(pk=grant.pk)
    end_grant(grant=again, last_day=TODAY - DAY, reason="At once", by=manager)
    assert principal_of(grant.user).roles == {"PUB"}
    assert [entry.history_change_reason for entry in grant.history.all()[:2]] == ["At once", "Term over"]


def test_a_role_that_never_began_is_taken_back_and_remembered(manager: User, user: User) -> None:
    grant = give(user, "TC", manager, starts_on=TODAY + DAY)
    end_grant(grant=grant, last_day=TODAY, reason="Not coming", by=manager)
    entry = RoleGrant.history.filter(user=user).first()
    assert (entry.history_type, entry.history_user, entry.history_change_reason) == ("-", manager, "Not coming")


def test_an_end_is_changed_and_what_is_named_ends_with_it(manager: User, user: User) -> None:
    record = named(RiskFactory(visibility="restricted"))
    plain = give(user, "BSO", manager, ends_on=None)
    on_record = give(user, "BSO", manager, record=record, ends_on=None)
    sooner = TODAY + timedelta(days=30)
    change_grant_end(grant=plain, ends_on=sooner, reason="Contract ends", by=manager)
    assert set(RoleGrant.objects.filter(user=user).values_list("pk", "ends_on")) == {
        (plain.pk, sooner),
        (on_record.pk, sooner),
    }


def test_the_second_of_two_who_change_a_role_is_told(manager: User) -> None:
    grant = RoleGrantFactory(role="SCR", user=Account())
    stale = RoleGrant.objects.select_related("user").get(pk=grant.pk)
    change_grant_end(grant=grant, ends_on=TODAY, reason="First", by=manager)
    with pytest.raises(DomainError, match="Somebody else changed this"):
        change_grant_end(grant=stale, ends_on=None, reason="Second", by=manager)


def test_a_chair_is_given_a_group_of_a_restricted_class_only_by_who_sees_it(user: User) -> None:
    admin = user_with("ADM")
    give(user, "SGC", admin, group=GroupFactory())
    assert principal_of(user).roles == {"PUB", "SGC"}
