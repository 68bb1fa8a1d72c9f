"""While a year runs no section of its report calls an action late that is not due yet."""

from datetime import date
from typing import Any

import pytest

from partnership.models import Board
from reporting.section import ReportPeriod, all_sections
from tests.factories.audits import AuditFactory, Section11ReturnFactory
from tests.factories.partnership import (
    ActionFactory,
    ActionPlanFactory,
    BusinessPlanFactory,
    ChallengeFactory,
    GroupFactory,
    InspectionFactory,
    PriorityFactory,
    RiskFactory,
)
from tests.factories.reviews import ReviewFactory

TITLE = "Visit the baby"


def sources(board: Board) -> list[Any]:
    begun = date(2017, 6, 1)
    return [
        PriorityFactory(plan=BusinessPlanFactory(board=board)),
        *(GroupFactory(board=board), RiskFactory(board=board), ChallengeFactory(board=board)),
        AuditFactory(board=board, started_on=begun),
        InspectionFactory(board=board, inspected_on=begun),
        Section11ReturnFactory(board=board, year="2017-18", rag="red"),
        ReviewFactory(board=board, status="in_progress", commissioned_on=begun),
        ReviewFactory(board=board, publication="published", published_on=begun),
    ]


@pytest.mark.parametrize(("today", "late"), [(date(2017, 11, 21), 0), (date(2018, 6, 1), 9)])
def test_what_is_not_due_yet_is_late_nowhere(
    today: date, late: int, board: Board, period: ReportPeriod, monkeypatch: pytest.MonkeyPatch
) -> None:
    for source in sources(board):
        ActionFactory(plan=ActionPlanFactory(record=source), title=TITLE, status="open", due_on=date(2018, 1, 1))
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *of: today)
    told = "".join(repr(section.blocks(period)) for section in all_sections())
    assert (told.count(TITLE), told.count("89 days late")) == (9, late)
