"""Words in a text that may tell who somebody is: names, dates of birth, addresses, numbers of the health service.

A help for people who write about children, not a guarantee: it finds what is usual in England. Source: rule R10 of the
trust note (a case is written about in roles and pseudonyms). Given names are those common in England, without those
that are everyday words; surnames are found by the title or the given name before them.
"""

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from partnership.principals import Principal

_NAMES: Final = Path(__file__).with_name("given_names.txt")
_WORD = r"[A-Z][\w’'-]*"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?[ ./-](?:\d{1,2}|[A-Za-z]{3,9})[ ./-]\d{2,4}"
_STREETS: Final = (
    "Road|Rd|Street|St|Lane|Ln|Avenue|Ave|Close|Drive|Way|Crescent|Gardens|Court|Place|Terrace|Grove|Hill|Walk|Row|"
    "Square|Rise|View|Mews|House|Green|Park"
)
_PATTERNS: Final = (
    ("a date of birth", re.compile(rf"\b(?:d\.?o\.?b\.?|date of birth|born)\W{{1,12}}(?:on )?{_DAY}", re.IGNORECASE)),
    ("an address", re.compile(rf"\b\d{{1,4}}[a-zA-Z]? (?:{_WORD} ){{1,3}}(?:{_STREETS})\b")),
    ("a postcode", re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b")),
    ("a telephone number", re.compile(r"(?<!\d)(?:\+44 ?|0)\d{2,4}[ -]?\d{3}[ -]?\d{3,4}(?!\d)")),
    ("an e-mail address", re.compile(r"\b[\w.+-]+@[\w-]+\.[\w.-]+\b")),
)
_TITLED: Final = re.compile(rf"\b(?:Mr|Mrs|Ms|Miss|Mx|Master|Baby)\.? {_WORD}(?: {_WORD})?")
#: What stands before a name of the directory: DCI Ann Lee, Cllr June Hall. The name itself has two words at least.
_RANK: Final = re.compile(r"^(?:(?:[A-Z]{2,4}|Mrs?|Ms|Miss|Mx|Dr|Prof|Professor|Cllr|Rev|Sir|Dame)\.? (?=\S+ \S))+")
_NHS_NUMBER: Final = re.compile(r"(?<!\d)(\d{3})[ -]?(\d{3})[ -]?(\d{4})(?!\d)")
_SAINT: Final = r"(?<!\bSt )(?<!\bSt\. )(?<!\bSaint )"  # schools, hospitals and churches are named after them
_CAPITALISED: Final = re.compile(rf"{_SAINT}\b({_WORD})(?=( {_WORD})?)")
_ELEVEN = 11  # the health service's check digit


@dataclass(frozen=True)
class Telling:
    """Some words of a text, and what they may be: `a name`, `an address`."""

    kind: str
    words: str


def telling_words(text: str, *, known: Collection[str] = ()) -> list[Telling]:
    """What may identify somebody, in the order of the text's kinds, each only once.

    `known` are names that may stand there: the pseudonyms of a review, the people of the directory.
    """
    found = [Telling(kind, match.group().strip()) for kind, pattern in _PATTERNS for match in pattern.finditer(text)]
    unknown = _without(text, known)
    found += [Telling("a name", match.group().strip()) for match in _TITLED.finditer(unknown)]
    found += [Telling("an NHS number", match.group()) for match in _NHS_NUMBER.finditer(text) if _is_nhs(match)]
    found += _named(unknown)
    return list(dict.fromkeys(found))


def _without(text: str, known: Collection[str]) -> str:
    """The text with a mark in place of each known name, with or without the rank under which it is known."""
    folded = text.casefold()
    plain = {_RANK.sub("", name.strip()) for name in known} - {""}
    there = sorted((name for name in plain if name.casefold() in folded), key=len, reverse=True)
    if not there:
        return text
    names = "|".join(map(re.escape, there))
    return re.sub(rf"(?<![\w-])(?:{names})(?![\w-])", "…", text, flags=re.IGNORECASE)


def _named(text: str) -> Iterator[Telling]:
    """A common given name, with the capitalised word after it as the surname."""
    told = 0
    for match in _CAPITALISED.finditer(text):
        given = re.sub(r"[’']s?$", "", match.group(1)).casefold()
        if given in _given_names() and match.start() >= told:
            told = max(match.end(), match.end(2))
            yield Telling("a name", re.sub(r"[’']s?$", "", text[match.start() : told]))


def _is_nhs(match: re.Match[str]) -> bool:
    digits = [int(digit) for digit in "".join(match.groups())]
    check = _ELEVEN - sum(weight * digit for weight, digit in zip(range(10, 1, -1), digits, strict=False)) % _ELEVEN
    return check % _ELEVEN == digits[-1] and check != _ELEVEN - 1


@cache
def _given_names() -> frozenset[str]:
    return frozenset(_NAMES.read_text().split())


# --- What people are called on a record ------------------------------------------------------------------------

_Source = Callable[[Any, Principal], Collection[str]]
_PSEUDONYMS: dict[type, _Source] = {}


def add_pseudonyms(kind: type, source: _Source) -> None:
    """Say how the pseudonyms on a kind of record are found, of those that somebody may know."""
    _PSEUDONYMS[kind] = source


def pseudonyms_on(record: Any, principal: Principal) -> Collection[str]:
    """Names that may stand in words about a record, since nobody is called that anywhere else."""
    source = _PSEUDONYMS.get(type(record))
    return source(record, principal) if source else ()
