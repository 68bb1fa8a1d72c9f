"""When digests are sent: at seven in London, once a day, also when the clocks change and when nothing ran at seven."""

import itertools
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from celery.schedules import crontab
from django.conf import settings
from django.db import DatabaseError
from django.utils import timezone

from partnership import embedded, tasks
from partnership.celery import app
from partnership.models import Job, JobState, Message
from partnership.services import clock, digests
from partnership.services.digests import ask_for_digests
from partnership.services.jobs import drain_jobs
from tests.clients import user_with
from tests.factories.partnership import ActionFactory

pytestmark = pytest.mark.django_db
LONDON = ZoneInfo("Europe/London")


def asked(moments: Any) -> list[datetime]:
    """The moments, of those at which somebody asked, at which a job was made."""
    return [moment for moment in moments if ask_for_digests(now=moment)]


def each_ten_minutes(first: datetime, hours: int) -> Any:
    return (first + timedelta(minutes=10 * step) for step in range(hours * 6))


@pytest.mark.parametrize(
    ("day", "seven"),
    [
        (date(2026, 3, 28), datetime(2026, 3, 28, 7, tzinfo=UTC)),
        (date(2026, 3, 29), datetime(2026, 3, 29, 6, tzinfo=UTC)),  # 23 hours: the clocks go forward
        (date(2026, 6, 9), datetime(2026, 6, 9, 6, tzinfo=UTC)),
        (date(2026, 10, 25), datetime(2026, 10, 25, 7, tzinfo=UTC)),  # 25 hours: they go back
    ],
)
def test_digests_are_asked_for_once_at_seven(day: date, seven: datetime) -> None:
    midnight = datetime.combine(day, time(), LONDON).astimezone(UTC)
    next_midnight = datetime.combine(day + timedelta(days=1), time(), LONDON).astimezone(UTC)
    hours = int((next_midnight - midnight).total_seconds() // 3600)
    assert asked(each_ten_minutes(midnight, hours)) == [seven]
    assert [job.arguments for job in Job.objects.all()] == [{"day": day.isoformat()}]


def test_a_morning_on_which_nothing_ran_is_caught_up_once() -> None:
    afternoon = datetime(2026, 6, 9, 15, 20, tzinfo=LONDON)
    assert asked(each_ten_minutes(afternoon, 5)) == [afternoon]


def test_a_job_of_yesterday_writes_nothing_today(monkeypatch: pytest.MonkeyPatch) -> None:
    today = timezone.localdate()
    ActionFactory(due_on=today)  # what yesterday's digest would have told
    user_with("BM")
    Job.objects.create(name=digests.JOB, arguments={"day": (today - timedelta(days=1)).isoformat()})
    assert drain_jobs() == 1
    assert (Job.objects.get().result, Message.objects.count()) == ({"written": 0}, 0)


def test_the_job_of_today_writes_to_those_who_have_something_due() -> None:
    today = timezone.localdate()
    ActionFactory(due_on=today + timedelta(days=1))
    manager = user_with("BM")
    user_with("IG")
    Job.objects.create(name=digests.JOB, arguments={"day": today.isoformat()})
    drain_jobs()
    job = Job.objects.get()
    assert (job.state, job.result) == (JobState.READY, {"written": 1})
    assert [message.to for message in Message.objects.all()] == [manager]


def test_the_job_that_runs_again_after_a_crash_writes_to_nobody_twice() -> None:
    today = timezone.localdate()
    ActionFactory(due_on=today + timedelta(days=1))
    user_with("BM")
    for _ in range(2):
        digests.send_digests(day=today, beat=lambda progress, doing: None)
    assert Message.objects.count() == 1


@pytest.mark.parametrize(
    ("now", "at"),
    [
        (datetime(2026, 3, 28, 23, 55, tzinfo=LONDON), datetime(2026, 3, 29, 6, tzinfo=UTC)),
        (datetime(2026, 10, 24, 23, 55, tzinfo=LONDON), datetime(2026, 10, 25, 7, tzinfo=UTC)),
        (datetime(2026, 6, 9, 23, 55, tzinfo=LONDON), datetime(2026, 6, 10, 6, tzinfo=UTC)),
    ],
)
def test_the_schedule_of_celery_asks_at_seven_in_london(now: datetime, at: datetime) -> None:
    assert (app.conf.timezone, settings.TIME_ZONE) == ("Europe/London", "Europe/London")
    schedule = settings.CELERY_BEAT_SCHEDULE["digests"]["schedule"]
    there = crontab(hour=schedule._orig_hour, minute=schedule._orig_minute, app=app, nowfun=lambda: now)
    last = now - timedelta(minutes=5)
    assert now.astimezone(UTC) + there.remaining_estimate(last) == at


def test_every_task_of_the_schedule_exists() -> None:
    names = {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}
    assert names - set(app.tasks) == set()


def test_tasks_call_their_services(monkeypatch: pytest.MonkeyPatch) -> None:
    called: list[object] = []
    monkeypatch.setattr(tasks.messages, "send_message", lambda message_id: called.append(message_id))
    monkeypatch.setattr(tasks.messages, "send_waiting", lambda: called.append("waiting"))
    monkeypatch.setattr(tasks.digests, "ask_for_digests", lambda now: called.append(timezone.is_aware(now)))
    tasks.send_message(7)
    tasks.sweep_messages()
    tasks.ask_for_digests()
    assert called == [7, "waiting", True]


class EndOfTestError(Exception):
    """Stops the embedded worker, which has no end of its own."""


@pytest.fixture
def rounds(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], list[str]]:
    """What the embedded worker does in four rounds, so many seconds apart; its database is away in the first."""

    def run(apart: float) -> list[str]:
        done: list[str] = []
        seconds = itertools.count(1000, apart)
        monkeypatch.setattr(embedded.time, "monotonic", lambda: now[0])
        now = [next(seconds)]

        def work() -> int:
            done.append("work")
            now[0] = next(seconds)
            if len(done) == 2:
                raise DatabaseError("away")
            if done.count("work") == 4:
                raise EndOfTestError
            return 0

        monkeypatch.setattr(embedded, "LOOK_EVERY", 0)
        monkeypatch.setattr(embedded, "close_old_connections", lambda: None)
        with pytest.raises(EndOfTestError):
            embedded._run(work, lambda: done.append("tick"))
        return done

    return run


@pytest.mark.parametrize(
    ("apart", "done"),
    [
        (2, ["tick", "work", "work", "work", "work"]),
        (30, ["tick", "work", "work", "tick", "work", "work"]),
    ],
)
def test_the_embedded_worker_keeps_the_clock(rounds: Any, apart: float, done: list[str]) -> None:
    assert rounds(apart) == done


def test_the_embedded_worker_does_jobs_and_sends_messages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "drain_jobs", lambda: 2)
    monkeypatch.setattr(clock, "send_waiting", lambda: 3)
    assert clock.work() == 5


def test_the_clock_of_the_embedded_worker_asks_for_digests(monkeypatch: pytest.MonkeyPatch) -> None:
    asked_at: list[datetime] = []
    monkeypatch.setattr(clock, "ask_for_digests", lambda now: asked_at.append(now))
    clock.tick()
    assert [timezone.is_aware(moment) for moment in asked_at] == [True]
