"""Choices of reviews and child deaths."""

from reviews.enums.child_deaths import (
    DEATH_CATEGORIES,
    DELAY_OF_STATUS,
    AgeBand,
    ChildDeathStatus,
    DelayReason,
    Gender,
    Modifiable,
)
from reviews.enums.conduct import (
    EventKind,
    PanelPart,
    PauseReason,
    ProcessKind,
    ReturnKind,
    ReturnMessageKind,
    ReturnState,
    TextKind,
)
from reviews.enums.deciding import ClockEvent, ClockUnit, CriteriaMet, Harm, NotifiedTo, Outcome, Screening
from reviews.enums.reviews import Publication, ReviewKind, ReviewStatus

__all__ = [
    "DEATH_CATEGORIES",
    "DELAY_OF_STATUS",
    "AgeBand",
    "ChildDeathStatus",
    "ClockEvent",
    "ClockUnit",
    "CriteriaMet",
    "DelayReason",
    "EventKind",
    "Gender",
    "Harm",
    "Modifiable",
    "NotifiedTo",
    "Outcome",
    "PanelPart",
    "PauseReason",
    "ProcessKind",
    "Publication",
    "ReturnKind",
    "ReturnMessageKind",
    "ReturnState",
    "ReviewKind",
    "ReviewStatus",
    "Screening",
    "TextKind",
]
