"""The portal on a clock that a test moves (tests/journeys/clock.py), without the worker that runs its jobs."""

import os
import time
from datetime import timedelta
from pathlib import Path

from django.core.wsgi import get_wsgi_application
from django.utils import timezone

_now, _time = timezone.now, time.time


def _ahead() -> float:
    """By how many seconds the portal's clock is ahead of the real one."""
    file = Path(os.environ["MEDIA_ROOT"]).parent / "clock"
    return float(file.read_text(encoding="utf-8")) if file.exists() else 0.0


timezone.now = lambda: _now() + timedelta(seconds=_ahead())
time.time = lambda: _time() + _ahead()
application = get_wsgi_application()
