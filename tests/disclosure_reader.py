"""What a reader of a protected table can work out: the oracle that disclosure control is tested against."""

from collections.abc import Hashable

from partnership.disclosure import (
    _REST,
    _UNBOUNDED,
    THRESHOLD,
    Key,
    Range,
    Released,
    ReleasedCount,
    _before_rounding,
    _within,
)


def feasible_range(released: Released[Key], key: Key) -> Range:
    """Return the values that a reader of the table, who knows these rules, must think possible for a cell."""
    total = Range(0, _UNBOUNDED) if released.total is None else _as_read(released.total, alone=True)
    alone = released.total is None or not released.total.exact
    own = _as_read(released.cells[key], alone=alone)
    if released.rest is None:
        return Range(own.low, min(own.high, total.high))
    bounds: dict[Hashable, Range] = {name: _as_read(count, alone=alone) for name, count in released.cells.items()}
    bounds[_REST] = _as_read(released.rest, alone=alone)
    return _within(key, bounds, total)


def _as_read(count: ReleasedCount, *, alone: bool) -> Range:
    """Return what a printed number says by itself. Where no exact total stands beside it, `c` can only be 1 to 4."""
    if count.value is None:
        return Range(0, 0) if not count.mark else Range(1, THRESHOLD - 1 if alone else _UNBOUNDED)
    return _before_rounding(count.value) if count.rounded else Range(count.value, count.value)
