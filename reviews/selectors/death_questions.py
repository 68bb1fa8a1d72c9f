"""Questions that yearly tables of child deaths answer, and the answers of one death.

Coded columns only: no text about a child is read, save the ethnicity, which is counted by its broad group.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, NamedTuple

from partnership.period import months_on
from reviews.enums import DEATH_CATEGORIES, AgeBand, Gender, Modifiable
from reviews.selectors.ethnic_groups import ETHNIC_GROUPS, ethnic_group

NOT_RECORDED: Final = "Not recorded"
MONTHS: Final = "Time from death to review"
_LIMITS: Final = (6, 12)  # months; the law's aim is six
_TIMES: Final = ("Within 6 months", "6 to 12 months", "Over 12 months")


class Death(NamedTuple):
    """The coded columns of one death of a resident child; no reference."""

    died_on: date | None
    notified_on: date
    age_band: str
    gender: str
    ethnicity: str
    expected: bool | None
    joint_agency_response: bool | None
    category: int | None
    status: str
    reviewed_on: date | None
    modifiable: str


@dataclass(frozen=True)
class Asked:
    """A question, the words of its answers in the order of print, and what a death answers."""

    title: str
    words: Sequence[str]
    answer: Callable[[Death], str]


def _of_choices(title: str, choices: Mapping[Any, str], field: str) -> Asked:
    return Asked(title, _answers(choices.values()), lambda death: choices.get(getattr(death, field), NOT_RECORDED))


def _answers(words: Any) -> tuple[str, ...]:
    return (*words, NOT_RECORDED)


def year_of_death(death: Death) -> str:
    return str(death.died_on.year) if death.died_on else NOT_RECORDED


def _time_to_review(death: Death) -> str:
    """By calendar months, as the clock of a child's death counts them: the last day belongs to the limit."""
    if not (death.died_on and death.reviewed_on):
        return NOT_RECORDED
    within = (death.reviewed_on <= months_on(death.died_on, months) for months in _LIMITS)
    return next(words for words, kept in zip(_TIMES, (*within, True), strict=True) if kept)


def _ethnicity(death: Death) -> str:
    return ethnic_group(death.ethnicity) or NOT_RECORDED


_YES_NO: Final = {True: "Yes", False: "No"}
CATEGORY: Final = _of_choices("Category of death", DEATH_CATEGORIES, "category")
MODIFIABLE: Final = _of_choices("Modifiable factors", dict(Modifiable.choices), "modifiable")
OF_NOTIFIED: Final = (
    _of_choices("Age", dict(AgeBand.choices), "age_band"),
    _of_choices("Sex", dict(Gender.choices), "gender"),
    Asked("Ethnicity", _answers(ETHNIC_GROUPS), _ethnicity),
    _of_choices("Expected", _YES_NO, "expected"),
    _of_choices("Joint agency response", _YES_NO, "joint_agency_response"),
)
OF_REVIEWED: Final = (CATEGORY, MODIFIABLE, Asked(MONTHS, _answers(_TIMES), _time_to_review))
