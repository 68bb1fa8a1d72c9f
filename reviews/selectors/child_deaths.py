"""Counts of child deaths as they may be published: nothing of one child leaves here, only protected tables.

Source: "Rules that protect people" of the domain and the yearly tables of the child death overview panel. Tables of the
same children share a total, so they stand or fall together: where one of them cannot be protected while that total is
known, none is given, and which one it was is not told. Questions are never crossed with each other, since a table by
category and factors would narrow both. Children too few to be counted are not broken down at all.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, NamedTuple

from partnership.disclosure import THRESHOLD, Released, ReleasedCount, protect
from partnership.enums import Visibility
from partnership.models import Board
from partnership.period import Period, previous_year, reporting_year
from partnership.policy import allows
from partnership.principals import Principal
from reviews.enums import DEATH_CATEGORIES, AgeBand, ChildDeathStatus, Gender, Modifiable
from reviews.models import ChildDeath

YEARS_BEFORE = 5
NOT_RECORDED = "Not recorded"
SIX_MONTHS, A_YEAR = 183, 365  # days; the law's aim is six months

_TIMES = ("Within 6 months", "6 to 12 months", "Over 12 months")


class _Death(NamedTuple):
    """The coded columns of one death of a resident child; no text, no reference."""

    died_on: date | None
    notified_on: date
    age_band: str
    gender: str
    expected: bool | None
    joint_agency_response: bool | None
    category: int | None
    status: str
    reviewed_on: date | None
    modifiable: str


@dataclass(frozen=True)
class Question:
    """One question about a number of children, answered: words of each answer to its released count."""

    title: str
    counts: Released[str]


@dataclass(frozen=True)
class Children:
    """How many children, and by which questions they may be broken down; by none where that would show somebody."""

    total: ReleasedCount
    questions: tuple[Question, ...] = ()


@dataclass(frozen=True)
class YearOfDeaths:
    label: str
    notified: ReleasedCount
    reviewed: ReleasedCount


@dataclass(frozen=True)
class ChildDeathCounts:
    """The reporting year's children normally resident in the area; `years` runs up to it, the earliest first."""

    notified: Children
    reviewed: Children
    outstanding: Children
    years: tuple[YearOfDeaths, ...]


_Answer = Callable[[_Death], str]


def child_death_counts(*, board: Board, year: str, principal: Principal) -> ChildDeathCounts | None:
    """The counts of a board's reporting year; None where it keeps no child deaths, or for a principal without the
    power over "child_death_counts". Sealed deaths are not counted. One query.
    """
    if not allows(principal, "view", "child_death_counts"):
        return None
    rows = ChildDeath.objects.filter(boards=board, resident=True).exclude(visibility=Visibility.SEALED)
    deaths = [_Death(*row) for row in rows.values_list(*_Death._fields)]
    span = reporting_year(year, board.year_start_month)
    known = [death for death in deaths if death.notified_on <= span.end]
    if not known:
        return None
    outstanding = [death for death in known if _is_outstanding(death, span.end)]
    return ChildDeathCounts(
        notified=_children(_notified_in(known, span), _NOTIFIED),
        reviewed=_children(_reviewed_in(known, span), _REVIEWED),
        outstanding=_children(outstanding, [("Year of death", _years_of(outstanding), _year_of_death)]),
        years=_years(known, span.label, board),
    )


def _notified_in(deaths: Iterable[_Death], span: Period) -> list[_Death]:
    return [death for death in deaths if span.start <= death.notified_on <= span.end]


def _reviewed_in(deaths: Iterable[_Death], span: Period) -> list[_Death]:
    return [death for death in deaths if death.reviewed_on and span.start <= death.reviewed_on <= span.end]


def _is_outstanding(death: _Death, on: date) -> bool:
    if death.reviewed_on:
        return death.reviewed_on > on
    return death.status not in (ChildDeathStatus.REVIEWED, ChildDeathStatus.TRANSFERRED)


def _children(deaths: Sequence[_Death], questions: Sequence[tuple[str, Sequence[str], _Answer]]) -> Children:
    total = _total(len(deaths))
    if len(deaths) < THRESHOLD:
        return Children(total)
    tables = [Question(title, _counted(deaths, answers, answer)) for title, answers, answer in questions]
    protected = all(table.counts.total is not None and table.counts.total.exact for table in tables)
    return Children(total, tuple(tables) if protected else ())


def _total(count: int) -> ReleasedCount:
    return protect({"all": count}, None).cells["all"]


def _counted(deaths: Sequence[_Death], answers: Sequence[str], answer: _Answer) -> Released[str]:
    counts = Counter(answer(death) for death in deaths)
    return protect({words: counts[words] for words in (*answers, NOT_RECORDED)}, len(deaths))


def _years(deaths: Sequence[_Death], label: str, board: Board) -> tuple[YearOfDeaths, ...]:
    """The year and up to five before it, from the first with a notification; no sum over them may be printed."""
    years: list[YearOfDeaths] = []
    first = min(death.notified_on for death in deaths)
    for _ in range(YEARS_BEFORE + 1):
        span = reporting_year(label, board.year_start_month)
        if span.end < first:
            break
        counts = (_total(len(chosen(deaths, span))) for chosen in (_notified_in, _reviewed_in))
        years.insert(0, YearOfDeaths(label, *counts))
        label = previous_year(label)
    return tuple(years)


def _of_choices(choices: Mapping[Any, str], field: str) -> tuple[Sequence[str], _Answer]:
    return tuple(choices.values()), lambda death: choices.get(getattr(death, field), NOT_RECORDED)


def _years_of(deaths: Iterable[_Death]) -> list[str]:
    return sorted({str(death.died_on.year) for death in deaths if death.died_on})


def _year_of_death(death: _Death) -> str:
    return str(death.died_on.year) if death.died_on else NOT_RECORDED


def _time_to_review(death: _Death) -> str:
    if not (death.died_on and death.reviewed_on):
        return NOT_RECORDED
    days = (death.reviewed_on - death.died_on).days
    return _TIMES[0] if days <= SIX_MONTHS else _TIMES[1] if days <= A_YEAR else _TIMES[2]


_YES_NO: Final = {True: "Yes", False: "No"}
_NOTIFIED: Final = (
    ("Age", *_of_choices(dict(AgeBand.choices), "age_band")),
    ("Sex", *_of_choices(dict(Gender.choices), "gender")),
    ("Expected", *_of_choices(_YES_NO, "expected")),
    ("Joint agency response", *_of_choices(_YES_NO, "joint_agency_response")),
)
_REVIEWED: Final = (
    ("Category of death", *_of_choices(DEATH_CATEGORIES, "category")),
    ("Modifiable factors", *_of_choices(dict(Modifiable.choices), "modifiable")),
    ("Time from death to review", _TIMES, _time_to_review),
)
