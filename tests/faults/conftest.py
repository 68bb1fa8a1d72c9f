"""A portal with a report that takes some seconds to lay out."""

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.partnership.workbooks import workbook
from tests.served import Portal, blank_portal, copy_of
from tests.suite import redis_server

PARAGRAPH = "Neglect is our first priority, and **all agencies** use the same screening tool for it. " * 6
BOARDS = [
    ["code", "name", "kind", "area", "year_start_month"],
    ["NSCP", "Northvale Safeguarding Children Partnership", "lscp", "Northvale", 4],
]
NARRATIVES = [["board", "report", "edition", "section", "order", "heading", "text"]] + [
    ["NSCP", "annual_report", "2025-26", "foreword", order, f"Part {order}", "\n\n".join([PARAGRAPH] * 8)]
    for order in range(1, 31)
]


@dataclass
class Calm:
    """The portal before any disturbance, and the digest of its report."""

    portal: Portal
    digest: str


@pytest.fixture(scope="session")
def calm(tmp_path_factory: pytest.TempPathFactory) -> Calm:
    """One board and a foreword of some forty pages, drawn once as they should be."""
    folder = tmp_path_factory.mktemp("calm")
    made, records, report = blank_portal(folder), folder / "records.xlsx", folder / "report.pdf"
    records.write_bytes(workbook({"boards": BOARDS, "narratives": NARRATIVES}).getvalue())
    made.manage("import_workbook", str(records))
    made.manage("annual_report", "NSCP", "2025-26", "--out", str(report))
    return Calm(made, hashlib.sha256(report.read_bytes()).hexdigest())


@pytest.fixture
def portal(calm: Calm, tmp_path: Path) -> Portal:
    """The same portal in a folder of the test's own."""
    return copy_of(calm.portal, tmp_path)


@pytest.fixture
def broker() -> Iterator[str]:
    """A Redis: the one that the suite was given, or one of our own."""
    if address := os.environ.get("TEST_REDIS_URL"):
        yield address
    else:
        with redis_server() as address:
            yield address
