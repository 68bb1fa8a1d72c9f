"""What people change is written row by row, so that each change leaves its row of history; the exceptions are named."""

import ast
from pathlib import Path

import pytest
from django.db.models import Model

from partnership.models import Job, Message, ReadEntry

ROOT = Path(__file__).resolve().parents[2]
APPS = ("partnership", "reviews", "audits", "training", "reporting")

#: Store many new rows at once, and their history with them; takes the next version of a row that is then saved.
AUDITED = {
    "partnership/workbook/saving.py",
    "reviews/services/statute.py",
    "partnership/services/versions.py",
}
#: Write many rows at once of a model that keeps no history.
WITHOUT_HISTORY: dict[str, type[Model]] = {
    "partnership/services/jobs.py": Job,
    "partnership/services/messages.py": Message,
    "partnership/services/read_log.py": ReadEntry,
    "partnership/services/uploads.py": Job,
}
#: What writes many rows, in Django and in the library of histories.
BULK = {
    "bulk_create",
    "abulk_create",
    "bulk_update",
    "abulk_update",
    "bulk_create_with_history",
    "bulk_update_with_history",
}
#: Fill a dictionary by keywords, as a query is updated.
DICTIONARIES = {"partnership/models/fields.py", "partnership/settings.py"}


def bulk_writes(source: str) -> list[str]:
    """Calls that pass `save` by. A query is updated by keywords alone; a set or a counter with a value."""
    found = []
    for call in (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)):
        name = getattr(call.func, "attr", "") or getattr(call.func, "id", "")
        if name in BULK or (name in {"update", "aupdate"} and not call.args):
            found.append(name)
    return found


def modules_that_write() -> set[str]:
    modules = [path for app in APPS for path in (ROOT / app).rglob("*.py") if "migrations" not in path.parts]
    return {path.relative_to(ROOT).as_posix() for path in modules if bulk_writes(path.read_text(encoding="utf-8"))}


def test_only_the_named_modules_write_many_rows_at_once() -> None:
    assert modules_that_write() == {*AUDITED, *WITHOUT_HISTORY, *DICTIONARIES}


def test_what_is_written_without_history_keeps_none() -> None:
    assert [model.__name__ for model in WITHOUT_HISTORY.values() if hasattr(model, "history")] == []


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("Risk.objects.filter(pk=1).update(status='closed')", ["update"]),
        ("rows.update(**values)", ["update"]),
        ("Risk.objects.bulk_create(rows)", ["bulk_create"]),
        ("bulk_update_with_history(rows, Risk, ['status'])", ["bulk_update_with_history"]),
        ("counts.update(words)", []),
    ],
)
def test_bulk_writes_of_a_planted_line(source: str, found: list[str]) -> None:
    assert bulk_writes(source) == found
