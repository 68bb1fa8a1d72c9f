"""Themes that come again: what reviews, audits and others found, by theme, whoever wrote it and however it is spelled.

Each app plugs in its source; a source gives only what the principal may see, so that what is restricted counts for
those alone who may read it.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.text import slugify

from partnership.disclosure import protect
from partnership.formats import number_words
from partnership.principals import Principal

_PAUSES = re.compile(r"[\W_]+")
_SHORTEST_PLURAL = 4
_NO_PLURAL = ("ss", "us", "is")


@dataclass(frozen=True)
class Finding:
    """What one record says. `names` are its own themes; in `texts` a theme may occur that another record names.

    `row` is the record to be opened; None where it is only counted.
    """

    year: int | None
    names: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    row: Any = None


@dataclass(frozen=True)
class ThemeSource:
    """One kind of record: what one and several are called, and what they found. Nobody is led from a theme to a child:
    a kind that is `counted_only` gives neither links nor years, and no number under 5. Kinds stand by their `order`."""

    one: str
    many: str
    findings: Callable[[Principal], Iterable[Finding]]
    order: int
    counted_only: bool = False


_sources: list[ThemeSource] = []


def add_theme_source(*sources: ThemeSource) -> None:
    """Let repeat themes know of another kind of record."""
    _sources.extend(sources)
    _sources.sort(key=lambda source: source.order)


def folded(text: str) -> str:
    """Equal for spellings of the same theme: capitals, hyphens, a plural."""
    return " ".join(_singular(word) for word in _PAUSES.sub(" ", text.casefold()).split())


def _singular(word: str) -> str:
    if len(word) < _SHORTEST_PLURAL or not word.endswith("s") or word.endswith(_NO_PLURAL):
        return word
    return f"{word[:-3]}y" if word.endswith("ies") else word[:-1]


@dataclass(frozen=True)
class Theme:
    """A theme under its commonest spelling, with all that was found of it."""

    name: str
    found: Mapping[ThemeSource, tuple[Finding, ...]]

    @property
    def slug(self) -> str:
        return slugify(folded(self.name)) or "theme"

    @cached_property
    def years(self) -> tuple[int, ...]:
        """The years in which it was found, each once."""
        shown = (one for source, some in self.found.items() if not source.counted_only for one in some)
        return tuple(sorted({one.year for one in shown if one.year}))

    @property
    def count(self) -> int:
        """In how many records that may be opened it was found."""
        return sum(len(some) for source, some in self.found.items() if not source.counted_only)

    @property
    def is_named(self) -> bool:
        """Whether a page may name it: what few records say of a kind that is only counted tells of each of them."""
        return bool(self.count) or any(_printed(source, len(some)) for source, some in self.found.items())

    @property
    def comes_again(self) -> bool:
        """Whether it was found in more than one year."""
        return len(self.years) > 1

    @property
    def words(self) -> str:
        """Such as "Found in 2 reviews, 1 audit; first in 2019, again in 2021 and 2023"."""
        where = ", ".join(_counted(source, len(some)) for source, some in self.found.items())
        return f"Found in {where}{self._when}"

    @property
    def _when(self) -> str:
        if not self.years:
            return ""
        first, *later = map(str, self.years)
        again = " and ".join(part for part in (", ".join(later[:-1]), *later[-1:]) if part)
        return f"; first in {first}, again in {again}" if again else f"; in {first}"


def _counted(source: ThemeSource, count: int) -> str:
    printed = _printed(source, count)
    if printed is None:
        return f"fewer than 5 {source.many}"
    count = printed
    return f"{number_words(count)} {source.one if count == 1 else source.many}"


def _printed(source: ThemeSource, count: int) -> int | None:
    """The number as it may be printed; None for one that is too small."""
    return protect({source.many: count}, None).cells[source.many].value if source.counted_only else count


def themes_seen(principal: Principal) -> list[Theme]:
    """Every theme that some record names, as far as the principal sees it; those found most often first.

    A fixed number of queries: those of the sources.
    """
    findings = [(source, one) for source in _sources for one in source.findings(principal)]
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    for _, one in findings:
        for name in one.names:
            if folded(name):
                spellings[folded(name)][name.strip()] += 1
    said = [(source, one, {folded(name) for name in one.names}, _sayings(one)) for source, one in findings]
    themes = []
    for key, names in spellings.items():
        found: dict[ThemeSource, list[Finding]] = defaultdict(list)
        for source, one, named, text in said:
            if key in named or f" {key} " in text:
                found[source].append(one)
        name = min(names, key=lambda spelling: (-names[spelling], spelling))
        themes.append(Theme(name, {source: tuple(some) for source, some in found.items()}))
    return sorted(themes, key=lambda theme: (-theme.count, theme.name.casefold()))


def _sayings(one: Finding) -> str:
    """The texts of a record, folded, each apart from the next."""
    return " | ".join(f" {folded(text)} " for text in one.texts)


def known_themes(principal: Principal) -> list[str]:
    """The spellings to go on with, for whoever writes themes on a record."""
    return sorted((theme.name for theme in themes_seen(principal) if theme.is_named), key=str.casefold)
