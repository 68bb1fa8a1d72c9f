"""Where values stand on an axis, and how labels keep their distance."""

from collections.abc import Iterable, Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from partnership.formats import number_words, value_words

MOST_STEPS = 4

_STEPS = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5))


def ticks(values: Iterable[Decimal | None]) -> list[Decimal]:
    """Return three to five round values from nought (or below it) that hold all values; whole ones for whole values."""
    known = [value for value in values if value is not None]
    low, high = min(known, default=Decimal()), max(known, default=Decimal())
    low, high = min(low, Decimal()), max(high, Decimal())
    whole = all(value % 1 == 0 for value in known)
    if low == high:
        high = Decimal(2)
    size = Decimal(1).scaleb((high - low).adjusted() - 1)
    for step in (factor * power for power in (size, size * 10) for factor in _STEPS):
        first = int((low / step).to_integral_value(ROUND_FLOOR))
        last = int((high / step).to_integral_value(ROUND_CEILING))
        if last - first <= MOST_STEPS and not (whole and step % 1):
            break
    return [step * count for count in range(first, max(last, first + 2) + 1)]


def tick_words(value: Decimal, unit: str) -> str:
    return value_words(value, unit) if unit in ("percent", "money") else number_words(value)


def spread(wanted: Sequence[float], heights: Sequence[float], low: float, high: float) -> list[float]:
    """Return tops for labels of these heights, as near to `wanted` as they can be without overlap within bounds."""
    order = sorted(range(len(wanted)), key=lambda place: wanted[place])
    tops = list(wanted)
    floor = low
    for place in order:
        tops[place] = floor = max(floor, tops[place])
        floor += heights[place]
    ceiling = high
    for place in reversed(order):
        tops[place] = ceiling = min(ceiling - heights[place], tops[place])
    return tops
