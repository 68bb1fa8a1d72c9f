"""A served portal whose clock a test moves: days pass, an embargo ends, a sign-in grows old."""

import contextlib
import subprocess
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from django.utils import timezone

from tests.served import Portal, copy_of

_APPLICATIONS = {"partnership.wsgi:application": "tests.journeys.clocked_wsgi:application"}


class ClockedPortal(Portal):
    """It answers as the portal does, and nothing but its answers happens: no job and no timer runs."""

    @contextlib.contextmanager
    def process(self, *command: str) -> Iterator[subprocess.Popen[bytes]]:
        with super().process(*(_APPLICATIONS.get(word, word) for word in command)) as started:
            yield started

    def set_clock(self, at: datetime) -> None:
        """What time it is in the portal from now on."""
        ahead = (at - timezone.now()).total_seconds()
        (self.folder / "clock").write_text(str(ahead), encoding="utf-8")

    def wait(self, **time: float) -> None:
        """Let time pass."""
        file = self.folder / "clock"
        ahead = float(file.read_text(encoding="utf-8")) + timedelta(**time).total_seconds()
        file.write_text(str(ahead), encoding="utf-8")


@contextlib.contextmanager
def clocked(blank: Portal, folder: Path, *, at: datetime) -> Iterator[ClockedPortal]:
    """A portal of the test's own, served, in which it is this time."""
    portal = ClockedPortal(copy_of(blank, folder).folder)
    portal.set_clock(at)
    with portal.server():
        yield portal
