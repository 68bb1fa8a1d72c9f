"""The definition of the workbook, loaded from `columns.csv`: its sheets, their columns, and what a cell holds."""

import csv
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

NOTE_PREFIX = "_"  # a sheet named so is a note for people and is never read


@dataclass(frozen=True)
class Column:
    """One column of a sheet. `refers_to` is the (sheet, column) that a value must be found in."""

    sheet: str
    name: str
    kind: str
    choices: tuple[str, ...]
    required: bool
    key: bool
    refers_to: tuple[str, str] | None
    meaning: str


@dataclass(frozen=True)
class Sheet:
    """One table of the workbook, its columns in their order."""

    name: str
    columns: tuple[Column, ...]

    @cached_property
    def by_name(self) -> dict[str, Column]:
        return {column.name: column for column in self.columns}

    @cached_property
    def keys(self) -> tuple[Column, ...]:
        return tuple(column for column in self.columns if column.key)


@cache
def sheets() -> dict[str, Sheet]:
    """Return every sheet of the definition by its name, in the order of `columns.csv`."""
    found: dict[str, list[Column]] = {}
    with Path(__file__).with_name("columns.csv").open(encoding="utf-8", newline="") as lines:
        for line in csv.DictReader(lines):
            found.setdefault(line["sheet"], []).append(_column(line))
    return {name: Sheet(name, tuple(columns)) for name, columns in found.items()}


def _column(line: dict[str, str]) -> Column:
    kind, _, choices = line["type"].partition(":")
    sheet, _, name = line["refers_to"].partition(".")
    return Column(
        sheet=line["sheet"],
        name=line["column"],
        kind=kind,
        choices=tuple(choices.split("|")) if choices else (),
        required=line["required"] == "yes",
        key=line["key"] == "yes",
        refers_to=(sheet, name) if sheet else None,
        meaning=line["meaning"],
    )
