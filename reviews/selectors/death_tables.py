"""Tables of child deaths before they are protected, of one year or of several pooled, and what ties them to others.

Spans of years overlap with those that earlier editions printed. They are tied to each other by runs of years that no
span divides, so that a pool less the years that are known gives nothing away. Children too few to be counted are not
broken down at all.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Final

from partnership.disclosure import ALL, Sum, Table, one_way, two_way
from partnership.period import previous_year
from reviews.selectors.death_questions import CATEGORY, MODIFIABLE, OF_NOTIFIED, OF_REVIEWED, Asked, Death

NOTIFIED, REVIEWED, OUTSTANDING = "notified", "reviewed", "outstanding"
QUESTIONS: Final = {NOTIFIED: OF_NOTIFIED, REVIEWED: OF_REVIEWED}
CROSSED: Final = f"{CATEGORY.title} by {MODIFIABLE.title.lower()}"
TREND: Final = "trend"
_CAME: Final = "came"  # those who waited when a year began, and those notified in it

ByYear = Mapping[str, Sequence[Death]]  # reporting years, the earliest first


@dataclass
class DeathTables:
    """What is to be protected together: tables in the order of their weight, what nobody prints, and what ties them."""

    tables: list[Table] = field(default_factory=list)
    unprinted: dict[Hashable, int] = field(default_factory=dict)
    ties: list[Sum] = field(default_factory=list)


def key(group: str, span: str, *words: str) -> tuple[str, ...]:
    return (group, span, *words)


def table_name(group: str, span: str, title: str = "") -> str:
    return ", ".join((group, span, title)) if title else f"{group}, {span}"


def span_label(years: Sequence[str]) -> str:
    return years[0] if len(years) == 1 else f"{years[0]}..{years[-1]}"


def years_between(first: str, last: str) -> list[str]:
    years = [last]
    while years[0] > first:
        years.insert(0, previous_year(years[0]))
    return years


def death_tables(
    deaths: Mapping[str, ByYear], years: Sequence[str], trend: Sequence[str], told: Iterable[Hashable], threshold: int
) -> DeathTables:
    """Tables of those notified and of those reviewed in `years`, and both by the years of the trend.

    `deaths` holds every year up to the last; `told` are the keys of earlier editions.
    """
    found = DeathTables([_trend(deaths, trend)])
    for group, by_year in deaths.items():
        pooled = _pooled(by_year, years)
        found.tables.append(total_table(group, span_label(years), len(pooled)))
        found.tables += _tables_of(group, span_label(years), pooled) if len(pooled) >= threshold else []
        _tie_spans(found, group, by_year, [years, *_spans_told(told, group, list(by_year))])
    return found


def tie_years(found: DeathTables, deaths: Mapping[str, ByYear], waiting: Mapping[str, int]) -> None:
    """Tie each year's children: whoever waited when it began or was notified in it was reviewed in it, or waits still.

    `waiting` is how many wait at the end of each year, from the first on. A year that some left otherwise, as those
    whose review another area took over, does not add up, and nobody can reckon with it.
    """
    before: Hashable = None
    for year, waits in waiting.items():
        ends: dict[Hashable, int] = {key(REVIEWED, year): len(deaths[REVIEWED][year]), key(OUTSTANDING, year): waits}
        begins: dict[Hashable, int] = {key(NOTIFIED, year): len(deaths[NOTIFIED][year])}
        if before is not None:
            begins[before] = found.unprinted[before]
        total = sum(begins.values())
        found.unprinted |= {**begins, **ends}
        if total == sum(ends.values()):
            found.unprinted[key(_CAME, year)] = total
            found.ties += [Sum(key(_CAME, year), tuple(parts)) for parts in (begins, ends)]
        before = key(OUTSTANDING, year)


def total_table(group: str, span: str, count: int) -> Table:
    return Table(table_name(group, span), {key(group, span): count})


def question_table(group: str, span: str, asked: Asked, deaths: Sequence[Death]) -> Table:
    counts = Counter(asked.answer(death) for death in deaths)
    return one_way(
        table_name(group, span, asked.title),
        {key(group, span, asked.title, words): counts[words] for words in asked.words},
        key(group, span),
        count=len(deaths),
    )


def crossed_key(span: str, row: str, column: str) -> tuple[str, ...]:
    """The key of a count by category and factors; a margin is the count of its own question."""
    words = (*((CATEGORY.title, row) if row != ALL else ()), *((MODIFIABLE.title, column) if column != ALL else ()))
    return key(REVIEWED, span, *words)


def _trend(deaths: Mapping[str, ByYear], trend: Sequence[str]) -> Table:
    counts: dict[Hashable, int] = {}
    for group, by_year in deaths.items():
        counts |= {key(group, one): len(by_year[one]) for one in trend}
    return Table(TREND, counts)


def _pooled(by_year: ByYear, years: Sequence[str]) -> list[Death]:
    return [death for one in years for death in by_year[one]]


def _tables_of(group: str, span: str, deaths: Sequence[Death]) -> list[Table]:
    """Tables by one question each, and of those reviewed the one by two."""
    tables = [question_table(group, span, asked, deaths) for asked in QUESTIONS[group]]
    if group == REVIEWED:
        counts = Counter((CATEGORY.answer(death), MODIFIABLE.answer(death)) for death in deaths)
        cells = {(row, column): counts[row, column] for row in CATEGORY.words for column in MODIFIABLE.words}
        name = table_name(group, span, CROSSED)
        tables.append(two_way(name, cells, key=lambda row, column: crossed_key(span, row, column)))
    return tables


def _spans_told(told: Iterable[Hashable], group: str, known: list[str]) -> list[list[str]]:
    """The years of each span that earlier editions broke down, as far as it is on record."""
    labels = sorted({name[1] for name in told if isinstance(name, tuple) and name[0] == group and len(name) > 2})
    ends = [(label.split("..")[0], label.split("..")[-1]) for label in labels]
    spans = [[year for year in known if first <= year <= last] for first, last in ends]
    return [span for span, label in zip(spans, labels, strict=True) if span and span_label(span) == label]


def _tie_spans(found: DeathTables, group: str, by_year: ByYear, spans: Sequence[Sequence[str]]) -> None:
    """Tie the counts of each span to those of the runs that it is made of, and its total to its years."""
    runs = _runs(spans)
    for span, years in {span_label(years): years for years in (*runs, *spans)}.items():
        for table in _tables_of(group, span, _pooled(by_year, years)):
            found.unprinted |= table.counts
            found.ties += table.sums
        found.unprinted |= {key(group, one): len(by_year[one]) for one in years}
        _tie(found, group, span, years, [()])
        _tie(found, group, span, [span_label(run) for run in runs if run[0] in years], _all_words(group))


def _tie(found: DeathTables, group: str, span: str, parts: Sequence[str], all_words: Iterable[tuple[str, ...]]) -> None:
    if len(parts) > 1:
        sums = ((key(group, span, *words), tuple(key(group, part, *words) for part in parts)) for words in all_words)
        found.ties += (Sum(whole, parts) for whole, parts in sums)


def _runs(spans: Sequence[Sequence[str]]) -> list[list[str]]:
    """Years in any span, in runs that lie in the same spans."""
    years = sorted({year for span in spans for year in span})
    grouped = groupby(years, key=lambda year: tuple(year in span for span in spans))
    return [list(run) for _, run in grouped]


def _all_words(group: str) -> Iterator[tuple[str, ...]]:
    for asked in QUESTIONS[group]:
        yield from ((asked.title, words) for words in asked.words)
    if group == REVIEWED:
        yield from (crossed_key("", row, column)[2:] for row in CATEGORY.words for column in MODIFIABLE.words)
