"""Choices of the ground floor, spelled as the workbook spells them."""

from partnership.enums.access import GUARDED_CLASSES, OPEN_CLASSES, ReadVerb, Role, Visibility
from partnership.enums.bodies import AgencyCategory, BoardKind, GroupKind, SeatRole
from partnership.enums.learning import Proven, ResultKind
from partnership.enums.meetings import AttendanceStatus, MeetingStatus, MinutesState
from partnership.enums.messages import ALWAYS_SENT, MessageKind, MessageState
from partnership.enums.performance import Area, Polarity, Qualifier, Unit, YearBasis
from partnership.enums.work import (
    OPEN_ACTIONS,
    ActionStatus,
    BudgetKind,
    EscalationStage,
    InvoiceState,
    OpenStatus,
    Participants,
    Quarter,
    Rag,
    RecommendationStatus,
    RequestAnswer,
)

__all__ = [
    "ALWAYS_SENT",
    "GUARDED_CLASSES",
    "OPEN_ACTIONS",
    "OPEN_CLASSES",
    "ActionStatus",
    "AgencyCategory",
    "Area",
    "AttendanceStatus",
    "BoardKind",
    "BudgetKind",
    "EscalationStage",
    "GroupKind",
    "InvoiceState",
    "MeetingStatus",
    "MessageKind",
    "MessageState",
    "MinutesState",
    "OpenStatus",
    "Participants",
    "Polarity",
    "Proven",
    "Qualifier",
    "Quarter",
    "Rag",
    "ReadVerb",
    "RecommendationStatus",
    "RequestAnswer",
    "ResultKind",
    "Role",
    "SeatRole",
    "Unit",
    "Visibility",
    "YearBasis",
]
