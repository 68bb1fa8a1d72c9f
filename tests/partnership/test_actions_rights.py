"""Who may add work to which record: the short answer agrees with the policy's on the row once it is there."""

import pytest
from django.test import Client

from partnership.enums import Role, Visibility
from partnership.models import Action, Recommendation
from partnership.policy import can
from partnership.principals import principal_of
from partnership.selectors.action_rights import may_add
from tests.clients import client_of, user_with
from tests.factories.partnership import (
    ActionFactory,
    ActionPlanFactory,
    AgencyFactory,
    BoardFactory,
    GroupFactory,
    InspectionFactory,
    PolicyFactory,
    PriorityFactory,
    RecommendationFactory,
    RiskFactory,
    SeatFactory,
)

pytestmark = pytest.mark.django_db


def test_may_add_agrees_with_the_policy_on_the_row() -> None:
    board, agency = BoardFactory(), AgencyFactory()
    group, other = GroupFactory(board=board), GroupFactory(board=board)
    SeatFactory(group=group, agency=agency)
    records = [
        group, other, GroupFactory(), RiskFactory(board=board, group=group), RiskFactory(board=board, group=other),
        RiskFactory(board=board), InspectionFactory(board=board), InspectionFactory(),
        PriorityFactory(lead_group=group), RiskFactory(board=board, group=group, visibility=Visibility.RESTRICTED),
        RiskFactory(visibility=Visibility.SEALED),
    ]  # fmt: skip
    users = [
        user_with(Role.BUSINESS_MANAGER), user_with(Role.BUSINESS_MANAGER, board=board),
        user_with(Role.SUPPORT_OFFICER), user_with(Role.SCRUTINEER), user_with(Role.GROUP_CHAIR, group=group),
        user_with(Role.GROUP_CHAIR, group=group, board=board), user_with(Role.AGENCY_REPRESENTATIVE, agency=agency),
        user_with(Role.REVIEWER, record=records[-1]), user_with(Role.TECHNICAL_ADMIN),
    ]  # fmt: skip
    for record in records:
        plan = ActionPlanFactory(record=record)
        rows = [(Action, ActionFactory(plan=plan, agency=agency)), (Recommendation, RecommendationFactory(plan=plan))]
        for user in users:
            principal = principal_of(user)
            for model, row in rows:
                expected = can(principal, "create", row)
                assert may_add(principal, model, record) == expected, (user.grants.get(), record, model)


def test_a_record_offers_what_may_be_added_to_its_plan() -> None:
    risk, policy = RiskFactory(), PolicyFactory()

    def offers(client: Client, address: str) -> list[bool]:
        page = client.get(address).content.decode()
        return [f'/{noun}s/new/?record={risk.pk}"' in page for noun in ("action", "recommendation")]

    manager = client_of(user_with(Role.BUSINESS_MANAGER))
    assert offers(manager, f"/risks/{risk.pk}/") == [True, False]
    assert "?record=" not in manager.get(f"/policies/{policy.pk}/").content.decode().split("portal-side")[0]
    assert offers(client_of(user_with(Role.SCRUTINEER)), f"/risks/{risk.pk}/") == [False, False]
