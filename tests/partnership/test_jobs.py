"""Jobs: claimed once, given up after three attempts, picked up when a worker falls silent."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from partnership import jobs
from partnership.celery import app
from partnership.exceptions import DomainError
from partnership.models import Job, JobState
from partnership.services.jobs import (
    GAVE_UP,
    WENT_WRONG,
    LeaseLostError,
    drain_jobs,
    enqueue_job,
    nudge,
    run_job,
    sweep_jobs,
)

pytestmark = pytest.mark.django_db
NOBODY_LISTENS = "redis://127.0.0.1:1/0"


@pytest.fixture
def handler() -> Iterator[Callable[[jobs.Work], None]]:
    """Lets a test say what the job named `test` does."""
    yield lambda function: jobs.handles("test")(function)
    jobs._handlers.pop("test", None)


def a_job(**fields: Any) -> Job:
    return Job.objects.create(name="test", **fields)


def silent_since(job: Job, **ago: int) -> None:
    Job.objects.filter(pk=job.pk).update(
        state=JobState.RUNNING, attempt=1, lease_until=timezone.now() - timedelta(**ago)
    )


def test_enqueue_then_drain_gives_a_ready_job_with_its_result(handler: Any) -> None:
    handler(lambda beat, number: {"double": number * 2})
    job = enqueue_job(name="test", arguments={"number": 21}, by=None)
    assert drain_jobs() == 1
    job.refresh_from_db()
    assert (job.state, job.result, job.progress, job.attempt) == (JobState.READY, {"double": 42}, 100, 1)


def test_beat_writes_progress_and_extends_the_lease(handler: Any) -> None:
    seen = []

    def work(beat: jobs.Beat) -> dict[str, Any]:
        before = Job.objects.get().lease_until
        beat(40, "Drawing charts")
        row = Job.objects.get()
        seen.append((row.progress, row.doing, row.lease_until > before))
        return {}

    handler(work)
    run_job(job_id=a_job().pk)
    assert seen == [(40, "Drawing charts", True)]


def test_second_worker_does_not_get_a_job_that_runs(handler: Any) -> None:
    job = a_job()
    taken = []
    handler(lambda beat: taken.append(run_job(job_id=job.pk)) or {})
    assert run_job(job_id=job.pk) is True
    assert taken == [False]


def test_job_of_a_silent_worker_is_done_again(handler: Any) -> None:
    handler(lambda beat: {"done": True})
    job = a_job()
    silent_since(job, seconds=1)
    assert sweep_jobs() == [job.pk]
    assert run_job(job_id=job.pk) is True
    job.refresh_from_db()
    assert (job.state, job.attempt) == (JobState.READY, 2)


def test_job_whose_worker_lives_is_left_alone(handler: Any) -> None:
    job = a_job()
    Job.objects.filter(pk=job.pk).update(state=JobState.RUNNING, attempt=1, lease_until=timezone.now() + jobs.LEASE)
    assert sweep_jobs() == []
    assert run_job(job_id=job.pk) is False


def test_worker_that_lost_its_lease_cannot_write(handler: Any) -> None:
    def slow(beat: jobs.Beat) -> dict[str, Any]:
        Job.objects.update(attempt=2)  # another worker took over meanwhile
        with pytest.raises(LeaseLostError):
            beat(10, "Too late")
        return {"by": "the slow one"}

    handler(slow)
    job = a_job()
    run_job(job_id=job.pk)
    job.refresh_from_db()
    assert (job.state, job.result, job.progress) == (JobState.RUNNING, {}, 0)


def test_job_is_given_up_after_three_attempts(handler: Any) -> None:
    job = a_job()
    silent_since(job, seconds=1)
    Job.objects.filter(pk=job.pk).update(attempt=3)
    assert sweep_jobs() == []
    job.refresh_from_db()
    assert (job.state, job.error) == (JobState.FAILED, GAVE_UP)


def test_rule_of_the_domain_is_told_in_its_own_words(handler: Any) -> None:
    def refuse(beat: jobs.Beat) -> dict[str, Any]:
        raise DomainError("There is no board XYZ.")

    handler(refuse)
    job = a_job()
    run_job(job_id=job.pk)
    job.refresh_from_db()
    assert (job.state, job.error) == (JobState.FAILED, "There is no board XYZ.")


def test_unexpected_error_says_nothing_of_its_inside(handler: Any) -> None:
    def fail(beat: jobs.Beat) -> dict[str, Any]:
        raise ValueError("name of a child")

    handler(fail)
    job = a_job()
    run_job(job_id=job.pk)
    job.refresh_from_db()
    assert (job.state, job.error) == (JobState.FAILED, WENT_WRONG)


def test_nudge_survives_a_broker_that_is_away(
    settings: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    settings.CELERY_BROKER_URL = NOBODY_LISTENS
    monkeypatch.setattr(app.conf, "broker_url", NOBODY_LISTENS)
    monkeypatch.setattr(app.amqp, "_producer_pool", None)
    nudge(7)
    assert caplog.messages == ["job 7: the broker does not answer"]


def test_job_that_no_app_handles_fails_and_does_not_stop_the_worker() -> None:
    job = Job.objects.create(name="unknown")
    assert drain_jobs() == 1
    job.refresh_from_db()
    assert (job.state, job.error) == (JobState.FAILED, WENT_WRONG)


def test_two_handlers_of_one_name_are_a_mistake(handler: Any) -> None:
    handler(lambda beat: {})
    with pytest.raises(ValueError, match="two handlers for test"):
        jobs.handles("test")(lambda beat: {})
