"""What the embedded worker does in each round, and what the hour brings: it has no Celery to tell it."""

from collections.abc import Callable
from datetime import datetime

from django.utils import timezone

from partnership.services.digests import ask_for_digests
from partnership.services.jobs import drain_jobs
from partnership.services.messages import send_waiting
from partnership.services.read_digests import ask_for_read_digests

#: Services of other apps that are asked once a minute whether their time has come.
_TIMELY: list[Callable[[datetime], object]] = []


def add_timely(service: Callable[[datetime], object]) -> None:
    """Have a service asked once a minute; it gets the time, and does nothing while nothing is due."""
    _TIMELY.append(service)


def do_timely(now: datetime) -> None:
    """What other apps have to do at a time."""
    for service in _TIMELY:
        service(now)


def work() -> int:
    """Jobs that wait, then messages, which may be their fruit; how many of both."""
    return drain_jobs() + send_waiting()


def tick() -> None:
    """Once a minute: what the schedule in `settings.CELERY_BEAT_SCHEDULE` does with a broker."""
    now = timezone.now()
    do_timely(now)
    ask_for_digests(now=now)
    ask_for_read_digests(now=now)
