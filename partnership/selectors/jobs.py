"""How far a piece of background work is, as pages and scripts read it."""

from typing import Any

from partnership.models import Job, JobState

FINISHED = (JobState.READY, JobState.FAILED)


def is_finished(job: Job) -> bool:
    """Whether it is ready or has failed."""
    return job.state in FINISHED


def progress_of(job: Job) -> dict[str, Any]:
    """What a page that follows the job asks for: `progress` in per cent, `doing` in words, whether it is `finished`."""
    return {"progress": job.progress, "doing": job.doing, "finished": is_finished(job)}
