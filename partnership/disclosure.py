"""Disclosure control: what of a small table may be published, so that no child can be found by arithmetic.

Source: "Rules that protect people" of the domain. Counts from 1 to 4 are not shown and are marked `c`; nought is shown.
Where a published total would give a hidden count away, further cells are hidden; where even that cannot protect, the
whole table is rounded to fives. Percentages, rates, charts and sentences may only be made of counts for which
`Released.may_derive` holds. Periods side by side are protected one by one: each has its own total, and no sum over
periods may be printed beside them.
"""

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Generic, NamedTuple, TypeVar

THRESHOLD = 5
BASE = 5
FEWEST_VALUES = 3  # that a hidden count must still be able to have
MARK = "c"
MARK_WORDS = "number under 5, or one that would give such a number away, not shown"

Key = TypeVar("Key", bound=Hashable)

_UNBOUNDED = 10**9  # more than any count here
_REST: Final = object()  # those of the total whom no cell names: never printed, but anyone can subtract


class Range(NamedTuple):
    """The whole numbers that a count may have, both ends included."""

    low: int
    high: int

    @property
    def size(self) -> int:
        return self.high - self.low + 1


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
        return self.cells[key].exact and self.total is not None and self.total.exact


@dataclass(frozen=True)
class _Attempt:
    """One way to release a table: which cells are hidden, or all rounded; and whether the total is withheld."""

    hidden: frozenset[Hashable]
    rounded: bool = False
    without_total: bool = False


def protect(cells: Mapping[Key, int | None], total: int | None, *, overlapping: bool = False) -> Released[Key]:
    """Return the most that can be printed of a one-way table of counts of people.

    `cells` stand in an order that does not depend on their counts; a count of None is missing and stays so. `total` is
    None where none is published. `overlapping` says that one person may be in several cells; so do cells that come to
    more than the total.
    """
    counts: dict[Hashable, int] = {key: count for key, count in cells.items() if count is not None}
    if total is None or overlapping or sum(counts.values()) > total:
        return _each_alone(cells, total)
    counts[_REST] = total - sum(counts.values())
    chosen = next(attempt for attempt in _attempts(counts) if _protects(attempt, counts, total))
    released = {key: _release(key, count, chosen) for key, count in counts.items()}
    rest = released.pop(_REST)
    printed = {key: released.get(key, ReleasedCount(None)) for key in cells}
    return Released(printed, _release_total(total, chosen), rest)


def _small(count: int) -> bool:
    return 0 < count < THRESHOLD


def _fives(count: int) -> int:
    return (count + BASE // 2) // BASE * BASE


def _before_rounding(rounded: int) -> Range:
    return Range(max(0, rounded - BASE // 2), rounded + BASE // 2)


def _each_alone(cells: Mapping[Key, int | None], total: int | None) -> Released[Key]:
    """Release cells that no sum ties together; one person short of the total is as telling as one person."""
    telling = {
        key
        for key, count in cells.items()
        if count and (_small(count) or (total is not None and _small(total - count)))
    }
    printed = {key: ReleasedCount(None, MARK) if key in telling else ReleasedCount(cells[key]) for key in cells}
    if total is None:
        return Released(printed, None, None)
    return Released(printed, ReleasedCount(None, MARK) if _small(total) else ReleasedCount(total), None)


def _attempts(counts: Mapping[Hashable, int]) -> Iterator[_Attempt]:
    """Yield ways to release a table, the most telling first. The last one always protects."""
    hidden = frozenset(key for key, count in counts.items() if _small(count))
    yield _Attempt(hidden)
    # By place, from the end, never by size: that the smallest was taken would tell how large the hidden ones can be.
    for key in reversed(list(counts)):
        if counts[key] >= THRESHOLD and key is not _REST:
            hidden |= {key}
            yield _Attempt(hidden)
    yield _Attempt(frozenset(), rounded=True)
    yield _Attempt(frozenset(), rounded=True, without_total=True)


def _protects(attempt: _Attempt, counts: Mapping[Hashable, int], total: int) -> bool:
    """Say whether each small count keeps enough values, even before a reader who knows why each cell is hidden."""
    if attempt.without_total:
        whole = Range(0, _UNBOUNDED)
    elif attempt.rounded:
        whole = _before_rounding(_fives(total))
    else:
        whole = Range(1, THRESHOLD - 1) if _small(total) else Range(total, total)
    bounds = {key: _as_known(key, count, attempt) for key, count in counts.items()}
    return all(_within(key, bounds, whole).size >= FEWEST_VALUES for key, count in counts.items() if _small(count))


def _as_known(key: Hashable, count: int, attempt: _Attempt) -> Range:
    if attempt.rounded:
        return _before_rounding(_fives(count))
    if key not in attempt.hidden:
        return Range(count, count)
    return Range(1, THRESHOLD - 1) if _small(count) else Range(THRESHOLD, _UNBOUNDED)


def _release(key: Hashable, count: int, attempt: _Attempt) -> ReleasedCount:
    if attempt.rounded:
        return ReleasedCount(_fives(count), rounded=True)
    return ReleasedCount(None, MARK) if key in attempt.hidden else ReleasedCount(count)


def _release_total(total: int, attempt: _Attempt) -> ReleasedCount | None:
    if attempt.without_total:
        return None
    if attempt.rounded:
        return ReleasedCount(_fives(total), rounded=True)
    return ReleasedCount(None, MARK) if _small(total) else ReleasedCount(total)


def _within(key: Hashable, bounds: Mapping[Hashable, Range], total: Range) -> Range:
    """Narrow a cell by the total: what all others leave at most and at least."""
    others = [bound for name, bound in bounds.items() if name != key]
    return Range(
        max(bounds[key].low, total.low - sum(bound.high for bound in others)),
        min(bounds[key].high, total.high - sum(bound.low for bound in others)),
    )
