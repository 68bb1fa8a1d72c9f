"""The whole suite: on SQLite, then on PostgreSQL with a coverage figure.

`python -m tests.suite`. A PostgreSQL and a Redis that already answer on this machine are used; where there is none, one
of our own is started in a temporary folder and stopped at the end.
"""

import contextlib
import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg

POSTGRES_PROGRAMS = Path("/usr/lib/postgresql")


def main() -> int:
    with contextlib.ExitStack() as stack:
        postgres = stack.enter_context(postgresql())
        redis = stack.enter_context(redis_server())
        common = {**os.environ, "TEST_REDIS_URL": redis}
        Path(".coverage").unlink(missing_ok=True)
        workers = ["-n", str(min(4, os.cpu_count() or 1))]
        # Tests are spread by tests/conftest.py, in the order in which it puts them.
        spread = [*workers, "--no-loadscope-reorder"]
        command = [sys.executable, "-m", "pytest", "-q", *spread, "--durations", "10"]
        on_sqlite = subprocess.run([*command, "-m", "not pure"], env=common, check=False)
        # Journeys, faults and crawls run against SQLite whatever the suite runs on: once is enough. Coverage, which
        # makes every test dearer by half, is taken here, where the dearest are left out.
        again = [*command, "-m", "not browser and not faults and not once", "--cov", "--cov-report="]
        on_postgres = subprocess.run(again, env={**common, "DATABASE_URL": postgres}, check=False)
        figure = subprocess.run([sys.executable, "-m", "coverage", "report"], check=False)
        return on_sqlite.returncode or on_postgres.returncode or figure.returncode


@contextlib.contextmanager
def postgresql() -> Iterator[str]:
    """The address of a PostgreSQL server on which databases may be created."""
    for user in ("postgres", os.environ.get("USER", "postgres")):
        with contextlib.suppress(psycopg.OperationalError), psycopg.connect(f"postgres://{user}@127.0.0.1/postgres"):
            yield f"postgres://{user}@127.0.0.1/postgres"
            return
    programs = max(POSTGRES_PROGRAMS.glob("*/bin"), key=lambda path: int(path.parent.name))
    port = _free_port()
    with tempfile.TemporaryDirectory(prefix="portal-pg-") as folder:
        # PostgreSQL refuses to run as root, so root runs it as the user that came with the package.
        account = pwd.getpwnam("postgres") if os.getuid() == 0 else None
        if account:
            os.chown(folder, account.pw_uid, account.pw_gid)
        as_user = {"user": account.pw_uid, "group": account.pw_gid} if account else {}
        data = f"{folder}/data"
        subprocess.run(
            [programs / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8"],
            check=True, stdout=subprocess.DEVNULL, cwd=folder, **as_user,
        )  # fmt: skip
        options = f"-p {port} -c listen_addresses=127.0.0.1 -c fsync=off -k {folder}"
        control = [programs / "pg_ctl", "-D", data, "-w", "-s"]
        subprocess.run([*control, "-o", options, "-l", f"{folder}/log", "start"], check=True, cwd=folder, **as_user)
        try:
            yield f"postgres://postgres@127.0.0.1:{port}/postgres"
        finally:
            subprocess.run([*control, "-m", "immediate", "stop"], check=True, cwd=folder, **as_user)


@contextlib.contextmanager
def redis_server() -> Iterator[str]:
    """The address of a Redis server."""
    if _answers(6379):
        yield "redis://127.0.0.1:6379/9"
        return
    port = _free_port()
    program = shutil.which("redis-server") or "redis-server"
    with subprocess.Popen(
        [program, "--port", str(port), "--save", "", "--appendonly", "no"], stdout=subprocess.DEVNULL
    ) as server:
        try:
            yield f"redis://127.0.0.1:{port}/9"
        finally:
            server.terminate()


def _answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


if __name__ == "__main__":
    sys.exit(main())
