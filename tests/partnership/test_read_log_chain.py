"""The read log only grows, and its chain shows what was changed behind the portal's back."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from partnership import append_only
from partnership.models import ReadEntry, ReadLogHead
from partnership.models.read_log import OnlyGrowsError
from partnership.read_chain import BEGINNING, hash_of
from partnership.services.read_log import note_reading
from tests.factories.partnership import RiskFactory, UserFactory

ROOT = Path(__file__).resolve().parents[2]
TABLE = ReadEntry._meta.db_table


def entries(count: int) -> list[ReadEntry]:
    risk, user = RiskFactory(visibility="restricted"), UserFactory()
    return [note_reading(record=risk, address=f"/risks/{number}/", by=user) for number in range(count)]


def forced(statement: str, *values: Any) -> None:
    """What somebody does who sits at the database and takes the triggers away first."""
    append_only.remove(connection, TABLE)
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


@pytest.mark.django_db
def test_entries_are_numbered_and_each_carries_the_hash_of_the_one_before() -> None:
    first, second, third = entries(3)
    assert [entry.number for entry in (first, second, third)] == [1, 2, 3]
    assert [first.previous_hash, second.previous_hash] == [BEGINNING, first.entry_hash]
    assert [hash_of(entry) for entry in ReadEntry.objects.order_by("number")] == [
        entry.entry_hash for entry in (first, second, third)
    ]
    head = ReadLogHead.objects.get()
    assert (head.number, head.entry_hash) == (3, third.entry_hash)


@pytest.mark.django_db
def test_another_key_makes_another_hash(settings: Any) -> None:
    (entry,) = entries(1)
    settings.READ_LOG_KEY = "another key of more than 32 characters"
    assert hash_of(entry) != entry.entry_hash


@pytest.mark.django_db
def test_the_model_refuses_to_change_and_to_delete() -> None:
    (entry,) = entries(1)
    for forbidden in (
        entry.save,
        entry.delete,
        ReadEntry.objects.all().delete,
        lambda: ReadEntry.objects.update(address="/elsewhere/"),
    ):
        with pytest.raises(OnlyGrowsError):
            forbidden()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement", [f"UPDATE {TABLE} SET address = '/elsewhere/'", f"DELETE FROM {TABLE}", f"TRUNCATE {TABLE}"]
)
def test_the_database_refuses_to_change_and_to_delete(statement: str) -> None:
    entries(1)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert list(ReadEntry.objects.values_list("address", flat=True)) == ["/risks/0/"]


@pytest.mark.django_db
def test_the_database_refuses_a_second_entry_after_the_same_one() -> None:
    first, second = entries(2)
    fork = ReadEntry(record=second.record, user=second.user, number=3, previous_hash=first.entry_hash, entry_hash="f")
    with pytest.raises(IntegrityError), transaction.atomic():
        fork.save()


@pytest.mark.django_db
def test_without_the_triggers_the_database_does_change_a_row() -> None:
    entries(1)
    assert append_only.is_installed(connection, TABLE)
    forced(f"UPDATE {TABLE} SET address = '/elsewhere/'")
    assert not append_only.is_installed(connection, TABLE)
    assert ReadEntry.objects.get().address == "/elsewhere/"
    append_only.install(connection, TABLE)
    assert append_only.is_installed(connection, TABLE)


@pytest.mark.django_db(transaction=True)
def test_the_tables_of_a_test_that_commits_are_emptied_and_guarded_again() -> None:
    entries(1)
    assert append_only.is_installed(connection, TABLE)


MIGRATED = """
import json
from datetime import UTC, datetime
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from partnership.read_chain import hash_of

def migrated(name):
    # Step by step, as a portal that is older than the chain goes: a new one takes all steps as one.
    executor = MigrationExecutor(connection)
    executor.loader = MigrationLoader(connection, replace_migrations=False)
    executor.migrate([("partnership", name)])
    return executor.loader.project_state([("partnership", name)]).apps

old = migrated("0002_maintained_in_the_browser")
user = old.get_model("partnership", "User").objects.create(email="x@example.org", name="X")
record = old.get_model("partnership", "Record").objects.create(
    kind="risk", reference="R1", key="r1", title="A", visibility="restricted"
)
model = old.get_model("partnership", "ReadEntry")
for number, address in enumerate(["/risks/1/", "/risks/?format=csv"]):
    row = model.objects.create(record=record, user=user, address=address)
    model.objects.filter(pk=row.pk).update(read_at=datetime(2026, 1, 2 - number, tzinfo=UTC))
rows = list(migrated("0003_read_log_chain").get_model("partnership", "ReadEntry").objects.order_by("number"))
named = ("number", "verb", "address", "previous_hash", "entry_hash")
print(json.dumps([[*(getattr(row, name) for name in named), hash_of(row)] for row in rows]))
"""


@pytest.mark.slow
@pytest.mark.once
def test_what_was_written_before_is_chained_by_the_migration(tmp_path: Path) -> None:
    environment = {**os.environ, "DATABASE_URL": f"sqlite:///{tmp_path}/old.sqlite3"}
    command = [sys.executable, "manage.py", "shell", "--verbosity", "0", "--command", MIGRATED]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True, cwd=ROOT)
    rows = json.loads(done.stdout.splitlines()[-1])
    assert [row[:3] for row in rows] == [[1, "exported", "/risks/?format=csv"], [2, "opened", "/risks/1/"]]
    assert (rows[0][3], rows[1][3]) == (BEGINNING, rows[0][4])
    assert [row[4] for row in rows] == [row[5] for row in rows]


@pytest.mark.parametrize(
    ("keys", "starts"),
    [
        ({}, True),  # on one machine
        ({"SECRET_KEY": "s" * 50}, False),
        ({"SECRET_KEY": "s" * 50, "READ_LOG_KEY": "short"}, False),
        ({"SECRET_KEY": "s" * 50, "READ_LOG_KEY": "s" * 50}, False),
        ({"SECRET_KEY": "s" * 50, "READ_LOG_KEY": "r" * 32}, True),
    ],
)
def test_a_portal_for_others_does_not_start_without_a_key_of_the_log(keys: dict[str, str], starts: bool) -> None:
    inherited = {name: value for name, value in os.environ.items() if name not in {"SECRET_KEY", "READ_LOG_KEY"}}
    run = [sys.executable, "-c", "import partnership.settings"]
    ended = subprocess.run(run, cwd=ROOT, env={**inherited, **keys}, capture_output=True, text=True, check=False)
    assert (ended.returncode == 0, "Set READ_LOG_KEY" in ended.stderr) == (starts, not starts)
