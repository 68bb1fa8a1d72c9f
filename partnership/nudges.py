"""Saying that a row waits for a worker. The row is the truth: a lost nudge costs seconds, as the sweepers look too."""

import logging

from django.conf import settings
from kombu.exceptions import OperationalError

from partnership import embedded
from partnership.celery import app

logger = logging.getLogger(__name__)


def nudge(task: str, row: int, what: str) -> None:
    """Tell Celery, or the worker in this process where there is no broker. A broker that is away is no error."""
    if not settings.CELERY_BROKER_URL:
        embedded.wake()
        return
    try:
        app.send_task(task, args=[row], retry=False)
    except OperationalError:
        logger.warning("%s %s: the broker does not answer", what, row)
