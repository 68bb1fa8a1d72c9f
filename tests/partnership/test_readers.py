"""Who can see a row, in words: what the page says is what the policy does."""

from datetime import date

import pytest

from partnership.enums import Role, Visibility
from partnership.policy import can
from partnership.principals import Principal, principal_of
from partnership.registers.readers import readers_in_words
from tests.clients import user_with
from tests.factories import partnership as made

pytestmark = pytest.mark.django_db


def member_of(group: object) -> Principal:
    agency = made.AgencyFactory()
    made.SeatFactory(group=group, agency=agency)
    return principal_of(user_with(Role.AGENCY_REPRESENTATIVE, agency=agency))


def test_a_row_of_a_group_is_for_the_members_of_that_group() -> None:
    group, other = made.GroupFactory(), made.GroupFactory()
    risk = made.RiskFactory(group=group)
    assert "members of its group" in readers_in_words(risk)
    assert [can(member_of(one), "view", risk) for one in (group, other)] == [True, False]


def test_a_row_without_a_group_is_for_the_members_of_every_group_of_its_partnership() -> None:
    board, stranger = made.BoardFactory(), made.BoardFactory()
    risk = made.RiskFactory(group=None, boards=[board])
    words = readers_in_words(risk)
    assert ("members of every group of its partnership" in words, "members of its group" in words) == (True, False)
    groups = [
        made.GroupFactory(boards=[board]),
        made.GroupFactory(boards=[board]),
        made.GroupFactory(boards=[stranger]),
    ]
    assert [can(member_of(one), "view", risk) for one in groups] == [True, True, False]


def test_an_action_of_a_plan_that_is_of_no_group_says_so_too() -> None:
    action = made.ActionFactory(plan=made.ActionPlanFactory(record=made.RiskFactory(group=None)))
    own = made.ActionFactory(plan=made.ActionPlanFactory(record=made.GroupFactory()))
    meeting = made.MeetingFactory(held_on=date(2026, 6, 9))
    assert [
        "every group of its partnership" in readers_in_words(row) for row in (action, own, meeting, meeting.group)
    ] == [True, False, False, False]


def test_how_many_are_named_on_a_record_stands_on_its_own_page_and_on_none_of_what_hangs_on_it() -> None:
    record = made.RiskFactory(visibility=Visibility.RESTRICTED)
    plan = made.ActionPlanFactory(record=record)
    for hanging in (made.ActionFactory(plan=plan), made.RecommendationFactory(plan=plan)):
        nobody = readers_in_words(hanging)
        made.RoleGrantFactory(role=Role.AUDITOR, record=record)
        assert readers_in_words(hanging) == nobody
        assert nobody.endswith("and people named on it")
    assert readers_in_words(record).endswith("and 2 named people")
