"""What the ground floor's lists can be narrowed by."""

from partnership.filters.bodies import AgencyFilter, BoardsFilter, GroupFilter, PersonFilter, SeatFilter
from partnership.filters.meetings import DecisionFilter, MeetingFilter
from partnership.filters.money import BudgetLineFilter, ContributionFilter, ReserveFilter
from partnership.filters.performance import IndicatorFilter
from partnership.filters.plan import (
    BusinessPlanFilter,
    HighlightFilter,
    ObjectiveFilter,
    PriorityFilter,
    ProgressFilter,
)
from partnership.filters.registers import (
    ChallengeFilter,
    EngagementFilter,
    EscalationFilter,
    InspectionFilter,
    PolicyFilter,
    RiskFilter,
    ScrutinyFilter,
)
from partnership.filters.work import (
    DUE,
    RATINGS,
    STATES,
    ActionFilter,
    DueDateRequestFilter,
    RecommendationFilter,
    rated,
)

__all__ = [
    "DUE",
    "RATINGS",
    "STATES",
    "ActionFilter",
    "AgencyFilter",
    "BoardsFilter",
    "BudgetLineFilter",
    "BusinessPlanFilter",
    "ChallengeFilter",
    "ContributionFilter",
    "DecisionFilter",
    "DueDateRequestFilter",
    "EngagementFilter",
    "EscalationFilter",
    "GroupFilter",
    "HighlightFilter",
    "IndicatorFilter",
    "InspectionFilter",
    "MeetingFilter",
    "ObjectiveFilter",
    "PersonFilter",
    "PolicyFilter",
    "PriorityFilter",
    "ProgressFilter",
    "RecommendationFilter",
    "ReserveFilter",
    "RiskFilter",
    "ScrutinyFilter",
    "SeatFilter",
    "rated",
]
