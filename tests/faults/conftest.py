"""A portal with a report that takes some seconds to lay out."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.partnership.workbooks import workbook
from tests.served import Portal, blank_portal
from tests.suite import redis_server

PARAGRAPH = "Neglect is our first priority, and **all agencies** use the same screening tool for it. " * 6
BOARDS = [
    ["code", "name", "kind", "area", "year_start_month"],
    ["NSCP", "Northvale Safeguarding Children Partnership", "lscp", "Northvale", 4],
]
NARRATIVES = [["board", "report", "edition", "section", "order", "heading", "text"]] + [
    ["NSCP", "annual_report", "2025-26", "foreword", order, f"Part {order}", "\n\n".join([PARAGRAPH] * 8)]
    for order in range(1, 61)
]


@pytest.fixture
def portal(tmp_path: Path) -> Portal:
    """Filled with one board and a foreword of some eighty pages."""
    made = blank_portal(tmp_path)
    records = tmp_path / "records.xlsx"
    records.write_bytes(workbook({"boards": BOARDS, "narratives": NARRATIVES}).getvalue())
    made.manage("import_workbook", str(records))
    return made


@pytest.fixture
def broker() -> Iterator[str]:
    """A Redis: the one that the suite was given, or one of our own."""
    if address := os.environ.get("TEST_REDIS_URL"):
        yield address
    else:
        with redis_server() as address:
            yield address
