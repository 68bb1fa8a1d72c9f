"""Small pieces of markdown and of English that several sections put together from stored text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from partnership.formats import date_words
from reporting.blocks import Fact

_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")


def plain(text: str) -> str:
    """One-line text as markdown that prints exactly as it stands."""
    return _PUNCTUATION.sub(r"\\\1", " ".join(text.split()))


def bold(text: str) -> str:
    """One-line text as markdown in bold; nothing for nothing."""
    return f"**{plain(text)}**" if text.strip() else ""


def labelled(label: str, markdown: str) -> str:
    """Markdown under a bold label; nothing where there is no text."""
    return f"{bold(label)}\n\n{markdown}" if markdown.strip() else ""


def paragraphs(parts: Iterable[str]) -> str:
    """Markdown of several parts, those without text left out."""
    return "\n\n".join(part.strip() for part in parts if part.strip())


def bullets(items: Iterable[str]) -> str:
    """One-line texts as a markdown list."""
    return "\n".join(f"- {plain(item)}" for item in items)


def count_words(count: int, singular: str, plural: str = "") -> str:
    """`1 action`, `3 actions`, `0 actions`."""
    return f"{count} {singular if count == 1 else plural or singular + 's'}"


def day(on: date | None) -> str:
    """A date in words; nothing where there is none, so that an empty fact can be left out."""
    return date_words(on) if on else ""


def months(start: date, end: date) -> str:
    """A span of whole months: `April 2017 to March 2018`."""
    return " to ".join(date_words(on).split(" ", 1)[1] for on in (start, end))


def facts(*pairs: tuple[str, str]) -> tuple[Fact, ...]:
    """Labels with their texts; those without text are left out."""
    return tuple(Fact(label, text) for label, text in pairs if text)
