"""Worlds: complete sets of counts that agree with everything a reader knows.

A count is protected by showing worlds in which it has other values, so that "safe" is never a bound worked out on paper
but a list of tables that anyone can add up. A search that gives up finds no world, and the count is protected further;
the engine can hide too much, never too little.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

CHOICES = 8  # between one world and the next; what follows from them without a choice is free
LONGEST = 40  # changes between one world and the next
PATIENCE = 2_000  # steps of one search

Equation = tuple[tuple[int, int], ...]  # places of counts and their signs; they come to nought


class Worlds:
    """What is known of counts by their places, and the worlds found so far. The true world is the first.

    Knowledge may only shrink, so that every world stays one.
    """

    def __init__(
        self, truth: Sequence[int], equations: Iterable[Equation], low: Sequence[int], high: Sequence[int]
    ) -> None:
        self.low, self.high = list(low), list(high)
        self._equations = list(dict.fromkeys(equations))
        self._of: list[list[tuple[int, int]]] = [[] for _ in truth]
        for number, equation in enumerate(self._equations):
            for place, sign in equation:
                self._of[place].append((number, sign))
        self._loose = [self._loose_of(equation) for equation in self._equations]
        self._spare: list[list[tuple[int, int, int]]] = [[] for _ in self._equations]
        self._values: list[dict[int, list[int]]] = [{count: list(truth)} for count in truth]

    def offer(self, spare: Sequence[tuple[int, int]]) -> None:
        """Say which places may be hidden further, the first choice first, and at what price."""
        rank = {place: (number, price) for number, (place, price) in enumerate(spare)}
        self._spare = []
        for equation in self._equations:
            found = sorted((*rank[place], place, sign) for place, sign in equation if place in rank)
            self._spare.append([(place, sign, price) for _, price, place, sign in found])

    def loosen(self, place: int, low: int, high: int) -> None:
        self.low[place], self.high[place] = low, high
        for number, _ in self._of[place]:
            self._loose[number] = self._loose_of(self._equations[number])
            self._spare[number] = [entry for entry in self._spare[number] if entry[0] != place]

    def has(self, place: int, wanted: int) -> bool:
        """Say whether a count has at least so many possible values."""
        values = self._values[place]
        while len(values) < wanted:
            if not any(self._step(place, values[end], step) for end, step in self._ends(place)):
                return False
        return True

    def cheapest(self, place: int, most: int) -> list[int]:
        """The places to hide so that a count could change, as few as can be; none where none would help."""
        for price in range(1, most + 1):
            for end, step in self._ends(place):
                moved = self._search(self._values[place][end], place, step, price)
                if taken := [found for found in moved or () if self.low[found] == self.high[found]]:
                    return taken
        return []

    def _loose_of(self, equation: Equation) -> list[tuple[int, int, int]]:
        return [(place, sign, 0) for place, sign in equation if self.low[place] < self.high[place]]

    def _ends(self, place: int) -> list[tuple[int, int]]:
        """From which known value to which side further ones may be found; a gap between two is tried as well."""
        known = sorted(self._values[place])
        gaps = [(before, 1) for before, after in pairwise(known) if after - before > 1]
        ends = [*gaps, (known[-1], 1), (known[0], -1)]
        return [(end, step) for end, step in ends if self.low[place] <= end + step <= self.high[place]]

    def _step(self, place: int, world: list[int], step: int) -> bool:
        moved = self._search(world, place, step, 0)
        if not moved:
            return False
        found = list(world)
        for changed, by in moved.items():
            found[changed] += by
        for changed in moved:
            self._values[changed].setdefault(found[changed], found)
        return True

    def _search(self, world: list[int], place: int, step: int, price: int) -> dict[int, int] | None:
        """The changes that make a world of another, the fewest first; with a price, some of them of what is shown."""
        search = _Search(self, world, place, step)
        for choices in range(CHOICES):
            if search.mend(choices, price, LONGEST):
                return {changed: by for changed, by in search.moved.items() if by}
            if search.patience < 0:
                break
        return None


class _Search:
    """One change of one count, and what must change with it so that all sums hold again."""

    def __init__(self, worlds: Worlds, world: list[int], place: int, step: int) -> None:
        self._worlds = worlds
        self._world = list(world)
        self.moved: dict[int, int] = {}
        self._gaps: dict[int, int] = {}
        self.patience = PATIENCE
        self._move(place, step)

    def mend(self, choices: int, price: int, room: int) -> bool:
        """Close all gaps; where one can be closed in several ways, that takes one of so many choices."""
        if not self._gaps:
            return True
        self.patience -= 1
        ways = self._hardest(price)
        left = choices - (len(ways) > 1)
        if self.patience < 0 or left < 0 or not room:
            return False
        for place, step, cost in ways:
            self._move(place, step)
            if self.mend(left, price - cost, room - 1):
                return True
            self._move(place, -step)
        return False

    def _hardest(self, price: int) -> list[tuple[int, int, int]]:
        """The ways to close a gap, of the gap that has the fewest."""
        fewest: list[tuple[int, int, int]] | None = None
        for number, gap in self._gaps.items():
            ways = self._ways(number, gap, price)
            if fewest is None or len(ways) < len(fewest):
                fewest = ways
                if len(ways) < 2:
                    break
        return fewest or []

    def _ways(self, number: int, gap: int, price: int) -> list[tuple[int, int, int]]:
        low, high, world, moved = self._worlds.low, self._worlds.high, self._world, self.moved
        ways = []
        for place, sign, _ in self._worlds._loose[number]:
            step = -sign if gap > 0 else sign
            if low[place] <= world[place] + step <= high[place] and moved.get(place, 0) * step >= 0:
                ways.append((place, step, 0))
        if price:
            for place, sign, cost in self._worlds._spare[number]:
                step, by = -sign if gap > 0 else sign, moved.get(place, 0)
                if by * step >= 0 and (by or cost <= price):
                    ways.append((place, step, 0 if by else cost))
        return ways

    def _move(self, place: int, step: int) -> None:
        self._world[place] += step
        self.moved[place] = self.moved.get(place, 0) + step
        for number, sign in self._worlds._of[place]:
            gap = self._gaps.get(number, 0) + sign * step
            if gap:
                self._gaps[number] = gap
            else:
                self._gaps.pop(number, None)
