"""Reads what was written by hand: records (one CSV a sheet), figures (compact tables) and prose (Markdown)."""

import csv
import re
from datetime import date, timedelta
from pathlib import Path

HERE = Path(__file__).resolve().parent


def _relative(cell: str, today: date) -> str:
    """`today-13` stands for a date, so that what is late or due soon stays so whenever the demo is built."""
    match = re.fullmatch(r"today([+-]\d+)", cell)
    return (today + timedelta(days=int(match[1]))).isoformat() if match else cell


def table(folder: str, name: str, today: date) -> list[dict]:
    """The rows of one CSV; a row with more or fewer cells than headings is a slip of the writer."""
    path = HERE / folder / f"{name}.csv"
    with path.open(encoding="utf-8", newline="") as handle:
        rows = list(csv.reader(handle))
    for number, row in enumerate(rows[1:], start=2):
        if len(row) != len(rows[0]):
            raise ValueError(f"{path.name} row {number}: {len(row)} cells under {len(rows[0])} headings")
    return [dict(zip(rows[0], [_relative(cell, today) for cell in row], strict=True)) for row in rows[1:]]


def records(today: date) -> dict[str, list[dict]]:
    """Every sheet that is wholly written by hand."""
    names = sorted(path.stem for path in (HERE / "records").glob("*.csv"))
    return {name: table("records", name, today) for name in names}


def blocks(name: str) -> list[tuple[list[str], str]]:
    """A prose file is a row of blocks, each headed by `@ field | field | field`, with Markdown under it."""
    text = (HERE / "prose" / f"{name}.md").read_text(encoding="utf-8")
    found = []
    for part in re.split(r"^@ ", text, flags=re.MULTILINE)[1:]:
        head, _, body = part.partition("\n")
        found.append(([field.strip() for field in head.split("|")], body.strip()))
    return found
