"""Models of case reviews and child deaths."""

from reviews.models.briefings import Briefing, BriefingReceipt
from reviews.models.child_deaths import ChildDeath, DeathPanel, Reconciliation
from reviews.models.clocks import ClockOverride, ParallelProcess, Pause
from reviews.models.conduct import LearningEvent, PanelMember
from reviews.models.deciding import Consideration, CriterionAnswer, Notification, Referral
from reviews.models.editions import ClockRule, Criterion, Edition, KindRule
from reviews.models.identity import Child, IdentityKey
from reviews.models.publication import PublishedCopy
from reviews.models.returns import AgencyReturn, ChronologyEntry, ReturnAnswer, ReturnMessage
from reviews.models.reviews import Review
from reviews.models.texts import ReviewText, SignOff, TextComment

__all__ = [
    "AgencyReturn",
    "Briefing",
    "BriefingReceipt",
    "Child",
    "ChildDeath",
    "ChronologyEntry",
    "ClockOverride",
    "ClockRule",
    "Consideration",
    "Criterion",
    "CriterionAnswer",
    "DeathPanel",
    "Edition",
    "IdentityKey",
    "KindRule",
    "LearningEvent",
    "Notification",
    "PanelMember",
    "ParallelProcess",
    "Pause",
    "PublishedCopy",
    "Reconciliation",
    "Referral",
    "ReturnAnswer",
    "ReturnMessage",
    "Review",
    "ReviewText",
    "SignOff",
    "TextComment",
]
