"""A thousand random publications under attack, alone and after an earlier edition; and a shape that must fall."""

import dataclasses
import json
import math
import random
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field

import pytest

from partnership.disclosure import (
    ALL,
    Edition,
    Means,
    Publication,
    Sum,
    Table,
    one_way,
    protect_tables,
    protection,
    two_way,
)
from tests.attacker import Attacker

MEANS = [1, 2, 3, 5, 8, 12, 20]


@dataclass
class Draft:
    """What is to be published: tables, what stands beside them unprinted, and what ties both."""

    tables: list[Table]
    unprinted: dict[Hashable, int] = field(default_factory=dict)
    ties: list[Sum] = field(default_factory=list)


def poisson(chance: random.Random, mean: float) -> int:
    limit, product, count = math.exp(-mean), chance.random(), 0
    while product > limit:
        product, count = product * chance.random(), count + 1
    return count


def single(chance: random.Random) -> Draft:
    mean = chance.choice(MEANS)
    cells = {("cell", str(place)): poisson(chance, mean) for place in range(chance.randint(1, 8))}
    return Draft([one_way("one", cells, ("all",), count=sum(cells.values()))])


def crossed(chance: random.Random) -> Draft:
    mean, rows, columns = chance.choice(MEANS), chance.randint(2, 6), chance.randint(2, 5)
    counts = {
        (f"row {row}", f"column {column}"): poisson(chance, mean) for row in range(rows) for column in range(columns)
    }
    table = two_way("both", counts)
    by_row = {key: count for key, count in table.counts.items() if key in table.margins and key[1] == ALL}
    margin = one_way("rows", by_row, (ALL, ALL), count=table.counts[ALL, ALL])
    return Draft([margin, table] if chance.random() < 0.5 else [table])


def same_children(chance: random.Random) -> Draft:
    """Several questions about the same children."""
    number, tables = 1 + poisson(chance, chance.choice([8, 12, 20])), []
    for question in range(chance.randint(2, 4)):
        cells: dict[Hashable, int] = {
            (f"question {question}", str(answer)): 0 for answer in range(chance.randint(2, 6))
        }
        for _ in range(number):
            cells[chance.choice(list(cells))] += 1
        tables.append(one_way(f"question {question}", cells, ("all",), count=number))
    return Draft(tables)


def pooled(chance: random.Random) -> Draft:
    """Years, of which some are printed, and all of them pooled."""
    years, cells, mean = chance.choice([3, 5]), chance.randint(2, 5), chance.choice([1, 2, 4, 8])
    by_year = [{cell: poisson(chance, mean) for cell in range(cells)} for _ in range(years)]
    draft = Draft([])
    for year, counts in enumerate(by_year):
        keyed = {(f"year {year}", str(cell)): count for cell, count in counts.items()}
        table = one_way(f"year {year}", keyed, (f"year {year}",), count=sum(counts.values()))
        if chance.random() < 0.6:
            draft.tables.append(table)
        else:
            draft.unprinted |= table.counts
            draft.ties += table.sums
    pool = {("pool", str(cell)): sum(counts[cell] for counts in by_year) for cell in range(cells)}
    draft.tables.append(one_way("pool", pool, ("pool",), count=sum(pool.values())))
    for name in [*((str(cell),) for cell in range(cells)), ()]:
        draft.ties.append(Sum(("pool", *name), tuple((f"year {year}", *name) for year in range(years))))
    return draft


KINDS: list[Callable[[random.Random], Draft]] = [single, crossed, same_children, pooled]


def publish(draft: Draft, earlier: list[Edition] | None = None) -> Publication:
    return protect_tables(draft.tables, unprinted=draft.unprinted, sums=draft.ties, earlier=earlier or [])


def read(attacker: Attacker, draft: Draft, published: Publication) -> None:
    counts, printed, within = dict(draft.unprinted), {}, []
    for table in draft.tables:
        counts |= table.counts
        printed |= published.counts(table.name)
        within += table.sums
    attacker.reads(counts, printed, within, draft.ties)


def revised(draft: Draft, chance: random.Random) -> Draft:
    """The same tables after late notifications and corrections."""
    sums = [*draft.ties, *(found for table in draft.tables for found in table.sums)]
    counts = dict(draft.unprinted)
    for table in draft.tables:
        counts |= table.counts
    for key in counts.keys() - {found.whole for found in sums}:
        if chance.random() < 0.1:
            counts[key] = max(0, counts[key] + chance.choice([-1, 1, 2, 6]))
    for _ in range(4):  # cells, years, pools, their totals
        for found in sums:
            counts[found.whole] = sum(counts[part] for part in found.parts)
    tables = [dataclasses.replace(table, counts={key: counts[key] for key in table.counts}) for table in draft.tables]
    return Draft(tables, {key: counts[key] for key in draft.unprinted}, draft.ties)


@pytest.mark.slow
@pytest.mark.once
@pytest.mark.parametrize("kind", KINDS)
def test_no_small_count_of_random_tables_can_be_worked_out(kind: Callable[[random.Random], Draft]) -> None:
    chance = random.Random(kind.__name__)
    for _ in range(1000 // len(KINDS)):
        draft, attacker = kind(chance), Attacker()
        read(attacker, draft, publish(draft))
        assert attacker.found() == [], draft


@pytest.mark.slow
@pytest.mark.once
@pytest.mark.parametrize("kind", [single, crossed, pooled])
def test_no_small_count_can_be_worked_out_from_two_editions(kind: Callable[[random.Random], Draft]) -> None:
    chance = random.Random(f"two {kind.__name__}")
    for _ in range(20):
        attacker, earlier, draft = Attacker(), [], kind(chance)
        for _ in range(2):
            # The second edition leaves some tables out, and others come in.
            published = publish(draft, earlier)
            read(attacker, draft, published)
            earlier.append(Edition.from_json(json.loads(json.dumps(published.edition().to_json()))))
            assert attacker.found() == [], draft
            draft = revised(draft, chance)


def test_attacker_breaks_tables_whose_small_counts_alone_are_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(protection._Protection, "_judge", primary_only)
    chance, broken = random.Random(1), 0
    for number in range(80):
        draft, attacker = KINDS[number % len(KINDS)](chance), Attacker()
        read(attacker, draft, publish(draft))
        broken += any(len(values) == 1 for _, values in attacker.found())
    assert broken > 20


def test_attacker_breaks_editions_that_forget_the_one_before() -> None:
    """The second edition prints what the first one hid for the sake of others."""
    cells = {("boys",): 3, ("girls",): 20, ("not known",): 9}
    first = Draft([one_way("sex", cells, ("all",), count=32)])
    second = Draft([Table("girls", {("not known",): 9})])
    for remembers in (False, True):
        attacker, published = Attacker(), publish(first)
        read(attacker, first, published)
        assert published.counts("sex")["not known",].mark
        read(attacker, second, publish(second, [published.edition()] if remembers else []))
        assert bool(attacker.found()) is not remembers


def primary_only(self: protection._Protection) -> None:
    self._standing = self._stand()
    self._hidden = {key for key, means in self._standing.items() if means == Means.HIDE and 0 < self.counts[key] < 5}


@pytest.mark.parametrize("kind", KINDS)
def test_an_edition_drawn_again_is_the_same(kind: Callable[[random.Random], Draft]) -> None:
    chance = random.Random(3)
    for _ in range(25):
        draft = kind(chance)
        first = publish(draft)
        assert publish(draft, [first.edition()]).tables == first.tables


def test_two_way_table_hides_a_cell_in_each_line_of_a_small_one() -> None:
    counts = {("north", "yes"): 3, ("north", "no"): 9, ("south", "yes"): 12, ("south", "no"): 14}
    published = publish(Draft([two_way("both", counts)]))
    assert {key for key, count in published.counts("both").items() if count.mark} == set(counts)
    assert published.counts("both")[ALL, ALL].value == 38


def test_tables_of_the_same_children_keep_their_total_where_one_is_rounded() -> None:
    ages = {("age", str(band)): 4 for band in range(3)}
    sexes = {("sex", "boys"): 7, ("sex", "girls"): 5}
    published = publish(Draft([one_way("sex", sexes, ("all",), count=12), one_way("age", ages, ("all",), count=12)]))
    assert [count.value for count in published.counts("sex").values()] == [7, 5, 12]
    assert [count.value for count in published.counts("age").values()] == [5, 5, 5, 12]


def test_a_count_that_was_corrected_does_not_tell_who_came_to_it() -> None:
    first = Draft([one_way("sex", {("boys",): 10, ("girls",): 12}, ("all",), count=22)])
    second = Draft([one_way("sex", {("boys",): 11, ("girls",): 12}, ("all",), count=23)])
    published = publish(second, [publish(first).edition()])
    assert not any(count.exact for key, count in published.counts("sex").items() if key != ("all",))


def test_sums_that_do_not_hold_are_refused() -> None:
    with pytest.raises(ValueError, match="come to 3, not to 2"):
        one_way("sex", {("boys",): 3}, ("all",), count=2)
    with pytest.raises(ValueError, match="do not come to it"):
        publish(Draft([Table("sex", {("boys",): 3, ("all",): 9}, (Sum(("all",), (("boys",),)),))]))


def test_a_threshold_that_cannot_protect_is_refused() -> None:
    with pytest.raises(ValueError, match="below 3"):
        protect_tables([], threshold=3)
