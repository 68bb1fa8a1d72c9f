"""One table of one row of cells, by itself.

Periods side by side are protected one by one: each has its own total, and no sum over periods may be printed beside
them.
"""

from collections.abc import Hashable, Mapping
from typing import Final

from .counts import MARK, THRESHOLD, Key, Released, ReleasedCount, is_small
from .protection import protect_tables
from .tables import one_way

_TOTAL: Final = object()
_REST: Final = object()  # those of the total whom no cell names: never printed, but anyone can subtract


def protect(cells: Mapping[Key, int | None], total: int | None, *, overlapping: bool = False) -> Released[Key]:
    """Return the most that can be printed of a one-way table of counts of people.

    `cells` stand in an order that does not depend on their counts; a count of None is missing and stays so. `total` is
    None where none is published. `overlapping` says that one person may be in several cells; so do cells that come to
    more than the total.
    """
    counts: dict[Hashable, int] = {key: count for key, count in cells.items() if count is not None}
    if total is None or overlapping or sum(counts.values()) > total:
        return _each_alone(cells, total)
    table = one_way("", counts, _TOTAL, count=total, rest=_REST)
    shown = protect_tables([table]).tables[""].counts
    printed = {key: shown.get(key, ReleasedCount(None)) for key in cells}
    return Released(printed, shown.get(_TOTAL), shown[_REST])


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


def _small(count: int) -> bool:
    return is_small(count, THRESHOLD)
