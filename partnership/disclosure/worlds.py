"""Worlds: complete sets of counts that agree with everything a reader knows.

A count is protected by showing worlds in which it has other values, so that "safe" is never a bound worked out on paper
but a list of tables that anyone can add up. A short search finds most of them; where it gives up, a solver is asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from . import solver

CHOICES = 8  # between one world and the next; what follows from them without a choice is free
FARTHEST = 1_000  # that the solver looks from the truth
LONGEST = 40  # changes between one world and the next
PATIENCE = 200  # steps of one search

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
        self._truth = list(truth)
        self._offered: list[tuple[int, int]] = []
        self._values: list[dict[int, list[int]]] = [{count: list(truth)} for count in truth]

    def offer(self, spare: Sequence[tuple[int, int]]) -> None:
        """Say which places may be hidden further, the first choice first, and at what price."""
        self._offered = list(spare)
        rank = {place: (number, price) for number, (place, price) in enumerate(spare)}
        self._spare = []
        for equation in self._equations:
            found = sorted((*rank[place], place, sign) for place, sign in equation if place in rank)
            self._spare.append([(place, sign, price) for _, price, place, sign in found])

    def loosen(self, place: int, low: int, high: int) -> None:
        self.low[place], self.high[place] = low, high
        self._offered = [entry for entry in self._offered if entry[0] != place]
        for number, _ in self._of[place]:
            self._loose[number] = self._loose_of(self._equations[number])
            self._spare[number] = [entry for entry in self._spare[number] if entry[0] != place]

    def has(self, place: int, wanted: int) -> bool:
        """Say whether a count has at least so many possible values."""
        values = self._values[place]
        while len(values) < wanted:
            tried = [self._step(place, values[end], step) for end, step in self._ends(place)]
            if not any(tried):
                # Where every search came to its end there is no other world.
                return None in tried and self._solved(place, wanted)
        return True

    def cheapest(self, place: int, most: int) -> list[int]:
        """The places to hide so that a count could change, as few as can be; none where none would help."""
        for price in range(1, most + 1):
            for end, step in self._ends(place):
                moved = self._search(self._values[place][end], place, step, price)
                if taken := [found for found in moved or () if self.low[found] == self.high[found]]:
                    return taken
        if not self._offered:
            return []
        asked = [
            solver.cheapest(self._equations, self._bounds(place, part), self._offered) for part in self._parts(place)
        ]
        return min((answer for answer in asked if answer), default=(0, []))[1]

    def _solved(self, place: int, wanted: int) -> bool:
        """Ask the solver for further values of a count until it has enough or there is none."""
        parts = self._parts(place)
        while parts and len(self._values[place]) < wanted:
            found = solver.solve(self._equations, self._bounds(place, parts.pop()))
            if found:
                for changed, count in enumerate(found):
                    self._values[changed].setdefault(count, found)
                parts = self._parts(place)
        return len(self._values[place]) >= wanted

    def _loose_of(self, equation: Equation) -> list[tuple[int, int, int]]:
        return [(place, sign, 0) for place, sign in equation if self.low[place] < self.high[place]]

    def _ends(self, place: int) -> list[tuple[int, int]]:
        """From which known value to which side further ones may be found; a gap between two is tried as well."""
        known = sorted(self._values[place])
        gaps = [(before, 1) for before, after in pairwise(known) if after - before > 1]
        ends = [*gaps, (known[-1], 1), (known[0], -1)]
        return [(end, step) for end, step in ends if self.low[place] <= end + step <= self.high[place]]

    def _parts(self, place: int) -> list[tuple[int, int]]:
        """The ranges in which a count has no known value yet."""
        known = [self.low[place] - 1, *sorted(self._values[place]), self.high[place] + 1]
        return [(before + 1, after - 1) for before, after in pairwise(known) if after - before > 1]

    def _bounds(self, place: int, part: tuple[int, int]) -> list[tuple[int, int]]:
        """Bounds of all counts, none too far from the truth for the solver's arithmetic, one of them within a part."""
        bounds = list(zip(self.low, self.high, strict=True))
        bounds[place] = part
        near = ((count - FARTHEST, count + FARTHEST) for count in self._truth)
        return [(max(low, least), min(high, most)) for (low, high), (least, most) in zip(bounds, near, strict=True)]

    def _step(self, place: int, world: list[int], step: int) -> bool | None:
        """Whether a further value was found; None where the search gave up."""
        moved = self._search(world, place, step, 0)
        if not moved:
            return None if moved is None else False
        found = list(world)
        for changed, by in moved.items():
            found[changed] += by
        is_new = found[place] not in self._values[place]
        for changed in moved:
            self._values[changed].setdefault(found[changed], found)
        return True if is_new else None

    def _search(self, world: list[int], place: int, step: int, price: int) -> dict[int, int] | None:
        """The changes that make a world of another; with a price, some of them of what is shown.

        The fewest choices first. Nothing where there is no such world, None where it is not known.
        """
        search = _Search(self, world, place, step)
        for choices in range(CHOICES):
            search.gave_up = False
            if search.mend(choices, price, LONGEST):
                return {changed: by for changed, by in search.moved.items() if by}
            if not search.gave_up:
                return {}
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
        self.gave_up = False
        self._move(place, step)

    def mend(self, choices: int, price: int, room: int) -> bool:
        """Close all gaps; where one can be closed in several ways, that takes one of so many choices."""
        if not self._gaps:
            return True
        self.patience -= 1
        ways = self._hardest(price)
        left = choices - (len(ways) > 1)
        if self.patience < 0 or (ways and (left < 0 or not room)):
            self.gave_up = True
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
