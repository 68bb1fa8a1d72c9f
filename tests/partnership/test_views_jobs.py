"""How far a job is: told to the person who asked for it."""

import pytest
from django.urls import reverse

from partnership.models import Job, JobState
from tests.clients import client_of, user_with

pytestmark = pytest.mark.django_db


def test_job_tells_its_asker_how_far_it_is() -> None:
    user = user_with("BM")
    job = Job.objects.create(name="test", asked_by=user, state=JobState.RUNNING, progress=40, doing="Drawing charts")
    answer = client_of(user).get(reverse("partnership:job-status", args=[job.pk]))
    assert answer.json() == {"progress": 40, "doing": "Drawing charts", "finished": False}


@pytest.mark.parametrize("state", [JobState.READY, JobState.FAILED])
def test_ended_job_is_finished(state: str) -> None:
    user = user_with("BM")
    job = Job.objects.create(name="test", asked_by=user, state=state)
    assert client_of(user).get(reverse("partnership:job-status", args=[job.pk])).json()["finished"] is True


def test_job_of_another_is_not_there() -> None:
    job = Job.objects.create(name="test", asked_by=user_with("BM"), doing="Reading Ash's file")
    answer = client_of(user_with("BM")).get(reverse("partnership:job-status", args=[job.pk]))
    assert (answer.status_code, b"Ash" in answer.content) == (404, False)
