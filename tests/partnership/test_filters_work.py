"""What the filters of actions find tells nothing of a restricted source that the reader may not open."""

from typing import Any

import pytest

from partnership.enums import Role, Visibility
from partnership.models import Action, Agency, User
from tests.clients import client_of, user_with
from tests.factories.partnership import (
    ActionFactory,
    ActionPlanFactory,
    AgencyFactory,
    BoardFactory,
    GroupFactory,
    RiskFactory,
    RoleGrantFactory,
)
from tests.factories.reviews import ReviewFactory

pytestmark = pytest.mark.django_db
CASE = ("progress", "impact", "no_impact_reason", "rag_override_reason")


def action_of(source: Any, **fields: Any) -> Action:
    found: Action = ActionFactory(plan=ActionPlanFactory(record=source), **{"title": "Use one form", **fields})
    return found


def speaker_for(agency: Agency) -> User:
    return user_with(Role.AGENCY_REPRESENTATIVE, agency=agency)


def finds(user: User, action: Action, query: str) -> bool:
    return action.reference in client_of(user).get(f"/actions/?whose=&{query}").content.decode()


@pytest.mark.parametrize("kind", ["review", "audit"])
def test_the_kind_of_a_source_finds_for_those_alone_who_may_open_it(kind: str) -> None:
    agency = AgencyFactory()
    action = action_of(ReviewFactory(), agency=agency)
    assert finds(speaker_for(agency), action, f"kind={kind}") is False
    assert finds(user_with(Role.BUSINESS_MANAGER), action, f"kind={kind}") == (kind == "review")


def test_under_which_partnership_a_restricted_source_stands_is_not_told_and_no_work_is_lost() -> None:
    agency, (own, other) = AgencyFactory(), BoardFactory.create_batch(2)
    action = action_of(RiskFactory(boards=[own], visibility=Visibility.RESTRICTED), agency=agency)
    reader, manager = speaker_for(agency), user_with(Role.BUSINESS_MANAGER)
    assert [finds(reader, action, f"boards={board.pk}") for board in (own, other)] == [True, True]
    assert [finds(manager, action, f"boards={board.pk}") for board in (own, other)] == [True, False]


def test_an_open_source_stands_under_its_partnership() -> None:
    agency, (own, other) = AgencyFactory(), BoardFactory.create_batch(2)
    action = action_of(RiskFactory(boards=[own]), agency=agency)
    assert [finds(speaker_for(agency), action, f"boards={board.pk}") for board in (own, other)] == [True, False]


def test_the_group_of_a_restricted_source_is_not_told() -> None:
    agency, group = AgencyFactory(), GroupFactory()
    hidden = action_of(RiskFactory(group=group, visibility=Visibility.RESTRICTED), agency=agency)
    shown = action_of(RiskFactory(group=group), agency=agency)
    reader = speaker_for(agency)
    RoleGrantFactory(user=reader, role=Role.GROUP_CHAIR, group=group)
    page = client_of(reader).get("/actions/?whose=group").content.decode()
    assert [action.reference in page for action in (hidden, shown)] == [False, True]


@pytest.mark.parametrize("text", CASE)
def test_what_is_written_of_a_restricted_case_finds_its_action_for_those_who_may_open_the_case(text: str) -> None:
    agency = AgencyFactory()
    action = action_of(ReviewFactory(), agency=agency, **{text: "Canary"})
    reader = speaker_for(agency)
    assert finds(reader, action, "words=canary") is False
    assert finds(reader, action, "words=FORM")
    assert finds(user_with(Role.BUSINESS_MANAGER), action, "words=canary")


def test_an_agency_finds_its_open_action_by_its_notes() -> None:
    agency = AgencyFactory()
    action = action_of(RiskFactory(), agency=agency, progress="Half is done")
    assert finds(speaker_for(agency), action, "words=half+form")
