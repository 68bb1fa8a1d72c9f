"""Pages of the ground floor that are special."""

from partnership.pages.bodies import MEETINGS_SHOWN, YEAR, AgencyPage, GroupPage, SeatPage
from partnership.pages.chain import NOT_SHARED, ChainPage, Step
from partnership.pages.performance import IndicatorPage
from partnership.pages.registers import ChallengePage, EscalationPage, RiskPage
from partnership.pages.work import ActionPage, DueDateRequestPage, RecommendationPage

__all__ = [
    "MEETINGS_SHOWN",
    "NOT_SHARED",
    "YEAR",
    "ActionPage",
    "AgencyPage",
    "ChainPage",
    "ChallengePage",
    "DueDateRequestPage",
    "EscalationPage",
    "GroupPage",
    "IndicatorPage",
    "RecommendationPage",
    "RiskPage",
    "SeatPage",
    "Step",
]
