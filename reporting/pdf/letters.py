"""Letters that our fonts do not have: no other font may step in, and PDF/UA forbids the empty box."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from io import BytesIO
from unicodedata import normalize

from fontTools.ttLib import TTFont

# What people paste from word processors, and what stands for it. HTML, so the angle brackets are escaped.
_STAND_INS = {
    "\u2010": "-", "\u2011": "-", "\u2012": "–", "\u2015": "—",  # hyphens and dashes
    "\u00ad": "", "\u200b": "", "\u200c": "", "\u200d": "", "\u2060": "", "\ufeff": "", "\ufe0f": "",  # unseen
    "\u2007": "\u00a0", "\u202f": "\u00a0", "\u2028": " ", "\u2029": " ",  # spaces
    "\u25cf": "•", "\u25cb": "•", "\u25aa": "•", "\uf0b7": "•", "\u2219": "•",  # bullets
    "\u2264": "&lt;=", "\u2265": "&gt;=", "\u2192": "-&gt;", "\u2190": "&lt;-",
}  # fmt: skip
UNKNOWN = "?"


def letters_of(fonts: Iterable[tuple[str, bytes]]) -> frozenset[str]:
    """The letters that every family has, from (family, file) of each of its files."""
    families: dict[str, set[str]] = {}
    for family, file in fonts:
        families.setdefault(family, set()).update(map(chr, TTFont(BytesIO(file), lazy=True).getBestCmap()))
    return frozenset.intersection(*map(frozenset, families.values())) | {"\n", "\t", "\r"}


def printable(html: str, known: frozenset[str]) -> str:
    """`html` with a stand-in, or a question mark, for each letter that is not in `known`."""
    return html.translate({ord(letter): _stand_in(letter, known) for letter in set(html) - known})


def _stand_in(letter: str, known: frozenset[str]) -> str:
    if letter in _STAND_INS:
        return _STAND_INS[letter]
    simple = normalize("NFKC", letter)
    # A full-width "＜" becomes a plain one, which must not open a tag.
    return escape(simple) if set(simple) <= known else UNKNOWN
