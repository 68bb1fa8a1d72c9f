"""Times the action log in this process, on the database of DATABASE_URL: `python -m benchmarks.lists ROWS`.

The database must be migrated and empty. Prints a line of the table for the page, as everybody finds it and with every
row, and for both exports: seconds of the processor, which other work on the machine disturbs less than the clock.
Peak memory is that of this process.
"""

import os
import resource
import statistics
import sys
import time
from typing import Any

import django

RUNS = 9


def main(rows: int) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "partnership.settings")
    django.setup()
    from django.conf import settings

    from benchmarks.action_log import fill_action_log
    from partnership.enums import Role
    from tests.clients import client_of, user_with

    settings.ALLOWED_HOSTS = ["testserver"]
    settings.REQUIRE_MFA = False
    fill_action_log(rows)
    client = client_of(user_with(Role.BUSINESS_MANAGER))
    _print(f"list of {rows:,} actions, open", [_time(client, "/actions/") for _ in range(RUNS)])
    _print(f"list of {rows:,} actions, all", [_time(client, "/actions/?state=") for _ in range(RUNS)])
    for extension in ("csv", "xlsx"):
        taken = _time(client, f"/actions/?state=&format={extension}")
        _print(f"{rows:,} actions as {extension.upper()}", [taken])


def _time(client: Any, address: str) -> float:
    start = time.process_time()
    response = client.get(address)
    if response.status_code != 200:
        raise SystemExit(f"{address} answers {response.status_code}")
    response.close()
    return time.process_time() - start


def _print(what: str, seconds: list[float]) -> None:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"| {what} | {statistics.median(seconds):.2f} | {min(seconds):.2f} | {max(seconds):.2f} | {peak:.0f} |")


if __name__ == "__main__":
    main(int(sys.argv[1]))
