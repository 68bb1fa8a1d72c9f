"""What a chart shows. Values are exact; None is a value that is missing or must not be shown: a gap, never a nought.

`unit` is that of an indicator. Each `describe()` is the sentence that stands for the picture.
"""

from dataclasses import dataclass
from decimal import Decimal

from partnership.formats import value_words

Values = tuple[Decimal | None, ...]


@dataclass(frozen=True)
class Series:
    name: str
    values: Values


@dataclass(frozen=True)
class LineChart:
    """Change over time. The first series is the partnership's own and the heaviest; comparators follow."""

    title: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str

    def describe(self) -> str:
        return _sentence(self.title, *(_values_in_words(one, self.labels, self.unit) for one in self.series))


@dataclass(frozen=True)
class BarChart:
    """Sizes side by side: a series for each period, a label for each thing compared.

    `emphasised` is the place of the one bar that the reader should see: of the label where there is one series, of
    the series where there are more.
    """

    title: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str
    emphasised: int | None = None

    def describe(self) -> str:
        return _sentence(self.title, *(_values_in_words(one, self.labels, self.unit) for one in self.series))


@dataclass(frozen=True)
class Segment:
    name: str
    value: Decimal


@dataclass(frozen=True)
class Stack:
    name: str
    segments: tuple[Segment, ...]

    @property
    def total(self) -> Decimal:
        return sum((segment.value for segment in self.segments), Decimal())


@dataclass(frozen=True)
class StackedBars:
    """How wholes are made up, on one scale. What is not above nought has no length and is named beneath its bar."""

    title: str
    stacks: tuple[Stack, ...]
    unit: str

    def describe(self) -> str:
        return _sentence(self.title, *(self._in_words(stack) for stack in self.stacks))

    def _in_words(self, stack: Stack) -> str:
        parts = ", ".join(f"{part.name} {value_words(part.value, self.unit)}" for part in stack.segments)
        return f"{stack.name} {value_words(stack.total, self.unit)}: {parts}"


@dataclass(frozen=True)
class Sparkline:
    """The shape of a few years beside a headline figure; `ends` are the words under its first and last point."""

    title: str
    labels: tuple[str, ...]
    values: Values
    unit: str
    ends: tuple[str, str]

    def describe(self) -> str:
        return _sentence(_values_in_words(Series(self.title, self.values), self.labels, self.unit))


@dataclass(frozen=True)
class ShareBar:
    """A part of a whole. The track is always the whole; `ends` may name nought and the whole."""

    title: str
    part: Decimal
    whole: Decimal
    unit: str
    ends: tuple[str, str] = ("", "")

    def describe(self) -> str:
        return _sentence(f"{self.title}: {value_words(self.part, self.unit)} of {value_words(self.whole, self.unit)}")


Drawing = LineChart | BarChart | StackedBars | Sparkline | ShareBar


def _sentence(*parts: str) -> str:
    return ". ".join(part.rstrip(".") for part in parts) + "."


def _values_in_words(series: Series, labels: tuple[str, ...], unit: str) -> str:
    told = (
        f"{'not shown' if value is None else value_words(value, unit)} ({label})"
        for label, value in zip(labels, series.values, strict=True)
    )
    return f"{series.name}: {', '.join(told)}"
