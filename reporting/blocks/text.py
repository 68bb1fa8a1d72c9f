"""Blocks of words. Fields called `markdown` are cleaned and set; all other text is printed as it stands."""

from __future__ import annotations

from typing import Literal

from .codec import Block, stored


@stored
class Heading(Block):
    text: str
    level: Literal[2, 3] = 2


@stored
class Standfirst(Block):
    """One sentence under the section's title: what the section says in short."""

    text: str


@stored
class Prose(Block):
    markdown: str


@stored
class Bullets(Block):
    items: tuple[str, ...]


@stored
class Quote(Block):
    """A pull quote: a sentence worth it, and who said it."""

    text: str
    source: str = ""


@stored
class Callout(Block):
    """A panel apart from the text. "difference" is kept for impact, so that a reader finds it first."""

    kind: Literal["difference", "voice", "gap", "help"]
    title: str
    markdown: str


@stored
class Term:
    term: str
    meaning: str


@stored
class Glossary(Block):
    """Terms and meanings, as a table in two columns, because dt and dd fall apart in a PDF's tags."""

    terms: tuple[Term, ...]
