"""Counts as they are printed, and the words for those that are not."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Final, Generic, NamedTuple, TypeVar

THRESHOLD: Final = 5  # counts below it are not shown; a board may set another
BASE: Final = 5  # what a table is rounded to
FEWEST_VALUES: Final = 3  # that a hidden count must still be able to have
FEWEST_FOR_SHARE: Final = 10  # people of whom a percentage may be worked out
UNBOUNDED: Final = 10**9  # more than any count here
MARK: Final = "c"

Key = TypeVar("Key", bound=Hashable)


class Range(NamedTuple):
    """The whole numbers that a count may have, both ends included."""

    low: int
    high: int

    @property
    def size(self) -> int:
        return self.high - self.low + 1

    def within(self, other: "Range") -> "Range":
        return Range(max(self.low, other.low), min(self.high, other.high))


ANY: Final = Range(0, UNBOUNDED)


@dataclass(frozen=True)
class ReleasedCount:
    """One number as it is printed. Without value and mark it is missing."""

    value: int | None
    mark: str = ""
    rounded: bool = False

    @property
    def exact(self) -> bool:
        return self.value is not None and not self.rounded


@dataclass(frozen=True)
class Released(Generic[Key]):
    """A table as it is printed. A total of None is not printed, or withheld where even a rounded one would tell.
    `rest` is what a reader can work out of those whom no cell names; None where cells need not add up to the total."""

    cells: Mapping[Key, ReleasedCount]
    total: ReleasedCount | None
    rest: ReleasedCount | None

    def may_derive(self, key: Key) -> bool:
        """Say whether a share of the total may be worked out from a cell."""
        return may_share(self.cells[key], self.total)


def may_share(part: ReleasedCount, whole: ReleasedCount | None) -> bool:
    """Say whether one count may be printed as a percentage of another."""
    if whole is None or whole.value is None or not (part.exact and whole.exact):
        return False
    return whole.value >= FEWEST_FOR_SHARE


def mark_words(threshold: int = THRESHOLD) -> str:
    return f"number under {threshold}, or one that would give such a number away, not shown"


MARK_WORDS: Final = mark_words()


def is_small(count: int, threshold: int) -> bool:
    return 0 < count < threshold


def to_base(count: int) -> int:
    return (count + BASE // 2) // BASE * BASE


def before_rounding(rounded: int) -> Range:
    return Range(max(0, rounded - BASE // 2), rounded + BASE // 2)


def why_hidden(count: int, threshold: int) -> Range:
    """What a reader knows of a count marked `c` who knows why it bears the mark."""
    return Range(1, threshold - 1) if is_small(count, threshold) else Range(threshold, UNBOUNDED)
