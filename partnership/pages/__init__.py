"""Pages of the ground floor that are special."""

from partnership.pages.bodies import AgencyPage, SeatPage
from partnership.pages.chain import NOT_SHARED, ChainPage, Step
from partnership.pages.groups import GroupPage
from partnership.pages.performance import IndicatorPage
from partnership.pages.plan import BusinessPlanPage, PriorityPage
from partnership.pages.registers import ChallengePage, EscalationPage, RiskPage
from partnership.pages.work import ActionPage, DueDateRequestPage, RecommendationPage

__all__ = [
    "NOT_SHARED",
    "ActionPage",
    "AgencyPage",
    "BusinessPlanPage",
    "ChainPage",
    "ChallengePage",
    "DueDateRequestPage",
    "EscalationPage",
    "GroupPage",
    "IndicatorPage",
    "PriorityPage",
    "RecommendationPage",
    "RiskPage",
    "SeatPage",
    "Step",
]
