"""The ground floor's models, one module a noun."""

from partnership.models.action_plans import Action, ActionPlan, DueDateRequest, Recommendation
from partnership.models.assurance import Engagement, Inspection, Policy, ScrutinyActivity
from partnership.models.attachments import Attachment, Comment
from partnership.models.bodies import Agency, Board, Group, Person, Seat, Tenure
from partnership.models.challenges import Challenge, Escalation
from partnership.models.conflicts import Interest
from partnership.models.guarding import ClassChange, NamingRequest
from partnership.models.jobs import Job, JobState
from partnership.models.learning import ActionResult, ImpactTest, RecommendationAnswer
from partnership.models.meetings import AgendaItem, Attendance, Decision, Meeting, StandingItem
from partnership.models.messages import CalendarLink, Message, MessageRefusal
from partnership.models.money import BudgetLine, Contribution, FundingShare, Reserve
from partnership.models.own import ColumnChoice, KeptText, LastVisit, SavedView
from partnership.models.performance import Indicator, IndicatorValue
from partnership.models.plans import BusinessPlan, Objective, Priority, PriorityProgress, QuarterlyHighlight
from partnership.models.read_log import ReadEntry, ReadLogHead
from partnership.models.record import Record
from partnership.models.releases import ReleasedNumbers
from partnership.models.risks import Risk
from partnership.models.uploads import WorkbookUpload
from partnership.models.users import RoleGrant, User

__all__ = [
    "Action",
    "ActionPlan",
    "ActionResult",
    "Agency",
    "AgendaItem",
    "Attachment",
    "Attendance",
    "Board",
    "BudgetLine",
    "BusinessPlan",
    "CalendarLink",
    "Challenge",
    "ClassChange",
    "ColumnChoice",
    "Comment",
    "Contribution",
    "Decision",
    "DueDateRequest",
    "Engagement",
    "Escalation",
    "FundingShare",
    "Group",
    "ImpactTest",
    "Indicator",
    "IndicatorValue",
    "Inspection",
    "Interest",
    "Job",
    "JobState",
    "KeptText",
    "LastVisit",
    "Meeting",
    "Message",
    "MessageRefusal",
    "NamingRequest",
    "Objective",
    "Person",
    "Policy",
    "Priority",
    "PriorityProgress",
    "QuarterlyHighlight",
    "ReadEntry",
    "ReadLogHead",
    "Recommendation",
    "RecommendationAnswer",
    "Record",
    "ReleasedNumbers",
    "Reserve",
    "Risk",
    "RoleGrant",
    "SavedView",
    "ScrutinyActivity",
    "Seat",
    "StandingItem",
    "Tenure",
    "User",
    "WorkbookUpload",
]
