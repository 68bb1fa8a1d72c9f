"""Somebody who works out hidden counts from all that is printed: the oracle that disclosure control is tested against.

Knows nothing of the engine. Is told what was printed, what adds up to what, and of each mark whether it hides a number
under the threshold; solves for whole numbers with HiGHS. Of counts that were revised between editions it knows which,
and whether they grew; by how much a cell changed must stay hidden from it like the cell itself.
"""

from collections.abc import Hashable, Mapping, Sequence
from typing import Any

import highspy
import numpy as np

MOST = 10_000
ENOUGH = 3


class Attacker:
    """Reads editions one after the other, then says what it has found out."""

    def __init__(self, threshold: int = 5) -> None:
        self._threshold = threshold
        self._truth: list[int] = []
        self._ranges: list[tuple[int, int]] = []
        self._rows: list[tuple[list[int], list[int]]] = []
        self._column: dict[Hashable, int] = {}
        self._cells: set[Hashable] = set()
        self._of_people: list[int] = []

    def reads(
        self,
        counts: Mapping[Hashable, int],
        printed: Mapping[Hashable, Any],
        within: Sequence[Any] = (),
        across: Sequence[Any] = (),
    ) -> None:
        """Read an edition: `counts` are the true ones, `printed` holds those that stand on paper.

        Of what is not printed it knows only that printed counts are sums of it.
        """
        sums = _telling([*within, *across], printed)
        named = {key for whole, parts in sums for key in (whole, *parts)}
        self._cells |= {part for _, parts in within for part in parts}
        for key, count in counts.items():
            if key not in named and key not in printed:
                continue
            column = self._column_of(key, count)
            (low, high), (lowest, highest) = self._ranges[column], self._meaning(count, printed.get(key))
            self._ranges[column] = max(low, lowest), min(high, highest)
        for whole, parts in sums:
            columns = [self._column[key] for key in (whole, *parts)]
            self._rows.append((columns, [1] + [-1] * len(parts)))

    def found(self) -> list[tuple[int, set[int]]]:
        """Counts under the threshold, of any edition, that have fewer than three possible values, and those values."""
        small = [column for column in self._of_people if 0 < self._truth[column] < self._threshold]
        seen = self._possible(small)
        found = [(self._truth[column], seen[column]) for column in small if len(seen[column]) < ENOUGH]
        assert all(count in values for count, values in found), "the attacker believes something that is not true"
        return found

    def _column_of(self, key: Hashable, count: int) -> int:
        before = self._column.get(key)
        if before is not None and self._truth[before] == count:
            return before
        self._column[key] = self._new(count, of_people=True)
        if before is not None:
            change = self._new(abs(count - self._truth[before]), of_people=key in self._cells)
            grew = 1 if count > self._truth[before] else -1
            self._rows.append(([self._column[key], before, change], [1, -1, -grew]))
        return self._column[key]

    def _new(self, count: int, *, of_people: bool) -> int:
        self._truth.append(count)
        self._ranges.append((0, MOST))
        self._of_people += [len(self._truth) - 1] if of_people else []
        return len(self._truth) - 1

    def _meaning(self, count: int, printed: Any) -> tuple[int, int]:
        if printed is None:
            return 0, MOST
        if printed.mark:
            return (1, self._threshold - 1) if count < self._threshold else (self._threshold, MOST)
        if printed.rounded:
            return max(0, printed.value - 2), printed.value + 2
        assert printed.value == count
        return count, count

    def _possible(self, columns: list[int]) -> dict[int, set[int]]:
        """Possible values of these columns, as many as are enough; every solution tells of all of them."""
        model, seen = self._model(), {column: set() for column in columns}
        for column in columns:
            parts = [self._ranges[column]]
            while parts and len(seen[column]) < ENOUGH:
                low, high = parts.pop()
                ends = _ends(model, column, low, high, seen) if low <= high else ()
                parts += [(ends[0] + 1, ends[1] - 1)] if ends else []
            model.changeColBounds(column, *self._ranges[column])
        return seen

    def _model(self) -> highspy.Highs:
        model, size = highspy.Highs(), len(self._truth)
        model.setOptionValue("output_flag", False)
        model.setOptionValue("threads", 1)
        for low, high in self._ranges:
            model.addVar(low, high)
        model.changeColsIntegrality(size, np.arange(size), np.array([highspy.HighsVarType.kInteger] * size))
        for columns, signs in self._rows:
            model.addRow(0, 0, len(columns), np.array(columns), np.array(signs, dtype=float))
        return model


def _ends(model: highspy.Highs, column: int, low: int, high: int, seen: dict[int, set[int]]) -> tuple[int, ...]:
    """The least and the greatest value of a column within bounds; nothing where it has none there."""
    model.changeColBounds(column, low, high)
    model.changeColCost(column, 1)
    ends = []
    for sense in (highspy.ObjSense.kMinimize, highspy.ObjSense.kMaximize):
        model.changeObjectiveSense(sense)
        model.run()
        if model.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            break
        solution = model.getSolution().col_value
        for other, values in seen.items():
            values.add(round(solution[other]))
        ends.append(round(solution[column]))
    model.changeColCost(column, 0)
    return tuple(ends)


def _telling(sums: list[Any], printed: Mapping[Hashable, Any]) -> list[Any]:
    """Sums without those of a whole that is neither printed nor part of another."""
    parts = {part for _, parts in sums for part in parts}
    kept = [found for found in sums if found[0] in printed or found[0] in parts]
    return kept if len(kept) == len(sums) else _telling(kept, printed)
