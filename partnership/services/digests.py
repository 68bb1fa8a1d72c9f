"""Sending the daily digests: once a day after seven in the morning, London time, and once to each person.

A row of the job table says that a day's digests were asked for; `Message.once` makes a second one to the same person
impossible. So every server process and the clock may ask as often as they like, also after a morning on which nothing
ran.
"""

from datetime import date, datetime, time
from typing import Any

from django.utils import timezone

from partnership.formats import date_words
from partnership.jobs import Beat, handles
from partnership.models import Job
from partnership.selectors.digests import digest_of, once_of, readers_on
from partnership.services.jobs import enqueue_job
from partnership.services.messages import write_message

JOB = "send_digests"
#: Neither of the two nights on which the clocks change comes near it.
AT = time(7)


def ask_for_digests(*, now: datetime) -> Job | None:
    """Ask for the day's digests; None before their hour, and once they have been asked for."""
    local = timezone.localtime(now)
    day = local.date().isoformat()
    if local.time() < AT or Job.objects.filter(name=JOB, arguments__day=day).exists():
        return None
    return enqueue_job(name=JOB, arguments={"day": day}, by=None)


@handles(JOB)
def send_days_digests(*, day: str, beat: Beat) -> dict[str, Any]:
    """A day's digests, on that day alone: who was away yesterday gets today's."""
    if date.fromisoformat(day) != timezone.localdate():
        return {"written": 0}
    return {"written": send_digests(day=date.fromisoformat(day), beat=beat)}


def send_digests(*, day: date, beat: Beat) -> int:
    """Write to everybody who has something due or late; how many messages that makes."""
    readers = readers_on(day)
    count = len(readers)
    written = 0
    for number, reader in enumerate(readers):
        beat(100 * number // count, "Writing digests")
        digest = digest_of(reader, day)
        if digest is None:
            continue
        subject = f"Your work on {date_words(day)}"
        message = write_message(to=reader, kind=digest.kind, subject=subject, body="", once=once_of(reader, day))
        written += message is not None
    return written
