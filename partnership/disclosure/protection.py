"""The ladder of means: mark small counts, hide further ones, round a table to fives, withhold its totals, withhold it.

Every small count of this edition and of those before it must keep `FEWEST_VALUES` possible values, and nothing hidden
may be worked out exactly. One rung at a time, and only for the table that needs it.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

from .counts import (
    ANY,
    FEWEST_VALUES,
    MARK,
    THRESHOLD,
    Range,
    ReleasedCount,
    before_rounding,
    is_small,
    to_base,
    why_hidden,
)
from .editions import Edition, Told
from .reader import Reader
from .tables import Sum, Sums, Table
from .worlds import Worlds

DEAREST = 6  # cells to be hidden at once, a margin counting for two
_CELL, _MARGIN = 1, 2


class Means(IntEnum):
    HIDE = 0
    ROUND = 1
    ROUND_WITHOUT_TOTALS = 2
    WITHHOLD = 3


@dataclass(frozen=True)
class ReleasedTable:
    """A table as it is printed: every count by its key; one that is left out is not printed."""

    counts: Mapping[Hashable, ReleasedCount]
    means: Means


@dataclass(frozen=True)
class Publication:
    """Tables that may be printed together, by their names; one that is withheld holds no counts."""

    tables: Mapping[str, ReleasedTable]
    _told: Edition

    def counts(self, name: str) -> Mapping[Hashable, ReleasedCount]:
        """The printed counts of a table; none where it is withheld or not among them."""
        table = self.tables.get(name)
        return table.counts if table else {}

    def edition(self) -> Edition:
        """What must be kept where the tables are published."""
        return self._told


def protect_tables(
    tables: Sequence[Table],
    *,
    earlier: Sequence[Edition] = (),
    unprinted: Mapping[Hashable, int] | None = None,
    sums: Sequence[Sum] = (),
    threshold: int = THRESHOLD,
) -> Publication:
    """Return the most that can be printed of tables of counts of people, protected together.

    `sums` tie counts of several tables to each other or to `unprinted` ones, as a pool of years to its years. `earlier`
    are the editions that were released before, the first of them first.
    """
    if threshold <= FEWEST_VALUES:
        raise ValueError(f"a count below {threshold} cannot have {FEWEST_VALUES} values")
    protection = _Protection(tables, earlier, unprinted or {}, sums, threshold)
    protection.run()
    return Publication({table.name: protection.released(table) for table in tables}, protection.edition())


class _Protection:
    """The tables of one edition on their way down the ladder."""

    def __init__(
        self,
        tables: Sequence[Table],
        earlier: Sequence[Edition],
        unprinted: Mapping[Hashable, int],
        sums: Sequence[Sum],
        threshold: int,
    ) -> None:
        self.tables, self.threshold = tables, threshold
        self.sums = Sums(tuple(found for table in tables for found in table.sums), tuple(sums))
        self.counts: dict[Hashable, int] = dict(unprinted)
        for table in tables:
            if any(self.counts.setdefault(key, count) != count for key, count in table.counts.items()):
                raise ValueError(f"{table.name} has another count for one key than the tables before it")
        self.earlier = earlier
        self.means = {table.name: Means.HIDE for table in tables}
        self._standing: dict[Hashable, Means] = {}
        self._hidden: set[Hashable] = set()
        last = {key: told for edition in earlier for key, told in edition.told.items()}
        # What was hidden stays so, or a report that is drawn again would be another.
        self._stay = {key for key, count in self.counts.items() if last.get(key) == Told(count, self._why(count))}

    def run(self) -> None:
        while (blamed := self._judge()) is not None:
            name, means = blamed
            self.means[name] = means

    def released(self, table: Table) -> ReleasedTable:
        shown = ((key, self._shown(key)) for key in table.counts) if self.means[table.name] < Means.WITHHOLD else ()
        return ReleasedTable({key: count for key, count in shown if count}, self.means[table.name])

    def edition(self) -> Edition:
        told = {key: Told(count, self._told(key)) for key, count in self.counts.items()}
        return Edition(told, self.sums).pruned({key for edition in self.earlier for key in edition.told})

    def _judge(self) -> tuple[str, Means] | None:
        """Hide what must be hidden as things stand; the table that must come down and to which rung, or nothing."""
        self._standing = self._stand()
        self._hidden = {key for key in self._open() if key in self._stay or is_small(self.counts[key], self.threshold)}
        reader = Reader([*self.earlier, self.edition()])
        worlds = reader.worlds()
        spare = ((reader.place[key], price) for key, price in self._spare())
        # To hide what an earlier edition printed is of no use.
        worlds.offer([(place, price) for place, price in spare if reader.known_before(place).size > 1])
        small = [place for place in reader.people if is_small(reader.truth[place], self.threshold)]
        lost = next((place for place in small if not self._secure(reader, worlds, place, FEWEST_VALUES)), None)
        if lost is None:
            further = sorted(reader.place[key] for key in self._hidden if self.counts[key] >= self.threshold)
            lost = next((place for place in further if not self._secure(reader, worlds, place, 2)), None)
        return None if lost is None else self._to_blame(reader, lost)

    def _secure(self, reader: Reader, worlds: Worlds, place: int, wanted: int) -> bool:
        """Hide further counts until this one has as many possible values as are wanted."""
        keys = {reader.place[key]: key for key in self._open()}
        while not worlds.has(place, wanted):
            taken = worlds.cheapest(place, DEAREST)
            if not taken:
                return False
            for found in taken:
                self._hidden.add(keys[found])
                worlds.loosen(found, *reader.known_before(found).within(self._told(keys[found])))
        return True

    def _stand(self) -> dict[Hashable, Means]:
        """What becomes of each printed count. One of several tables stays exact: one of them would give it away."""
        standing: dict[Hashable, Means] = {}
        for table in self.tables:
            means = self.means[table.name]
            for key in table.counts if means < Means.WITHHOLD else ():
                withheld = means == Means.ROUND_WITHOUT_TOTALS and key in table.margins | table.totals
                alone = Means.WITHHOLD if withheld else min(means, Means.ROUND)
                standing[key] = Means.HIDE if key in standing else alone
        return standing

    def _open(self) -> list[Hashable]:
        return [key for key, means in self._standing.items() if means == Means.HIDE]

    def _spare(self) -> Iterator[tuple[Hashable, int]]:
        """What may be hidden further. By place, from the end, never by size: that the smallest was taken would tell
        how large the hidden ones can be."""
        never = {key for table in self.tables for key in table.totals | table.unprinted}
        margins = {key for table in self.tables for key in table.margins}
        large = [key for key in self._open() if key not in never and self.counts[key] >= self.threshold]
        for key in reversed(large):
            yield key, _MARGIN if key in margins else _CELL

    def _told(self, key: Hashable) -> Range:
        """What this edition tells of a count to a reader who knows why it is hidden."""
        count, means = self.counts[key], self._standing.get(key, Means.WITHHOLD)
        if means == Means.ROUND:
            return before_rounding(to_base(count))
        if means == Means.HIDE:
            return self._why(count) if key in self._hidden else Range(count, count)
        return ANY

    def _why(self, count: int) -> Range:
        return why_hidden(count, self.threshold)

    def _shown(self, key: Hashable) -> ReleasedCount | None:
        means = self._standing[key]
        if means == Means.ROUND:
            return ReleasedCount(to_base(self.counts[key]), rounded=True)
        if means == Means.HIDE:
            return ReleasedCount(None, MARK) if key in self._hidden else ReleasedCount(self.counts[key])
        return None

    def _to_blame(self, reader: Reader, place: int) -> tuple[str, Means] | None:
        """The last of the tables that are nearest to a count and are still printed; nothing where none is.

        A table without sums gives nothing away by itself, so it is the last to be blamed. Rounding helps only counts of
        the table itself.
        """
        printed = [table for table in self.tables if self.means[table.name] < Means.WITHHOLD]
        adding = [table for table in printed if table.sums]
        near, beside, step = {place}, reader.beside({place}), 0
        while not (found := [table for table in adding if any(reader.place.get(key) in near for key in table.counts)]):
            if near == beside:
                break
            near, beside, step = beside, reader.beside(beside), step + 1
        blamed = (found or printed)[-1:]
        return next(
            ((one.name, Means(self.means[one.name] + 1) if not step else Means.WITHHOLD) for one in blamed), None
        )
