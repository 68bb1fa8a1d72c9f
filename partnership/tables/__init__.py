"""What the ground floor's lists show: at most six columns, the row's name its one link."""

from partnership.tables.bodies import (
    AgencyTable,
    BoardTable,
    GroupTable,
    PersonSeatTable,
    PersonTable,
    SeatTable,
)
from partnership.tables.meetings import DecisionTable, MeetingTable
from partnership.tables.money import BudgetLineTable, ContributionTable, ReserveTable
from partnership.tables.performance import IndicatorTable, Latest
from partnership.tables.plan import BusinessPlanTable, HighlightTable, ObjectiveTable, PriorityTable, ProgressTable
from partnership.tables.registers import (
    ChallengeTable,
    EngagementTable,
    EscalationTable,
    InspectionTable,
    PolicyTable,
    RiskTable,
    ScrutinyTable,
)
from partnership.tables.work import (
    ActionTable,
    DueDateRequestTable,
    MovedTable,
    RecommendationTable,
)

__all__ = [
    "ActionTable",
    "AgencyTable",
    "BoardTable",
    "BudgetLineTable",
    "BusinessPlanTable",
    "ChallengeTable",
    "ContributionTable",
    "DecisionTable",
    "DueDateRequestTable",
    "EngagementTable",
    "EscalationTable",
    "GroupTable",
    "HighlightTable",
    "IndicatorTable",
    "InspectionTable",
    "Latest",
    "MeetingTable",
    "MovedTable",
    "ObjectiveTable",
    "PersonSeatTable",
    "PersonTable",
    "PolicyTable",
    "PriorityTable",
    "ProgressTable",
    "RecommendationTable",
    "ReserveTable",
    "RiskTable",
    "ScrutinyTable",
    "SeatTable",
]
