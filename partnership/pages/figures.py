"""Numbers on top of a page, which lead to their rows."""

from collections.abc import Sized
from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """A number in words, what it is of, and where its rows stand."""

    words: str
    second: str
    url: str


def plural(noun: str, rows: Sized) -> str:
    """The noun as it stands after the number of these rows."""
    return noun if len(rows) == 1 else f"{noun}s"
