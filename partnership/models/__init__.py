"""The ground floor's models, one module a noun."""

from partnership.models.action_plans import Action, ActionPlan, Recommendation
from partnership.models.assurance import Engagement, Inspection, Policy, ScrutinyActivity
from partnership.models.bodies import Agency, Board, Group, Person, Seat, Tenure
from partnership.models.challenges import Challenge, Escalation
from partnership.models.jobs import Job, JobState
from partnership.models.meetings import AgendaItem, Attendance, Meeting
from partnership.models.money import BudgetLine, Contribution, Reserve
from partnership.models.performance import Indicator, IndicatorValue
from partnership.models.plans import BusinessPlan, Objective, Priority, PriorityProgress
from partnership.models.read_log import ReadEntry
from partnership.models.record import Record
from partnership.models.risks import Risk
from partnership.models.uploads import WorkbookUpload
from partnership.models.users import RoleGrant, User

__all__ = [
    "Action",
    "ActionPlan",
    "Agency",
    "AgendaItem",
    "Attendance",
    "Board",
    "BudgetLine",
    "BusinessPlan",
    "Challenge",
    "Contribution",
    "Engagement",
    "Escalation",
    "Group",
    "Indicator",
    "IndicatorValue",
    "Inspection",
    "Job",
    "JobState",
    "Meeting",
    "Objective",
    "Person",
    "Policy",
    "Priority",
    "PriorityProgress",
    "ReadEntry",
    "Recommendation",
    "Record",
    "Reserve",
    "Risk",
    "RoleGrant",
    "ScrutinyActivity",
    "Seat",
    "Tenure",
    "User",
    "WorkbookUpload",
]
