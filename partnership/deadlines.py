"""What has a day: the kinds of rows that digests remind of and calendars show, plugged in by the apps."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from django.db.models import QuerySet

from partnership.principals import Principal

#: Rows of one kind for a principal, narrowed by `visible_to` and to what they answer for, as things stand on a day.
Rows = Callable[[Principal, date], QuerySet[Any]]


@dataclass(frozen=True)
class DeadlineSource:
    """A kind of row with a day, for those who answer for it.

    `key` makes calendar entries stable; `words` stand before a row's name; `rows` are those still open; `day` is the
    field that says when. `name` must be fit for mail (partnership/outside_words.py) and `path` is the row's page.
    What cannot be late, as a meeting, has no `late`; else these are the rows of which the principal is reminded once
    their day has passed.
    """

    key: str
    words: str
    rows: Rows
    day: str
    name: Callable[[Any], str]
    path: Callable[[Any], str]
    late: Rows | None = None
    #: Beginning and end where the row has hours of the day.
    hours: Callable[[Any], tuple[time | None, time | None]] = lambda row: (None, None)


@dataclass(frozen=True)
class Deadline:
    """One row's day, in words that may leave the portal."""

    uid: str
    on: date
    words: str
    name: str
    path: str
    starts_at: time | None = None
    ends_at: time | None = None


_sources: dict[str, DeadlineSource] = {}


def add_deadline_source(*sources: DeadlineSource) -> None:
    """Let digests and calendars know of another kind of row."""
    for source in sources:
        if source.key in _sources:
            raise ValueError(f"two deadline sources {source.key}")
        _sources[source.key] = source


def deadline_sources() -> list[DeadlineSource]:
    """Every kind of row with a day."""
    return list(_sources.values())
