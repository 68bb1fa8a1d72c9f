"""Celery tasks: leaves that call one service each."""

from partnership.celery import app
from partnership.services import jobs, uploads

# The handlers of these services are known wherever jobs are run.
__all__ = ["run_job", "sweep_jobs", "uploads"]


@app.task(name="partnership.run_job")
def run_job(job_id: int) -> None:
    """Do one job of the Job table."""
    jobs.run_job(job_id=job_id)


@app.task(name="partnership.sweep_jobs")
def sweep_jobs() -> None:
    """Nudge what waits or was left by a dead worker."""
    for job_id in jobs.sweep_jobs():
        jobs.nudge(job_id)
