"""What every test may ask for. Tests run on SQLite unless DATABASE_URL names another database."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import TransactionTestCase
from xdist.scheduler import LoadFileScheduling

from partnership import append_only
from partnership.models import Board, ReadEntry
from partnership.period import reporting_year
from partnership.principals import PUBLIC_REPORT, Principal
from reporting.section import ReportPeriod
from reviews.models import ClockRule, Criterion, Edition, KindRule
from tests.factories.partnership import BoardFactory

# Playwright keeps an event loop in the thread of the tests, which Django takes for a reason to refuse the database.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


#: Marks of tests that serve a portal of their own, for a browser or to be killed.
SERVED = ("browser", "faults")


@pytest.hookimpl(wrapper=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> Iterator[None]:
    """What asks no database is marked so, to run once. What serves a portal takes longest, and begins."""
    for item in items:
        fixtures = set(getattr(item, "fixturenames", ()))
        asks = item.get_closest_marker("django_db") or {"db", "transactional_db"} & fixtures
        if not asks and not any(map(item.get_closest_marker, (*SERVED, "once"))):
            item.add_marker(pytest.mark.pure)
    yield
    items.sort(key=lambda item: not any(map(item.get_closest_marker, SERVED)))


class ByModule(LoadFileScheduling):
    """A module stays with one worker, and so does all that serves a portal: two portals with their browsers at a time
    are too much for two cores."""

    def _split_scope(self, nodeid: str) -> str:
        module = str(super()._split_scope(nodeid))
        return "served" if module.startswith(("tests/journeys/", "tests/faults/")) else module


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> ByModule:
    """In place of what `--dist` chooses."""
    return ByModule(config, log)


@pytest.fixture(autouse=True)
def own_files(settings: Any, tmp_path: Path) -> None:
    """Files that a test stores go when it ends. Those of pages are looked for when asked for, not by every browser."""
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.WHITENOISE_AUTOREFRESH = True


@pytest.fixture(scope="session", autouse=True)
def emptied_tables() -> Iterator[None]:
    """Tests that commit empty every table when they end; only there do tables that only grow let go of their rows."""
    table = ReadEntry._meta.db_table

    def empty(case: TransactionTestCase) -> None:
        append_only.remove(connection, table)
        own_teardown(case)
        append_only.install(connection, table)

    own_teardown = TransactionTestCase._fixture_teardown
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", empty)
        yield


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """Tests begin with an empty portal: what a migration delivers, those load that ask for it."""
    with django_db_blocker.unblock():
        for model in (ClockRule, Criterion, KindRule, Edition):
            model.objects.all().delete()
            model.history.all().delete()


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
