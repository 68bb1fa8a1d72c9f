"""Handlers of background work: a name, and the function that does it.

A handler takes the job's arguments by keyword and a `beat`, which it calls at least every few seconds with how far it
is (0 to 100) and what it is doing; it returns what goes into `Job.result`. It must be idempotent: after a crash it runs
again from the start.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Protocol

#: A worker that has been silent for this long is taken for dead.
LEASE = timedelta(seconds=20)


class Beat(Protocol):
    """Tells the job's row that its worker lives, how far it is and what it is doing."""

    def __call__(self, progress: int, doing: str) -> None: ...


Work = Callable[..., dict[str, Any]]


@dataclass(frozen=True)
class Handler:
    """What a job does, and how long it may be silent: longer only where it works in one transaction."""

    work: Work
    lease: timedelta = LEASE


_handlers: dict[str, Handler] = {}


def handles(name: str, *, lease: timedelta = LEASE) -> Callable[[Work], Work]:
    """Register a function under the name that job rows carry."""

    def register(work: Work) -> Work:
        if name in _handlers:
            raise ValueError(f"two handlers for {name}")
        _handlers[name] = Handler(work, lease)
        return work

    return register


def work_of(name: str) -> Work:
    """What a job of this name does; KeyError for a name that no app handles (any more)."""
    return _handlers[name].work


def lease_of(name: str) -> timedelta:
    """How long a job of this name may be silent."""
    return _handlers[name].lease if name in _handlers else LEASE
