"""The ground floor's sheets of the workbook, one module a noun."""

from partnership.importers.action_plans import ActionImporter, RecommendationImporter
from partnership.importers.assurance import EngagementImporter, InspectionImporter, PolicyImporter, ScrutinyImporter
from partnership.importers.bodies import AgencyImporter, BoardImporter, GroupImporter, SeatImporter
from partnership.importers.challenges import ChallengeImporter, EscalationImporter
from partnership.importers.meetings import AgendaItemImporter, AttendanceImporter, MeetingImporter
from partnership.importers.money import BudgetLineImporter, ContributionImporter, ReserveImporter
from partnership.importers.performance import IndicatorImporter, IndicatorValueImporter
from partnership.importers.plans import ObjectiveImporter, PlanImporter, PriorityImporter, ProgressImporter
from partnership.importers.risks import RiskImporter
from partnership.workbook.importer import register

register(
    BoardImporter,
    AgencyImporter,
    GroupImporter,
    SeatImporter,
    MeetingImporter,
    AttendanceImporter,
    AgendaItemImporter,
    PlanImporter,
    PriorityImporter,
    ProgressImporter,
    ObjectiveImporter,
    RecommendationImporter,
    ActionImporter,
    RiskImporter,
    ChallengeImporter,
    EscalationImporter,
    ContributionImporter,
    BudgetLineImporter,
    ReserveImporter,
    IndicatorImporter,
    IndicatorValueImporter,
    InspectionImporter,
    EngagementImporter,
    ScrutinyImporter,
    PolicyImporter,
)
