"""The in-process worker: without a broker, the server drains the Job table in a thread of its own."""

import logging
import threading
from collections.abc import Callable

from django.db import DatabaseError, close_old_connections

logger = logging.getLogger(__name__)

#: How long the worker sleeps between looks when nobody wakes it, in seconds.
LOOK_EVERY = 2.0
_bell = threading.Event()
_started = threading.Lock()


def wake() -> None:
    """Say that there may be a job; without a running worker this does nothing, and the next server finds the row."""
    _bell.set()


def start(drain: Callable[[], int]) -> None:
    """Start the worker thread, once a process. Called where a server starts, never by a command."""
    if _started.acquire(blocking=False):
        threading.Thread(target=_work, args=[drain], name="embedded-worker", daemon=True).start()


def _work(drain: Callable[[], int]) -> None:
    while True:
        _bell.wait(LOOK_EVERY)
        _bell.clear()
        close_old_connections()
        try:
            drain()
        except DatabaseError:
            # A database that is away comes back; the rows wait.
            logger.warning("the embedded worker could not read the job table", exc_info=True)
        finally:
            close_old_connections()
