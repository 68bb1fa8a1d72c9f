"""The ratings that are computed: how an action stands on a day, and how high a risk scores.

Source: "Action plans" of the domain (blue complete; green on course; amber due within 14 days or its owner says at
risk; red overdue) and the bands of the portal's risk matrix.
"""

from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

DUE_SOON = timedelta(days=14)

HIGH_RISK = 10  # the lowest score that is rated high

_RISK_BANDS = ((15, "very high"), (HIGH_RISK, "high"), (5, "medium"), (1, "low"))
_WORST = 5


class Rag(StrEnum):
    RED = "red"
    AMBER = "amber"
    GREEN = "green"
    BLUE = "blue"
    GREY = "grey"


class RiskRating(NamedTuple):
    score: int
    word: str


def action_rag(
    *, status: str, due_on: date | None, at_risk: bool, completed_on: date | None, today: date, override: str = ""
) -> Rag | None:
    """Return how an action stands on `today`, which may be the last day of a year that is reported on.

    An action completed after that day is rated as it stood before. One without a date is grey: nobody can say that it
    is on course. A cancelled action has no rating. An `override` holds as long as the action is not complete.
    """
    if status == "cancelled":
        return None
    if status == "complete" and (completed_on is None or completed_on <= today):
        return Rag.BLUE
    if override:
        return Rag(override)
    if due_on and due_on < today:
        return Rag.RED
    if at_risk or (due_on and due_on - today <= DUE_SOON):
        return Rag.AMBER
    return Rag.GREEN if due_on else Rag.GREY


def rag_words(rag: Rag | None, *, due_on: date | None, today: date) -> str:
    """Return the words of an action's chip. They hold for a computed rating and for one that somebody overrode."""
    if rag is Rag.RED and due_on and due_on < today:
        return f"{_days((today - due_on).days)} late"
    if rag is Rag.AMBER and due_on and today <= due_on <= today + DUE_SOON:
        return f"Due in {_days((due_on - today).days)}" if due_on > today else "Due today"
    return {
        Rag.RED: "Off course",
        Rag.AMBER: "At risk",
        Rag.GREEN: "On course",
        Rag.BLUE: "Complete",
        Rag.GREY: "No due date",
        None: "Cancelled",
    }[rag]


def risk_rating(likelihood: int, impact: int) -> RiskRating:
    """Return score (1 to 25) and word of a risk. Both parts count from 1 to 5; anything else is a ValueError."""
    if not (1 <= likelihood <= _WORST and 1 <= impact <= _WORST):
        raise ValueError("Likelihood and impact go from 1 to 5")
    score = likelihood * impact
    return RiskRating(score, next(word for least, word in _RISK_BANDS if score >= least))


def _days(count: int) -> str:
    return f"{count} day{'' if count == 1 else 's'}"
