"""Tables before they are protected: which counts are printed together, and which of them add up to which."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

ALL: Final = "All"


class Sum(NamedTuple):
    """A count and those that add up to it, by their keys."""

    whole: Hashable
    parts: tuple[Hashable, ...]


@dataclass(frozen=True)
class Sums:
    """Sums within tables, and sums across them, as of a pool of years and its years."""

    within: tuple[Sum, ...] = ()
    across: tuple[Sum, ...] = ()

    @property
    def cells(self) -> Iterator[Hashable]:
        """What tables break their totals down to."""
        return (part for found in self.within for part in found.parts)


@dataclass(frozen=True)
class Table:
    """Counts that are printed together or not at all. The same key in another table means the same count.

    `counts` stand in an order that does not depend on their sizes. Margins are hidden for the sake of others only where
    cells do not suffice, totals never. What is `unprinted` anyone can work out as long as nothing is hidden.
    """

    name: str
    counts: Mapping[Hashable, int]
    sums: tuple[Sum, ...] = ()
    margins: frozenset[Hashable] = frozenset()
    totals: frozenset[Hashable] = frozenset()
    unprinted: frozenset[Hashable] = frozenset()


def one_way(
    name: str, cells: Mapping[Hashable, int], total: Hashable, *, count: int, rest: Hashable | None = None
) -> Table:
    """Cells and their total of `count`. `rest` is the key of those whom no cell names, where there can be any."""
    named = sum(cells.values())
    others = {} if rest is None else {rest: count - named}
    if count != named + sum(others.values()) or count < named:
        raise ValueError(f"the cells of {name} come to {named}, not to {count}")
    return Table(
        name,
        {**cells, **others, total: count},
        sums=(Sum(total, (*cells, *others)),),
        totals=frozenset({total}),
        unprinted=frozenset(others),
    )


def two_way(
    name: str,
    counts: Mapping[tuple[str, str], int],
    *,
    key: Callable[[str, str], Hashable] = lambda row, column: (row, column),
) -> Table:
    """Cells by row and column with both margins and the grand total; `key` gives a count's key, a margin's with `ALL`.

    Every row has a count for every column.
    """
    rows, columns = _distinct(row for row, _ in counts), _distinct(column for _, column in counts)
    by_row = {row: sum(counts[row, column] for column in columns) for row in rows}
    by_column = {column: sum(counts[row, column] for row in rows) for column in columns}
    margins = {key(row, ALL): count for row, count in by_row.items()}
    margins |= {key(ALL, column): count for column, count in by_column.items()}
    total = key(ALL, ALL)
    sums = [Sum(key(row, ALL), tuple(key(row, column) for column in columns)) for row in rows]
    sums += [Sum(key(ALL, column), tuple(key(row, column) for row in rows)) for column in columns]
    sums += [
        Sum(total, tuple(key(row, ALL) for row in rows)),
        Sum(total, tuple(key(ALL, column) for column in columns)),
    ]
    cells = {key(row, column): count for (row, column), count in counts.items()}
    return Table(
        name, {**cells, **margins, total: sum(counts.values())}, tuple(sums), frozenset(margins), frozenset({total})
    )


def _distinct(words: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(words))
