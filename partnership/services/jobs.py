"""Work that outlives a request: asked for, claimed under a lease, run, and picked up again when a worker dies.

The row is the truth. A nudge, by Celery or to the embedded worker, only says that there may be something to do; a lost
nudge costs a few seconds, because the sweeper looks at the table too.
"""

import logging
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from partnership import nudges
from partnership.exceptions import DomainError
from partnership.jobs import Beat, lease_of, work_of
from partnership.models import Job, JobState, User

logger = logging.getLogger(__name__)

ATTEMPTS = 3
GAVE_UP = "This was tried three times and each time the worker stopped. Try again, or tell the business unit."
WENT_WRONG = "Something went wrong on our side. The business unit can see the details in the server's log."


class LeaseLostError(Exception):
    """Another worker has taken the job over; this one stops without a word."""


@transaction.atomic
def enqueue_job(*, name: str, arguments: dict[str, Any], by: User | None) -> Job:
    """Ask for a piece of work; it starts once the transaction is committed."""
    job = Job.objects.create(name=name, arguments=arguments, asked_by=by)
    transaction.on_commit(lambda: nudge(job.pk))
    return job


def nudge(job_id: int) -> None:
    """Say that a job waits."""
    nudges.nudge("partnership.run_job", job_id, "job")


def run_job(*, job_id: int) -> bool:
    """Do one job if it is free to be done; False where it is not. Never raises for what the job does."""
    job = Job.objects.get(pk=job_id)
    lease = lease_of(job.name)
    attempt = _claim(job_id, lease)
    if attempt is None:
        return False
    try:
        result = work_of(job.name)(beat=_beat(job_id, attempt, lease), **job.arguments)
        _finish(job_id, attempt, state=JobState.READY, progress=100, result=result)
    except LeaseLostError:
        logger.warning("job %s: attempt %s lost its lease", job_id, attempt)
    except DomainError as error:
        _finish(job_id, attempt, state=JobState.FAILED, error=error.message)
    except Exception:
        # The outermost frame of a job: whatever happens, its row must say so.
        logger.exception("job %s failed", job_id)
        _finish(job_id, attempt, state=JobState.FAILED, error=WENT_WRONG)
    return True


def sweep_jobs() -> list[int]:
    """Give up on jobs that used all their attempts; return those that wait or whose worker has died."""
    now = timezone.now()
    exhausted = Job.objects.filter(_free(now), state=JobState.RUNNING, attempt__gte=ATTEMPTS)
    exhausted.update(state=JobState.FAILED, error=GAVE_UP, finished_at=now, lease_until=None)
    return list(Job.objects.filter(_free(now)).order_by("created_at").values_list("pk", flat=True))


def drain_jobs() -> int:
    """Run every job that is free; how many ran. The embedded worker's whole work."""
    return sum(run_job(job_id=job_id) for job_id in sweep_jobs())


def _free(now: datetime) -> Q:
    return Q(state=JobState.QUEUED) | Q(state=JobState.RUNNING, lease_until__lt=now)


def _claim(job_id: int, lease: timedelta) -> int | None:
    """Take the job in one conditional update, so that of two workers one gets it; the attempt's number, or None."""
    now = timezone.now()
    free = Job.objects.filter(_free(now), pk=job_id, attempt__lt=ATTEMPTS)
    claimed = free.update(
        state=JobState.RUNNING,
        attempt=F("attempt") + 1,
        lease_until=now + lease,
        heartbeat_at=now,
        progress=0,
        doing="",
    )
    return Job.objects.values_list("attempt", flat=True).get(pk=job_id) if claimed else None


def _beat(job_id: int, attempt: int, lease: timedelta) -> Beat:
    def beat(progress: int, doing: str) -> None:
        now = timezone.now()
        mine = Job.objects.filter(pk=job_id, attempt=attempt, state=JobState.RUNNING)
        if not mine.update(progress=progress, doing=doing, heartbeat_at=now, lease_until=now + lease):
            raise LeaseLostError(job_id)

    return beat


def _finish(job_id: int, attempt: int, **fields: Any) -> None:
    mine = Job.objects.filter(pk=job_id, attempt=attempt, state=JobState.RUNNING)
    mine.update(finished_at=timezone.now(), lease_until=None, **fields)
