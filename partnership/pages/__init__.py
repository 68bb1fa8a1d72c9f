"""Pages of the ground floor that are special."""

from partnership.pages.bodies import MEETINGS_SHOWN, YEAR, AgencyPage, GroupPage
from partnership.pages.chain import NOT_SHARED, ChainPage, Step
from partnership.pages.performance import IndicatorPage
from partnership.pages.work import ActionPage, RecommendationPage

__all__ = [
    "MEETINGS_SHOWN",
    "NOT_SHARED",
    "YEAR",
    "ActionPage",
    "AgencyPage",
    "ChainPage",
    "GroupPage",
    "IndicatorPage",
    "RecommendationPage",
    "Step",
]
