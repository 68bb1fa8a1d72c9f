"""What an edition released, in a form that can be kept and that a later edition is protected against."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping, Set
from dataclasses import dataclass
from typing import Any

from .counts import ANY, Range
from .tables import Sum, Sums


@dataclass(frozen=True)
class Told:
    """A count and what a reader of the edition knows of it."""

    count: int
    known: Range


@dataclass(frozen=True)
class Edition:
    """The counts of one edition by their keys, and their sums.

    It holds hidden counts too, since only they say what must stay hidden; so it is as restricted as they are.
    """

    told: Mapping[Hashable, Told]
    sums: Sums

    def pruned(self, known: Set[Hashable]) -> Edition:
        """Without sums that tell nothing, as those of tables that are not printed, and without counts of no sum.

        `known` are the keys of earlier editions.
        """
        within, across = self.sums.within, self.sums.across
        while True:
            parts = {part for found in (*within, *across) for part in found.parts} | known
            twice = {whole for whole, times in Counter(found.whole for found in across).items() if times > 1}
            kept = [tuple(one for one in sums if self._tells(one.whole, parts | twice)) for sums in (within, across)]
            if kept == [within, across]:
                break
            within, across = kept
        named = {key for found in (*within, *across) for key in (found.whole, *found.parts)}
        told = {key: told for key, told in self.told.items() if key in named or told.known != ANY}
        return Edition(told, Sums(within, across))

    def _tells(self, whole: Hashable, elsewhere: Set[Hashable]) -> bool:
        return self.told[whole].known != ANY or whole in elsewhere

    def to_json(self) -> dict[str, Any]:
        """As it is kept. Keys are tuples of words."""
        return {
            "counts": [[_words(key), told.count, *told.known] for key, told in self.told.items()],
            "within": [_sum_words(found) for found in self.sums.within],
            "across": [_sum_words(found) for found in self.sums.across],
        }

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Edition:
        told: dict[Hashable, Told] = {
            tuple(key): Told(count, Range(low, high)) for key, count, low, high in kept["counts"]
        }
        within, across = (tuple(map(_sum_of, kept[name])) for name in ("within", "across"))
        return cls(told, Sums(within, across))


def _words(key: Hashable) -> list[str]:
    if not isinstance(key, tuple):
        raise TypeError(f"{key!r} is not a tuple of words, so it cannot be kept")
    return list(key)


def _sum_words(found: Sum) -> list[Any]:
    return [_words(found.whole), [_words(part) for part in found.parts]]


def _sum_of(kept: list[Any]) -> Sum:
    whole, parts = kept
    return Sum(tuple(whole), tuple(tuple(part) for part in parts))
