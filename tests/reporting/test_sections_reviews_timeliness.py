"""How long reviews took, as the section of case reviews prints it."""

import json
from datetime import timedelta

import pytest

from partnership.models import Board
from reporting.blocks import Table, to_json
from reporting.section import ReportPeriod
from reporting.sections.reviews import CaseReviews
from reviews.models import ClockRule
from tests.factories.reviews import ClockRuleFactory, EditionFactory, ReviewFactory

TITLE = "How long reviews took"


@pytest.fixture
def rule(db: None) -> ClockRule:
    return ClockRuleFactory(edition=EditionFactory(), name="Publish the review")


def published(rule: ClockRule, board: Board, period: ReportPeriod, *, after: int, count: int, **fields: str) -> None:
    """Reviews that began with the year and were published so many days on."""
    for number in range(count):
        dates = {"commissioned_on": period.start, "published_on": period.start + timedelta(days=after)}
        ReviewFactory(board=board, edition=rule.edition, reference=f"CANARY-{after}-{number}", **dates, **fields)


def table(period: ReportPeriod) -> Table | None:
    found = [block for block in CaseReviews().blocks(period) if isinstance(block, Table) and block.caption == TITLE]
    return found[0] if found else None


def test_table_counts_by_time_limit(rule: ClockRule, board: Board, period: ReportPeriod) -> None:
    published(rule, board, period, after=100, count=7)
    published(rule, board, period, after=300, count=5)
    printed = table(period)
    assert printed is not None
    assert [column.heading for column in printed.columns] == ["Time limit", "In time", "Late", "Still running", "All"]
    assert printed.rows == (("Publish the review", "7", "5", "0", "12"),)
    assert "CANARY-" not in json.dumps(to_json([printed]))


def test_small_numbers_are_not_printed(rule: ClockRule, board: Board, period: ReportPeriod) -> None:
    published(rule, board, period, after=100, count=9)
    published(rule, board, period, after=300, count=2)
    printed = table(period)
    assert printed is not None
    (row,) = printed.rows
    assert "2" not in row
    assert "9" not in row


@pytest.mark.parametrize("fields", [{}, {"publication": "embargoed"}, {"visibility": "sealed"}])
def test_nothing_is_printed_of_too_few_or_hidden_reviews(
    fields: dict[str, str], rule: ClockRule, board: Board, period: ReportPeriod
) -> None:
    published(rule, board, period, after=100, count=8 if fields else 4, **fields)
    assert table(period) is None
