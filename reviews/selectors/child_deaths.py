"""Counts of child deaths as they may be published: nothing of one child leaves here, only protected tables.

Source: "Rules that protect people" of the domain and the yearly tables of the child death overview panel. All tables
are protected together, and against what the board's earlier reports released.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.conf import settings

from partnership.disclosure import ALL, Edition, Publication, Released, ReleasedCount, protect_tables
from partnership.enums import Visibility
from partnership.models import Board
from partnership.period import Period, reporting_year, year_label
from partnership.policy import allows, live
from partnership.principals import Principal
from partnership.selectors.releases import earlier_editions
from reviews.enums import ChildDeathStatus
from reviews.models import ChildDeath
from reviews.selectors import death_tables as built
from reviews.selectors.death_questions import CATEGORY, MODIFIABLE, NOT_RECORDED, Asked, Death, year_of_death
from reviews.selectors.death_tables import CROSSED, NOTIFIED, OUTSTANDING, REVIEWED, TREND

SUBJECT: Final = "child_deaths"
TREND_YEARS: Final = 6
#: A table tells too little where less than this share of its counts other than nought can be printed.
_TELLING: Final = 3


@dataclass(frozen=True)
class Question:
    """One question about a number of children, answered: words of each answer to its released count."""

    title: str
    counts: Released[str]


@dataclass(frozen=True)
class Crossed:
    """Two questions about the same children; a margin stands under `ALL`. What is not in `counts` is not printed."""

    title: str
    rows: Sequence[str]
    columns: Sequence[str]
    counts: Mapping[tuple[str, str], ReleasedCount]


@dataclass(frozen=True)
class Children:
    """How many children, and by which questions they may be broken down; by none where that would show somebody."""

    total: ReleasedCount
    questions: tuple[Question, ...] = ()
    crossed: Crossed | None = None


@dataclass(frozen=True)
class YearOfDeaths:
    label: str
    notified: ReleasedCount
    reviewed: ReleasedCount


@dataclass(frozen=True)
class ChildDeathTables:
    """Children normally resident in the area, of the reporting years `years`; the trend runs up to the last of them."""

    years: tuple[str, ...]
    notified: Children
    reviewed: Children
    outstanding: Children
    trend: tuple[YearOfDeaths, ...]
    threshold: int
    edition: Edition  # what is kept where these tables are published

    @property
    def tells_little(self) -> bool:
        """Whether nearly all counts of those notified and reviewed are hidden."""
        counts = [count for children in (self.notified, self.reviewed) for count in _counts_of(children)]
        shown = sum(count.exact for count in counts if count.value != 0)
        return shown * _TELLING <= sum(count.value != 0 for count in counts)


def child_death_tables(
    *, board: Board, year: str, principal: Principal, years: int = 1, threshold: int | None = None
) -> ChildDeathTables | None:
    """The tables of a board's reporting year, or of the three or five years up to it.

    None where the board keeps no child deaths, or for a principal without the power over "child_death_counts". Sealed
    and archived deaths are not counted. Each width is protected by itself and against what the board released before,
    so whoever must not see the records may see one width only. Two queries.
    """
    if not allows(principal, "view", "child_death_counts"):
        return None
    rows = ChildDeath.objects.filter(live(ChildDeath), boards=board, resident=True)
    open_rows = rows.exclude(visibility=Visibility.SEALED)
    deaths = [Death(*row) for row in open_rows.values_list(*Death._fields)]
    span = reporting_year(year, board.year_start_month)
    known = [death for death in deaths if death.notified_on <= span.end]
    if not known:
        return None
    earlier = earlier_editions(subject=SUBJECT, board=board)
    return _Yearly(board, span, known, years).tables(earlier, threshold or settings.CHILD_DEATH_THRESHOLD)


class _Yearly:
    """The deaths known in a reporting year, by years and by those that are pooled."""

    def __init__(self, board: Board, span: Period, deaths: Sequence[Death], width: int) -> None:
        first = min(year_label(death.notified_on, board.year_start_month) for death in deaths)
        labels = built.years_between(first, span.label)
        self._year, self._years, self._trend = span.label, labels[-width:], labels[-TREND_YEARS:]
        spans = {label: reporting_year(label, board.year_start_month) for label in labels}
        self._by_year = {
            NOTIFIED: {label: _within(deaths, "notified_on", one) for label, one in spans.items()},
            REVIEWED: {label: _within(deaths, "reviewed_on", one) for label, one in spans.items()},
        }
        waiting = {label: _waiting_at(deaths, one.end) for label, one in spans.items()}
        self._waiting_at = {label: len(those) for label, those in waiting.items()}
        self._outstanding = waiting[span.label]
        self._waiting = Asked("Year of death", _years_of(self._outstanding), year_of_death)

    def tables(self, earlier: Sequence[Edition], threshold: int) -> ChildDeathTables:
        told = {key for edition in earlier for key in edition.told}
        found = built.death_tables(self._by_year, self._years, self._trend, told, threshold)
        built.tie_years(found, self._by_year, self._waiting_at)
        found.tables.append(built.total_table(OUTSTANDING, self._year, len(self._outstanding)))
        if len(self._outstanding) >= threshold:
            found.tables.append(built.question_table(OUTSTANDING, self._year, self._waiting, self._outstanding))
        published = protect_tables(
            found.tables, earlier=earlier, unprinted=found.unprinted, sums=found.ties, threshold=threshold
        )
        return self._shown(published, threshold)

    def _shown(self, published: Publication, threshold: int) -> ChildDeathTables:
        span = built.span_label(self._years)
        trend = published.counts(TREND)
        return ChildDeathTables(
            years=tuple(self._years),
            notified=_children(published, NOTIFIED, span, built.QUESTIONS[NOTIFIED]),
            reviewed=_children(published, REVIEWED, span, built.QUESTIONS[REVIEWED]),
            outstanding=_children(published, OUTSTANDING, self._year, [self._waiting]),
            trend=tuple(
                YearOfDeaths(year, *(trend.get((group, year), _WITHHELD) for group in (NOTIFIED, REVIEWED)))
                for year in self._trend
            ),
            threshold=threshold,
            edition=published.edition(),
        )


_WITHHELD: Final = ReleasedCount(None)


def _children(published: Publication, group: str, span: str, questions: Iterable[Asked]) -> Children:
    total = published.counts(built.table_name(group, span)).get((group, span), _WITHHELD)
    tables = (_question(published, group, span, asked) for asked in questions)
    crossed = _crossed(published, span) if group == REVIEWED else None
    return Children(total, tuple(table for table in tables if table), crossed)


def _question(published: Publication, group: str, span: str, asked: Asked) -> Question | None:
    counts = published.counts(built.table_name(group, span, asked.title))
    if not counts:
        return None
    cells = {words: counts[built.key(group, span, asked.title, words)] for words in asked.words}
    return Question(asked.title, Released(cells, counts.get(built.key(group, span)), None))


def _crossed(published: Publication, span: str) -> Crossed | None:
    counts = published.counts(built.table_name(REVIEWED, span, CROSSED))
    places = [(row, column) for row in (*CATEGORY.words, ALL) for column in (*MODIFIABLE.words, ALL)]
    keys = {place: built.crossed_key(span, *place) for place in places}
    found = {place: counts[key] for place, key in keys.items() if key in counts}
    return Crossed(CROSSED, CATEGORY.words, MODIFIABLE.words, found) if found else None


def _counts_of(children: Children) -> Iterable[ReleasedCount]:
    """Answers that are on record."""
    cells = (cell for question in children.questions for cell in question.counts.cells.items())
    return (count for words, count in cells if words != NOT_RECORDED)


def _within(deaths: Iterable[Death], field: str, span: Period) -> list[Death]:
    return [death for death in deaths if (on := getattr(death, field)) and span.start <= on <= span.end]


def _waiting_at(deaths: Iterable[Death], end: date) -> list[Death]:
    return [death for death in deaths if death.notified_on <= end and _is_outstanding(death, end)]


def _is_outstanding(death: Death, on: date) -> bool:
    if death.reviewed_on:
        return death.reviewed_on > on
    return death.status not in (ChildDeathStatus.REVIEWED, ChildDeathStatus.TRANSFERRED)


def _years_of(deaths: Iterable[Death]) -> tuple[str, ...]:
    return (*sorted({str(death.died_on.year) for death in deaths if death.died_on}), NOT_RECORDED)
