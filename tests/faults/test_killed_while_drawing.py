"""Whoever draws a report is killed with -9 in the middle of it: the report is ready all the same, byte for byte."""

import hashlib
import os
import signal
import subprocess
from pathlib import Path

import pytest

from tests.faults.conftest import Calm
from tests.served import MANAGER, Portal, kill_group, wait_for

pytestmark = pytest.mark.faults
UNTIL_READY = 60
#: The server asks for the day's digests as well, once it is seven.
PDF = "from partnership_job where name = 'reporting.make_report_pdf'"
ASK = f"""
from partnership.models import Board, User
from reporting.services.reports import ask_for_pdf
ask_for_pdf(board=Board.objects.get(), year="2025-26", by=User.objects.get(email="{MANAGER}"))
"""


def ask(portal: Portal) -> None:
    portal.manage("shell", "--verbosity", "0", "--command", ASK)


def is_drawing(portal: Portal) -> bool:
    """The layout has begun, and is not near its end."""
    return portal.rows(f"select state {PDF} and progress between 40 and 89") == [("running",)]


def is_ready(portal: Portal) -> bool:
    return portal.rows(f"select state {PDF}") == [("ready",)]


def kept_files(portal: Portal) -> list[tuple[str, str]]:
    """The digest in each row, and that of the file it names."""
    rows = portal.rows("select sha256, file from reporting_reportfile")
    media = portal.folder / "media"
    return [(digest, hashlib.sha256((media / name).read_bytes()).hexdigest()) for digest, name in rows]


def server_process(master: subprocess.Popen[bytes]) -> int:
    """The process that gunicorn's master has started to serve and to draw."""
    children = Path(f"/proc/{master.pid}/task/{master.pid}/children").read_text(encoding="utf-8").split()
    return int(children[0])


def test_server_killed_while_its_own_worker_draws(portal: Portal, calm: Calm) -> None:
    with portal.server() as master:
        ask(portal)
        wait_for(lambda: is_drawing(portal), seconds=UNTIL_READY)
        os.kill(server_process(master), signal.SIGKILL)
        assert kept_files(portal) == []
        wait_for(lambda: is_ready(portal), seconds=UNTIL_READY)
    assert kept_files(portal) == [(calm.digest, calm.digest)]
    assert portal.rows(f"select attempt, error {PDF}") == [(2, "")]


def test_celery_worker_killed_while_it_draws(portal: Portal, calm: Calm, broker: str) -> None:
    portal.broker = broker
    worker = ("celery", "-A", "partnership", "worker", "--concurrency", "1", "--loglevel", "warning")
    clock = ("celery", "-A", "partnership", "beat", "--schedule", str(portal.folder / "clock"), "--pidfile", "")
    workers = (portal.process(*worker, "-n", name) for name in ("first@%h", "second@%h"))
    with portal.process(*clock), next(workers) as first, next(workers) as second:
        ask(portal)
        wait_for(lambda: is_drawing(portal), seconds=UNTIL_READY)
        kill_group(first if draws(first) else second)
        assert kept_files(portal) == []
        wait_for(lambda: is_ready(portal), seconds=UNTIL_READY)
    assert kept_files(portal) == [(calm.digest, calm.digest)]
    assert portal.rows(f"select attempt, error {PDF}") == [(2, "")]


def draws(worker: subprocess.Popen[bytes]) -> bool:
    """Whether a process that lays a report out belongs to this worker's group."""
    command = ["pgrep", "--pgroup", str(worker.pid), "--full", "reporting.pdf.child"]
    return subprocess.run(command, stdout=subprocess.DEVNULL, check=False).returncode == 0
