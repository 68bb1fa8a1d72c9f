"""What reports ask of chairs."""

from datetime import date

import pytest

from partnership.enums import Role
from partnership.principals import Principal, principal_of
from reporting.models import Report
from reporting.work_items import group_reports_asked
from tests.clients import user_with
from tests.factories.partnership import BoardFactory, GroupFactory
from tests.factories.reporting import GroupReportFactory

pytestmark = pytest.mark.django_db


def asked(principal: Principal) -> list[str]:
    return [item.title.title for item in group_reports_asked(principal, date(2026, 6, 9))]


def test_a_chair_is_asked_for_what_the_group_has_not_yet_reported() -> None:
    board, other = BoardFactory(), BoardFactory()
    group = GroupFactory(title="Neglect group", board=board)
    for one, year in ((board, "2024-25"), (board, "2025-26"), (other, "2025-26")):
        Report.objects.create(board=one, year=year)
    GroupReportFactory(group=group, board=board, year="2024-25")
    chair = principal_of(user_with(Role.GROUP_CHAIR, group=group))
    assert asked(chair) == ["Write what Neglect group reports of 2025-26"]
    GroupReportFactory(group=group, board=board, year="2025-26")
    assert asked(chair) == []
    assert asked(principal_of(user_with(Role.BUSINESS_MANAGER))) == []
