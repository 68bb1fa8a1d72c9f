"""What changed from one draft to another, paragraph by paragraph and within them word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

#: Beyond so many words two passages are set one after the other: laying them beside each other would take minutes.
MOST_WORDS = 4_000

_WORDS = re.compile(r"\S+|\n")


@dataclass(frozen=True)
class Piece:
    """Words that stayed, went or came."""

    kind: Literal["same", "old", "new"]
    words: str


@dataclass(frozen=True)
class Passage:
    """One paragraph with what changed in it, or a run of paragraphs in which nothing did."""

    pieces: tuple[Piece, ...]
    unchanged: int = 0


def changed_passages(before: str, after: str) -> list[Passage]:
    """The newer text with what it lost and what it gained; what stayed is gathered."""
    old, new = _paragraphs(before), _paragraphs(after)
    found: list[Passage] = []
    for what, *at in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        lost, gained = old[at[0] : at[1]], new[at[2] : at[3]]
        if what == "equal":
            found.append(Passage((Piece("same", "\n\n".join(gained)),), unchanged=len(gained)))
        else:
            found += [Passage(tuple(pieces)) for pieces in _changed(lost, gained)]
    return found


def _changed(lost: Sequence[str], gained: Sequence[str]) -> Iterator[list[Piece]]:
    """Paragraph beside paragraph as far as there are both; what is left over came or went as a whole."""
    for old, new in zip(lost, gained, strict=False):
        yield list(_words(old, new))
    shared = min(len(lost), len(gained))
    yield from ([Piece("old", paragraph)] for paragraph in lost[shared:])
    yield from ([Piece("new", paragraph)] for paragraph in gained[shared:])


def _words(before: str, after: str) -> Iterator[Piece]:
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    if len(old) + len(new) > MOST_WORDS:
        yield from (Piece("old", before), Piece("new", after))
        return
    for what, *at in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what == "equal":
            yield Piece("same", " ".join(new[at[2] : at[3]]))
            continue
        if lost := " ".join(old[at[0] : at[1]]):
            yield Piece("old", lost)
        if gained := " ".join(new[at[2] : at[3]]):
            yield Piece("new", gained)


def _paragraphs(text: str) -> list[str]:
    return [part for one in re.split(r"\n\s*\n", text) if (part := one.strip())]
