"""Law and guidance as they are delivered with the portal, brought into its own rows once."""

import csv
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, Final

from django.apps import apps
from django.db import models, transaction
from django.utils import timezone

STATUTE: Final = Path(__file__).resolve().parents[1] / "statute"
#: The files in the order in which they are read, their models, and what tells two rows of one apart.
FILES: Final = (
    ("editions", "Edition", ("code_key",)),
    ("kinds", "KindRule", ("edition_id", "kind")),
    ("criteria", "Criterion", ("edition_id", "letter")),
    ("clocks", "ClockRule", ("edition_id", "name")),
)
HOW: Final = "Delivered with the portal"
_TRUTHS: Final = {"yes": True, "no": False}

#: `apps.get_model`, or that of a migration, whose models are as the database is at that time.
GetModel = Callable[[str, str], Any]


@transaction.atomic
def load_statute(get_model: GetModel = apps.get_model) -> int:
    """Add the delivered editions and rules that the portal has never held; how many those are.

    What it has held stays as people have left it, changed, renamed or archived: its history knows it by its first
    name. History is written here, as the models of a migration keep none by themselves.
    """
    added = 0
    for file, name, key in FILES:
        model, history = get_model("reviews", name), get_model("reviews", f"Historical{name}")
        held = set(history.objects.values_list(*key))
        rows = [model(**values) for values in _rows(file, model, get_model)]
        added += _add([row for row in rows if tuple(getattr(row, part) for part in key) not in held], history)
    return added


def _rows(file: str, model: Any, get_model: GetModel) -> Iterator[dict[str, Any]]:
    """The rows of a file as values of the model, rules numbered in their order."""
    editions = dict(get_model("reviews", "HistoricalEdition").objects.values_list("code_key", "id"))
    with (STATUTE / f"{file}.csv").open(encoding="utf-8", newline="") as lines:
        for number, line in enumerate(csv.DictReader(lines), start=1):
            values = {name: _value(model, name, text) for name, text in line.items() if name != "edition"}
            if "edition" in line:
                yield {**values, "edition_id": editions[line["edition"]], "order": number}
            else:
                yield {**values, "code_key": line["code"].casefold()}


def _value(model: Any, name: str, text: str) -> Any:
    field = model._meta.get_field(name)
    if isinstance(field, models.BooleanField):
        return _TRUTHS[text]
    if isinstance(field, models.DateField):
        return date.fromisoformat(text) if text else None
    if isinstance(field, models.JSONField):
        return text.split(";") if text else []
    return int(text) if isinstance(field, models.IntegerField) else text


def _add(rows: list[Any], history: Any) -> int:
    if not rows:
        return 0
    stored = type(rows[0]).objects.bulk_create(rows)
    begun = {"history_type": "+", "history_date": timezone.now(), "history_change_reason": HOW}
    history.objects.bulk_create([history(**_values(row), **begun) for row in stored])
    return len(stored)


def _values(row: Any) -> dict[str, Any]:
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
