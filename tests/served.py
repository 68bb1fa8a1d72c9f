"""The portal as it is really run: a server process with a database file, media folder and address of its own."""

import contextlib
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
MANAGER = "manager@example.org"
PASSWORD = "three words unrelated"
BLANK = f"""
from datetime import date
from django.core.management import call_command
from partnership.models import RoleGrant, User
call_command("migrate", verbosity=0)
user = User.objects.create_user("{MANAGER}", "{PASSWORD}", name="Ruth Adeyemi")
RoleGrant.objects.create(user=user, role="BM", starts_on=date(2015, 1, 1))
"""


@dataclass
class Portal:
    """A portal's folder; `environment` is what its processes get."""

    folder: Path
    broker: str = ""
    address: str = ""

    @property
    def environment(self) -> dict[str, str]:
        inherited = {name: value for name, value in os.environ.items() if name not in {"SECRET_KEY", "DEBUG"}}
        return {
            **inherited,
            "DATABASE_URL": f"sqlite:///{self.database}",
            "MEDIA_ROOT": str(self.folder / "media"),
            "EMAIL_URL": f"filemail:///{self.folder / 'mail'}",
            "CELERY_BROKER_URL": self.broker,
            "DJANGO_SETTINGS_MODULE": "partnership.settings",
        }

    @property
    def database(self) -> Path:
        return self.folder / "portal.sqlite3"

    def manage(self, *arguments: str) -> None:
        """Run a management command."""
        command = [sys.executable, "manage.py", *arguments]
        subprocess.run(command, cwd=ROOT, env=self.environment, check=True, stdout=subprocess.DEVNULL)

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """What a query finds in the database, read from outside the portal."""
        with contextlib.closing(sqlite3.connect(self.database, timeout=20)) as connection:
            return connection.execute(query).fetchall()

    @contextlib.contextmanager
    def process(self, *command: str) -> Iterator[subprocess.Popen[bytes]]:
        """Start a program of the portal in a process group of its own; nothing of it outlives the test."""
        log = (self.folder / f"{Path(command[0]).name}.log").open("ab")
        program = str(Path(sys.executable).parent / command[0])
        with (
            log,
            subprocess.Popen(
                [program, *command[1:]], cwd=ROOT, env=self.environment, stdout=log, stderr=log, start_new_session=True
            ) as started,
        ):
            try:
                yield started
            finally:
                kill_group(started)

    @contextlib.contextmanager
    def server(self) -> Iterator[subprocess.Popen[bytes]]:
        """Serve the portal with gunicorn until the block ends."""
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        self.address = f"http://127.0.0.1:{port}"
        options = ["--bind", f"127.0.0.1:{port}", "--workers", "1", "--threads", "4", "--log-level", "warning"]
        with self.process("gunicorn", "partnership.wsgi:application", *options) as started:
            wait_for(lambda: answers(f"{self.address}/accounts/login/"), seconds=60)
            yield started


def blank_portal(folder: Path) -> Portal:
    """A portal with an empty database and one business manager."""
    portal = Portal(folder)
    portal.manage("shell", "--verbosity", "0", "--command", BLANK)
    return portal


def copy_of(portal: Portal, folder: Path) -> Portal:
    """The same portal in a folder of its own."""
    copied = Portal(folder)
    shutil.copy(portal.database, copied.database)
    return copied


def answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=10) as response:
            return response.status == 200
    except urllib.error.URLError:
        return False


def wait_for(happened: Callable[[], Any], *, seconds: float) -> float:
    """Wait until something has happened; how long it took. AssertionError where it does not in time."""
    begun = time.monotonic()
    while not happened():
        assert time.monotonic() - begun < seconds, f"not within {seconds} seconds"
        time.sleep(0.2)
    return time.monotonic() - begun


def kill_group(process: subprocess.Popen[bytes]) -> None:
    """kill -9 for a program and all that it started in its group."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
