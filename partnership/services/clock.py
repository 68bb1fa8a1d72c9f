"""What the embedded worker does in each round, and what the hour brings: it has no Celery to tell it."""

from django.utils import timezone

from partnership.services.digests import ask_for_digests
from partnership.services.jobs import drain_jobs
from partnership.services.messages import send_waiting
from partnership.services.read_digests import ask_for_read_digests


def work() -> int:
    """Jobs that wait, then messages, which may be their fruit; how many of both."""
    return drain_jobs() + send_waiting()


def tick() -> None:
    """Once a minute: what the schedule in `settings.CELERY_BEAT_SCHEDULE` does with a broker."""
    ask_for_digests(now=timezone.now())
    ask_for_read_digests(now=timezone.now())
