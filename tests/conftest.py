"""What every test may ask for. Tests run on SQLite unless DATABASE_URL names another database."""

import os
from pathlib import Path
from typing import Any

import pytest

from partnership.models import Board
from partnership.period import reporting_year
from partnership.principals import PUBLIC_REPORT, Principal
from reporting.section import ReportPeriod
from tests.factories.partnership import BoardFactory

# Playwright keeps an event loop in the thread of the tests, which Django takes for a reason to refuse the database.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


@pytest.fixture(autouse=True)
def own_files(settings: Any, tmp_path: Path) -> None:
    """Files that a test stores go when it ends."""
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def board(db: None) -> Board:
    """A children's board whose year runs from April."""
    return BoardFactory(code="NSCP", name="Northvale Safeguarding Children Partnership")


@pytest.fixture
def principal() -> Principal:
    """Who public documents are built for."""
    return PUBLIC_REPORT


@pytest.fixture
def period(board: Board, principal: Principal) -> ReportPeriod:
    """The board's year 2017-18: April 2017 to March 2018."""
    year = reporting_year("2017-18", board.year_start_month)
    return ReportPeriod(board=board, label=year.label, start=year.start, end=year.end, principal=principal)
