"""How much a report may hold. Beyond this the layout engine takes minutes or overflows, so we say so first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from partnership.exceptions import DomainError
from partnership.text import LONGEST
from reporting.blocks import Table
from reporting.document import ReportDocument

# The longest report on record has 110 pages, about 400,000 characters and no table over 120 rows.
LONGEST_REPORT = 3_000_000
MOST_ROWS = 1_000
DEEPEST = 12


def check_bounds(document: ReportDocument) -> None:
    """DomainError naming the section whose table or text cannot be printed."""
    total = 0
    for section in document.sections:
        for depth, value in _walk(section.blocks):
            if depth > DEEPEST:
                raise DomainError(f"“{section.title}” nests its parts too deeply to be printed.")
            if isinstance(value, Table) and len(value.rows) > MOST_ROWS:
                raise DomainError(
                    f"A table in “{section.title}” has {len(value.rows):,} rows. "
                    f"{MOST_ROWS:,} is the most that can be printed."
                )
            if isinstance(value, str):
                total += len(value)
                if len(value) > LONGEST:
                    raise DomainError(
                        f"A text in “{section.title}” has {len(value):,} characters. "
                        f"{LONGEST:,} is the most that can be printed."
                    )
    if total > LONGEST_REPORT:
        raise DomainError(f"The report has {total:,} characters. {LONGEST_REPORT:,} is the most that can be printed.")


def _walk(value: Any) -> Iterator[tuple[int, Any]]:
    """Every part of nested blocks with its depth, without recursion, so that deep nesting cannot overflow here."""
    waiting = [(0, value)]
    while waiting:
        depth, part = waiting.pop()
        yield depth, part
        if depth > DEEPEST:
            continue
        if isinstance(part, tuple):
            waiting += [(depth + 1, item) for item in part]
        elif is_dataclass(part):
            waiting += [(depth + 1, getattr(part, field.name)) for field in fields(part)]
