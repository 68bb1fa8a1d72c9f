"""Learning passed on in seven-minute briefings, as the section of case reviews prints it."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from django.utils import timezone

from partnership.models import Board
from reporting.blocks import Table, to_json
from reporting.section import ReportPeriod
from reporting.sections.reviews import CaseReviews
from reviews.models import Briefing, Review
from reviews.selectors.briefings import words_hash
from tests.factories.reviews import BriefingFactory, BriefingReceiptFactory, ReviewFactory

CAPTION = "Learning passed on in seven-minute briefings"
CLEARED_AT = datetime(2018, 1, 8, 23, 30, tzinfo=UTC)


def cleared(board: Board, *, of: dict[str, Any] | None = None, is_public: bool = True, **fields: Any) -> Briefing:
    """A briefing that was cleared in the year, of the one review, which is as `of` says."""
    given = {"title": "CANARY-briefing", "cleared_at": CLEARED_AT, **fields}
    review = Review.objects.first() or ReviewFactory(
        board=board, title="CANARY-review", reference="CANARY-reference", **(of or {})
    )
    briefing: Briefing = BriefingFactory(board=board, of_review=review, is_public=is_public, **given)
    briefing.cleared_hash = words_hash(briefing)
    briefing.save()
    return briefing


def table(period: ReportPeriod) -> Table | None:
    found = [block for block in CaseReviews().blocks(period) if isinstance(block, Table) and block.caption == CAPTION]
    return found[0] if found else None


def test_briefing_prints_its_day_and_what_agencies_answered(period: ReportPeriod) -> None:
    briefing = cleared(period.board, title="Missed appointments")
    BriefingReceiptFactory(briefing=briefing, staff=1_200, answered_at=CLEARED_AT, what_changed="CANARY-answer")
    BriefingReceiptFactory(briefing=briefing)
    printed = table(period)
    assert printed is not None
    assert [column.heading for column in printed.columns] == [
        "Briefing", "Cleared", "Agencies that answered", "Staff reached",
    ]  # fmt: skip
    assert printed.rows == (("Missed appointments", "8 January 2018", "1 of 2", "1,200"),)
    assert "CANARY" not in json.dumps(to_json([printed]))


def test_briefing_that_nobody_was_asked_about_is_told_with_noughts(period: ReportPeriod) -> None:
    cleared(period.board)
    printed = table(period)
    assert printed is not None
    assert printed.rows == (("CANARY-briefing", "8 January 2018", "0 of 0", "0"),)


def test_without_briefings_there_is_no_table(period: ReportPeriod) -> None:
    ReviewFactory(board=period.board)
    assert table(period) is None


@pytest.mark.parametrize(
    ("of", "fields"),
    [
        ({"publication": "embargoed", "embargo_until": None}, {}),
        ({"publication": "embargoed", "embargo_until": datetime(2999, 1, 1, tzinfo=UTC)}, {}),
        ({"visibility": "sealed"}, {}),
        ({}, {"cleared_at": None}),
        ({}, {"cleared_at": datetime(2017, 3, 31, 22, 30, tzinfo=UTC)}),
        ({}, {"cleared_at": datetime(2018, 3, 31, 23, 30, tzinfo=UTC)}),
        ({}, {"is_public": False}),
        ({}, {"archived_at": CLEARED_AT, "archived_reason": "Entered twice"}),
    ],
    ids=["embargo", "embargo until a day", "sealed", "not cleared", "before", "after", "partners only", "archived"],
)
def test_briefing_that_is_not_to_be_told_is_not_printed(
    period: ReportPeriod, of: dict[str, Any], fields: dict[str, Any]
) -> None:
    cleared(period.board, of=of, **fields)
    assert table(period) is None
    assert "CANARY-briefing" not in json.dumps(to_json(CaseReviews().blocks(period)))


def test_an_embargo_that_has_ended_keeps_nothing_back(period: ReportPeriod) -> None:
    cleared(period.board, of={"publication": "embargoed", "embargo_until": timezone.now()})
    assert table(period) is not None


def test_words_changed_after_they_were_cleared_are_not_printed(period: ReportPeriod) -> None:
    briefing = cleared(period.board)
    Briefing.objects.filter(pk=briefing.pk).update(findings="Others.")
    assert table(period) is None


@pytest.mark.parametrize("number", [1, 3])
def test_briefings_cost_the_same_queries_however_many(
    period: ReportPeriod, number: int, django_assert_num_queries: Any
) -> None:
    for _ in range(number):
        BriefingReceiptFactory.create_batch(number, briefing=cleared(period.board), answered_at=CLEARED_AT, staff=4)
    with django_assert_num_queries(13):
        printed = table(period)
    assert printed is not None
    assert [row[3] for row in printed.rows] == [str(4 * number)] * number
