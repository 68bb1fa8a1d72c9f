"""The monthly message to the independent chair and the information governance lead: who opened restricted records.

It goes out once a month and person, on the first day on which the clock runs after seven, and cannot be switched off:
it is what watches over those who may open everything. The number and the mark of the log's last entry go with it, so
that who holds an old message can see whether the end of the log was cut off since.
"""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from partnership.enums import MessageKind, Role
from partnership.formats import number_words
from partnership.jobs import Beat, handles
from partnership.links import link_to
from partnership.models import Job, RoleGrant, User
from partnership.principals import principal_of
from partnership.selectors.read_chain import ChainCheck, check_chain
from partnership.selectors.read_log import Month, Reader, month_before, month_of
from partnership.services.digests import AT
from partnership.services.jobs import enqueue_job
from partnership.services.messages import write_message

JOB = "send_read_digests"
WATCHERS = (Role.SCRUTINEER, Role.GOVERNANCE_LEAD)
#: Records of one person that are named; the rest is counted.
NAMED = 10


def ask_for_read_digests(*, now: datetime) -> Job | None:
    """Ask for the messages on the month that has ended; None before their hour, and once they have been asked for."""
    local = timezone.localtime(now)
    month = month_before(local.date().replace(day=1)).isoformat()
    if local.time() < AT or Job.objects.filter(name=JOB, arguments__month=month).exists():
        return None
    return enqueue_job(name=JOB, arguments={"month": month}, by=None)


@handles(JOB)
def send_read_digests(*, month: str, beat: Beat) -> dict[str, Any]:
    """Write to everybody who watches over the read log; how many messages that makes. Nothing read, no message."""
    first = date.fromisoformat(month)
    check, written = check_chain(), 0
    for number, watcher in enumerate(watchers(timezone.localdate())):
        beat(min(99, number), "Writing about the read log")
        told = month_of(principal_of(watcher), first, outside=True)
        if not told.total and check.is_whole:
            continue
        message = write_message(
            to=watcher,
            kind=MessageKind.READ_LOG,
            subject=f"Who opened restricted records in {first:%B %Y}",
            body="\n".join(lines_of(told, check)),
            once=f"read-log:{watcher.pk}:{month}",
        )
        written += message is not None
    return {"written": written}


def watchers(day: date) -> QuerySet[User]:
    """Everybody who is independent chair or scrutineer, or information governance lead, on that day."""
    held = RoleGrant.objects.in_force(day).filter(role__in=WATCHERS)
    return User.objects.filter(pk__in=held.values("user"), is_active=True).order_by("pk")


def lines_of(month: Month, check: ChainCheck) -> Iterator[str]:
    """Counts by person and record: references, and nothing of what stands in the records."""
    yield f"Restricted records were read {number_words(month.total)} times in {month.first:%B %Y}."
    yield ""
    for reader in month.people:
        yield from _of(reader)
    if month.unusual:
        yield from ("Worth a question:", *(f"- {sentence}" for sentence in month.unusual), "")
    yield f"The chain of the read log was checked for this message: {check.words}."
    if check.is_whole:
        yield f"Its last entry carries the mark {check.mark}. Keep this message: it proves the log so far."
    yield ""
    yield f"See the counts of every month: {link_to('partnership:read-log-summary')}"
    yield "This message cannot be switched off, as it watches over those who may open everything."


def _of(reader: Reader) -> Iterator[str]:
    taken = f", taken away {number_words(reader.taken)}" if reader.taken else ""
    yield f"{reader.name}: opened {number_words(reader.opened)}{taken}, {number_words(len(reader.records))} records"
    yield from (f"- {reference}: {number_words(count)}" for reference, count in reader.records[:NAMED])
    if len(reader.records) > NAMED:
        yield f"- and {number_words(len(reader.records) - NAMED)} more records"
    yield ""
