"""Celery tasks: leaves that call one service each."""

from django.utils import timezone

from partnership.celery import app
from partnership.services import clock, digests, jobs, messages, read_digests, uploads

# The handlers of these services are known wherever jobs are run.
__all__ = [
    "ask_for_digests",
    "digests",
    "do_timely",
    "read_digests",
    "run_job",
    "send_message",
    "sweep_jobs",
    "sweep_messages",
    "uploads",
]


@app.task(name="partnership.run_job")
def run_job(job_id: int) -> None:
    """Do one job of the Job table."""
    jobs.run_job(job_id=job_id)


@app.task(name="partnership.sweep_jobs")
def sweep_jobs() -> None:
    """Nudge what waits or was left by a dead worker."""
    for job_id in jobs.sweep_jobs():
        jobs.nudge(job_id)


@app.task(name="partnership.send_message")
def send_message(message_id: int) -> None:
    """Send one message."""
    messages.send_message(message_id=message_id)


@app.task(name="partnership.sweep_messages")
def sweep_messages() -> None:
    """Send what still waits: its nudge was lost, or the mail server was away."""
    messages.send_waiting()


@app.task(name="partnership.ask_for_digests")
def ask_for_digests() -> None:
    """Ask for the day's digests and the month's word on the read log, once they are due."""
    digests.ask_for_digests(now=timezone.now())
    read_digests.ask_for_read_digests(now=timezone.now())


@app.task(name="partnership.do_timely")
def do_timely() -> None:
    """What other apps have to do once its time has come."""
    clock.do_timely(timezone.now())
