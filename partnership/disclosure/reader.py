"""What a reader of this edition and of those before it knows, as places, ranges and equations.

A count that has not changed since an earlier edition is one count, known from both. Of one that was revised the reader
is taken to know whether it grew or shrank. Where it is a cell of a table, the change is a number of children too, and
protected as one: that a total was corrected may be seen, but not of which sex or age the child was who came to it.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from .counts import ANY, Range
from .editions import Edition
from .worlds import Equation, Worlds


class Reader:
    """`place` finds the counts of the last edition, `people` says which places hold a number to be protected."""

    def __init__(self, editions: Sequence[Edition]) -> None:
        self._cells = {part for edition in editions for part in edition.sums.cells}
        self.truth: list[int] = []
        self.people: list[int] = []
        self.place: dict[Hashable, int] = {}
        self._equations: list[Equation] = []
        self._before: list[Range] = []
        self._now: list[Range] = []
        for edition in editions:
            self._before = [now.within(before) for now, before in zip(self._now, self._before, strict=True)]
            self._now = [ANY] * len(self._before)
            self._read(edition)

    def worlds(self) -> Worlds:
        known = [now.within(before) for now, before in zip(self._now, self._before, strict=True)]
        return Worlds(self.truth, self._equations, [one.low for one in known], [one.high for one in known])

    def known_before(self, place: int) -> Range:
        """What the editions before the last tell of a count by itself."""
        return self._before[place]

    def beside(self, places: set[int]) -> set[int]:
        """These places and those in one sum with any of them."""
        found = ({place for place, _ in equation} for equation in self._equations)
        return places.union(*(together for together in found if together & places))

    def _read(self, edition: Edition) -> None:
        for key, told in edition.told.items():
            self._now[self._place_of(key, told.count)] = told.known
        for whole, parts in (*edition.sums.within, *edition.sums.across):
            equation = ((self.place[whole], 1), *((self.place[part], -1) for part in parts))
            if sum(sign * self.truth[place] for place, sign in equation):
                raise ValueError(f"the parts of {whole} do not come to it")
            self._equations.append(equation)

    def _place_of(self, key: Hashable, count: int) -> int:
        """The place of a count; a new one where it has changed since the last edition, tied to the old one."""
        before = self.place.get(key)
        if before is not None and self.truth[before] == count:
            return before
        self.place[key] = place = self._new(count)
        if before is not None:
            grew = count > self.truth[before]
            change = self._new(abs(count - self.truth[before]), people=key in self._cells)
            self._equations.append(((place, 1), (before, -1), (change, -1 if grew else 1)))
        return place

    def _new(self, count: int, *, people: bool = True) -> int:
        place = len(self.truth)
        self.truth.append(count)
        self._before.append(ANY)
        self._now.append(ANY)
        self.people += [place] if people else []
        return place
