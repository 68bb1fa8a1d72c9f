"""A log of 57,000 actions: its page is as quick as a short one’s, and it leaves as a file in time and flat memory."""

import statistics
import time
import tracemalloc

import pytest
from django.test import Client

from benchmarks.action_log import fill_action_log
from partnership.enums import Role
from tests.clients import client_of, user_with

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.once]
SHORT, LONG = 570, 57_000
#: The aim is 1.5 and 20 seconds on a machine that does nothing else; a busy one gets more.
MOST_TIMES, MOST_SECONDS, MOST_MEGABYTES = 2.5, 60, 60


def seconds_of(client: Client, address: str) -> float:
    """The median of the processor's time for a page, which other work on the machine disturbs less."""
    taken = []
    for _ in range(5):
        start = time.process_time()
        assert client.get(address).status_code == 200
        taken.append(time.process_time() - start)
    return statistics.median(taken)


def test_a_long_log_answers_and_leaves_like_a_short_one() -> None:
    client = client_of(user_with(Role.BUSINESS_MANAGER))
    fill_action_log(SHORT)
    short = seconds_of(client, "/actions/?state=")
    fill_action_log(LONG - SHORT, first=SHORT)
    assert seconds_of(client, "/actions/?state=") / short < MOST_TIMES
    start = time.process_time()
    response = client.get("/actions/?state=&format=xlsx")
    assert response["Content-Disposition"] == f'attachment; filename="actions-{LONG}.xlsx"'
    assert time.process_time() - start < MOST_SECONDS
    response.close()


def test_an_export_does_not_grow_with_its_rows() -> None:
    client = client_of(user_with(Role.BUSINESS_MANAGER))
    fill_action_log(6000)
    tracemalloc.start()
    client.get("/actions/?state=&format=xlsx").close()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < MOST_MEGABYTES * 1024 * 1024
