"""Writes the demo workbook of the fictional partnership Northvale.

usage: python -m demo.workbook OUT.xlsx [--today 2026-11-20]
The same date always gives the same bytes. The records reach up to 20 November 2026, so an earlier date counts as that
day; what is late or due soon moves with a later one. Needs openpyxl and the standard library only.
"""

import argparse
import csv
import io
import re
import zipfile
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from random import Random

from openpyxl import Workbook

from demo.northvale import (
    actions,
    audits,
    bodies,
    child_deaths,
    indicators,
    meetings,
    prose,
    section11,
    source,
    training,
)

COLUMNS = Path(__file__).resolve().parents[1] / "partnership" / "workbook" / "columns.csv"
SEED = 960100
TODAY = date(2026, 11, 20)


def sheets(today: date = TODAY) -> dict[str, list[dict]]:
    """Every row of the workbook by sheet; each subject draws from a seed of its own."""
    today = max(today, TODAY)
    found = source.records(today)
    found["seats"] = bodies.seats(found["agencies"], found["groups"])
    found["meetings"] = meetings.meetings(found["groups"], today)
    held = [row for row in found["meetings"] if row["status"] == "held"]
    found["attendance"] = meetings.attendance(held, found["seats"], Random(SEED))
    topics = source.table("figures", "topics", today)
    found["agenda_items"] = meetings.agenda_items(found["meetings"], found["attendance"], topics)
    found["section11_returns"] = section11.returns(source.table("figures", "section11", today))
    found["actions"] = actions.actions(found, today, Random(SEED + 1))
    found["indicator_values"] = indicators.indicator_values(today)
    found["child_deaths"] = child_deaths.child_deaths()
    found["audit_grades"] = audits.grades(Random(SEED + 2))
    found["course_events"] = training.course_events(today, Random(SEED + 3))
    found["bookings"] = training.bookings(
        found["course_events"], source.table("figures", "names", today), today, Random(SEED + 4)
    )
    found["narratives"] = prose.narratives()
    found["group_reports"] = prose.group_reports()
    found["agency_statements"] = prose.agency_statements()
    return found


def _cell(value: object, kind: str) -> object:
    """Dates and numbers become spreadsheet dates and numbers; everything else stays text."""
    if value in ("", None):
        return None
    if kind == "date" and isinstance(value, str):
        return date.fromisoformat(value)
    if kind in ("integer", "number", "money") and isinstance(value, str) and not value.startswith("£"):
        return int(value) if value.isdigit() else float(Decimal(value))
    return value


def _columns() -> dict[str, dict[str, str]]:
    """Sheet to column to type, in the order of the definition."""
    found: dict[str, dict[str, str]] = {}
    with COLUMNS.open(encoding="utf-8", newline="") as handle:
        for row in csv.DictReader(handle):
            found.setdefault(row["sheet"], {})[row["column"]] = row["type"]
    return found


def _fixed(raw: bytes) -> bytes:
    """The same archive without the time of saving, so that two builds can be compared byte for byte."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "docProps/core.xml":
                data = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", b"2026-11-20T09:00:00Z", data)
            new.writestr(zipfile.ZipInfo(name, (2026, 11, 20, 9, 0, 0)), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def build(out: Path, today: date = TODAY) -> None:
    """Write the workbook to `out`. Raises KeyError if a row has a column that the definition does not know."""
    found = sheets(today)
    book = Workbook(write_only=True)
    book.properties.creator = "Northvale business unit"
    book.properties.created = datetime(2026, 11, 20, 9, 0, 0)
    for sheet, types in _columns().items():
        page = book.create_sheet(sheet)
        page.append(list(types))
        for row in found.pop(sheet):
            strange = set(row) - set(types)
            if strange:
                raise KeyError(f"{sheet}: no such column {sorted(strange)}")
            page.append([_cell(row.get(name), kind) for name, kind in types.items()])
    if found:
        raise KeyError(f"no such sheet: {sorted(found)}")
    raw = io.BytesIO()
    book.save(raw)
    out.write_bytes(_fixed(raw.getvalue()))


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description="Write the demo workbook of Northvale.")
    parser.add_argument("out", type=Path)
    parser.add_argument("--today", type=date.fromisoformat, default=TODAY)
    options = parser.parse_args(arguments)
    build(options.out, options.today)


if __name__ == "__main__":
    main()
