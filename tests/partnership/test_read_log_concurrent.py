"""Many workers write the read log at once: one chain, without a gap and without a fork."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError, connection

from partnership.models import ReadEntry, ReadLogHead
from partnership.selectors.read_chain import check_chain
from partnership.services import read_log
from partnership.services.read_log import note_reading
from tests.factories.partnership import RiskFactory, UserFactory

ROOT = Path(__file__).resolve().parents[2]
WORKERS, EACH = 4, 12
WRITES = f"""
from partnership.models import Record, User
from partnership.services.read_log import note_list_export, note_reading
user, records = User.objects.get(), Record.objects.order_by("pk")
for number in range({EACH}):
    note_reading(record=records[0], address=f"/risks/{{number}}/", by=user)
    note_list_export(records=records, address="/risks/?format=csv", by=user)
"""
CHECKS = "from django.core.management import call_command; call_command('check_read_log')"


def address_for_others(folder: Path) -> str:
    """Where other processes find the database of this test; one in memory is written to a file first."""
    if connection.vendor == "postgresql":
        of = connection.settings_dict
        return f"postgres://{of['USER']}:{of['PASSWORD']}@{of['HOST']}:{of['PORT']}/{of['NAME']}"
    file = folder / "portal.sqlite3"
    connection.ensure_connection()
    with sqlite3.connect(file) as target:
        connection.connection.backup(target)
    return f"sqlite:///{file}"


def started(code: str, address: str) -> subprocess.Popen[str]:
    command = [sys.executable, "manage.py", "shell", "-v", "0", "-c", code]
    env = {**os.environ, "DATABASE_URL": address}
    return subprocess.Popen(command, cwd=ROOT, env=env, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_processes_that_write_at_once_keep_one_unbroken_chain(tmp_path: Path) -> None:
    RiskFactory.create_batch(3, visibility="restricted")
    UserFactory()
    address = address_for_others(tmp_path)
    workers = [started(WRITES, address) for _ in range(WORKERS)]
    assert [(worker.communicate()[1], worker.returncode) for worker in workers] == [("", 0)] * WORKERS
    said, _ = started(CHECKS, address).communicate()
    assert f"The read log is unbroken, {WORKERS * EACH * 4} entries." in said


@pytest.mark.django_db
def test_a_head_that_another_worker_moved_on_takes_no_entry(monkeypatch: pytest.MonkeyPatch) -> None:
    """What no lock would hold back: the head moves between its reading and its writing."""
    risk, user = RiskFactory(visibility="restricted"), UserFactory()
    note_reading(record=risk, address="/risks/1/", by=user)

    def meanwhile(entry: Any) -> str:
        ReadLogHead.objects.update(number=7)
        return "f" * 64

    monkeypatch.setattr(read_log, "hash_of", meanwhile)
    with pytest.raises(OperationalError):
        note_reading(record=risk, address="/risks/1/", by=user)
    assert (ReadEntry.objects.count(), ReadLogHead.objects.get().number) == (1, 1)
    assert check_chain().is_whole
