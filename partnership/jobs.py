"""Handlers of background work: a name, and the function that does it.

A handler takes the job's arguments by keyword and a `beat`, which it calls at least every few seconds with how far it
is (0 to 100) and what it is doing; it returns what goes into `Job.result`. It must be idempotent: after a crash it runs
again from the start.
"""

from collections.abc import Callable
from typing import Any, Protocol


class Beat(Protocol):
    """Tells the job's row that its worker lives, how far it is and what it is doing."""

    def __call__(self, progress: int, doing: str) -> None: ...


Handler = Callable[..., dict[str, Any]]
_handlers: dict[str, Handler] = {}


def handles(name: str) -> Callable[[Handler], Handler]:
    """Register a handler under the name that job rows carry."""

    def register(handler: Handler) -> Handler:
        if name in _handlers:
            raise ValueError(f"two handlers for {name}")
        _handlers[name] = handler
        return handler

    return register


def handler_of(name: str) -> Handler:
    """The handler of a job name; KeyError for a name that no app handles."""
    return _handlers[name]
