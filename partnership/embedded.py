"""The in-process worker: without a broker, the server does the waiting work in a thread, and keeps the clock."""

import logging
import threading
import time
from collections.abc import Callable

from django.db import DatabaseError, close_old_connections

logger = logging.getLogger(__name__)

#: How long the worker sleeps between looks when nobody wakes it, in seconds.
LOOK_EVERY = 2.0
#: How often it asks what the hour brings.
TICK_EVERY = 60.0
_bell = threading.Event()
_started = threading.Lock()


def wake() -> None:
    """Say that there may be a job; without a running worker this does nothing, and the next server finds the row."""
    _bell.set()


def start(work: Callable[[], int], tick: Callable[[], None]) -> None:
    """Start the worker thread, once a process. Called where a server starts, never by a command."""
    if _started.acquire(blocking=False):
        threading.Thread(target=_run, args=[work, tick], name="embedded-worker", daemon=True).start()


def _run(work: Callable[[], int], tick: Callable[[], None]) -> None:
    ticked_at = -TICK_EVERY
    while True:
        if time.monotonic() - ticked_at >= TICK_EVERY:
            ticked_at = time.monotonic()
            _attempt(tick)
        _attempt(work)
        _bell.wait(LOOK_EVERY)
        _bell.clear()


def _attempt(work: Callable[[], object]) -> None:
    close_old_connections()
    try:
        work()
    except DatabaseError:
        # A database that is away comes back; the rows wait.
        logger.warning("the embedded worker could not read its tables", exc_info=True)
    finally:
        close_old_connections()
