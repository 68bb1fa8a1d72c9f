"""Indicators as they may be printed: values side by side over their periods, disclosure control already applied.

These are the shapes; `partnership/selectors/indicators.py` reads them from the database.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from partnership.disclosure import MARK, Released, ReleasedCount
from partnership.formats import Change, change_between, value_words
from partnership.period import Period

ADDITIVE_UNITS = ("count", "money")


@dataclass(frozen=True)
class Figure:
    """One value of an indicator. Without value and mark it is missing; `mark` stands for what must not be shown.

    `numerator` and `denominator` are None where they are not on record, or may not be told.
    """

    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    qualifier: str = ""
    note: str = ""
    mark: str = ""
    rounded: bool = False

    def words(self, unit: str) -> str:
        return self.mark or value_words(self.value, unit, self.qualifier)

    @property
    def exact(self) -> bool:
        """Whether a share or a change may be worked out from it."""
        return self.value is not None and not self.rounded


@dataclass(frozen=True)
class Line:
    """The figures of one area, or of one breakdown within it, a figure for each period of the trail."""

    area: str
    breakdown: str
    own: bool
    figures: tuple[Figure, ...]

    @property
    def latest(self) -> Figure:
        return self.figures[-1]

    @property
    def known(self) -> int:
        """How many figures can be shown."""
        return sum(figure.value is not None for figure in self.figures)


@dataclass(frozen=True)
class Trail:
    """An indicator over periods of one kind, in the order of time; at least one lies in the reporting year."""

    periods: tuple[Period, ...]
    lines: tuple[Line, ...]
    unit: str
    polarity: str
    overlapping: bool

    @property
    def whole(self) -> Line | None:
        """The partnership's own line, all breakdowns together; None where only others or only parts are on record."""
        return next((line for line in self.lines if line.own and not line.breakdown), None)

    @property
    def comparators(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if not line.own and not line.breakdown)

    @property
    def parts(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.own and line.breakdown)

    @property
    def runs(self) -> bool:
        """Whether there is a course over time to see, of the whole or of what it is compared with."""
        return bool(self.whole and self.whole.known) and any(
            line.known > 1 for line in self.lines if not line.breakdown
        )

    def compared_parts(self, breakdown: str) -> tuple[Line, ...]:
        """The same breakdown in other areas."""
        return tuple(line for line in self.lines if not line.own and line.breakdown == breakdown)

    @property
    def change(self) -> Change | None:
        """The change of the whole since the period before the latest."""
        return self.change_of(self.whole) if self.whole else None

    def change_of(self, line: Line) -> Change | None:
        if len(line.figures) < 2 or not (line.figures[-1].exact and line.figures[-2].exact):
            return None
        return change_between(line.figures[-2].value, line.figures[-1].value, self.unit, self.polarity)

    def total(self, place: int) -> Decimal | None:
        """What the parts of a period are shares of: the whole's own value where it is stored, else their sum.

        None where shares make no sense, or would tell what is hidden.
        """
        if self.overlapping or self.unit not in ADDITIVE_UNITS:
            return None
        whole = self.whole.figures[place] if self.whole else Figure()
        if whole.value is not None or whole.mark:
            return whole.value if whole.exact else None
        parts = [part.figures[place] for part in self.parts]
        if any(part.mark or part.rounded for part in parts):
            return None
        return sum((part.value for part in parts if part.value is not None), Decimal()) or None

    def share(self, part: Line, place: int) -> tuple[Decimal, Decimal] | None:
        """A part's value and what it is a share of."""
        figure, total = part.figures[place], self.total(place)
        return (figure.value, total) if figure.exact and figure.value is not None and total else None


@dataclass(frozen=True)
class PrintedIndicator:
    """One indicator and its trails, the longest kind of period first."""

    code: str
    title: str
    theme: str
    unit: str
    polarity: str
    definition: str
    source: str
    target: Decimal | None
    trails: tuple[Trail, ...]


def released_figure(figure: Figure, count: ReleasedCount | None) -> Figure:
    """The figure as disclosure control releases its count; None withholds it."""
    if count is None or count.mark:
        return Figure(mark=MARK)
    if count.rounded:
        return Figure(value=Decimal(count.value or 0), rounded=True)
    return figure


def released_parts(figures: Mapping[str, Figure], released: Released[str], whole: str) -> dict[str, Figure]:
    """Each figure of one area and period under the release of its counts; `whole` is the key of the total."""
    return {
        key: figure
        if figure.value is None
        else released_figure(figure, released.total if key == whole else released.cells[key])
        for key, figure in figures.items()
    }
