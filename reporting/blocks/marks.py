"""Small parts that several blocks share: status chips and changes since the year before."""

from __future__ import annotations

from typing import Literal

from .codec import stored

Status = Literal[
    "complete", "on_course", "at_risk", "overdue", "not_started",
    "met", "partly_met", "not_met",
    "present", "deputy", "apologies", "absent", "not_due",
    "very_high", "high", "medium", "low",
]  # fmt: skip

# Every status has its own shape; the word stands beside it, so colour never carries the meaning alone.
STATUS_WORDS: dict[Status, str] = {
    "complete": "Complete",
    "on_course": "On course",
    "at_risk": "At risk",
    "overdue": "Overdue",
    "not_started": "Not started",
    "met": "Met",
    "partly_met": "Partly met",
    "not_met": "Not met",
    "present": "Present",
    "deputy": "Deputy attended",
    "apologies": "Apologies",
    "absent": "Absent",
    "not_due": "Not due",
    "very_high": "Very high",
    "high": "High",
    "medium": "Medium",
    "low": "Low",
}

# The five states of actions, as the design rules fix them whatever the brand.
STATUS_COLOURS: dict[Status, str] = {
    "complete": "#1c4e8f",
    "on_course": "#1b6b3a",
    "at_risk": "#9a4b00",
    "overdue": "#a8201a",
    "not_started": "#6b6470",
}


@stored
class Chip:
    """A status as shape, word and colour. `word` replaces the usual word ("In progress" for on_course)."""

    status: Status
    word: str = ""

    @property
    def text(self) -> str:
        return self.word or STATUS_WORDS[self.status]


@stored
class Change:
    """How a number moved: the arrow shows where it went, `verdict` whether that is good."""

    direction: Literal["up", "down", "level"]
    amount: str  # "+7 points", "−73 (−9%)"
    verdict: Literal["better", "worse", "neutral"] = "neutral"
    since: str = ""  # "from 66% a year earlier"

    @property
    def word(self) -> str:
        return self.verdict.capitalize()
