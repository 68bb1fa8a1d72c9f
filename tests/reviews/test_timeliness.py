"""How long reviews took: on home, in digests, on the page for those who see clocks, and in print."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from partnership.enums import Role
from partnership.models import Board
from partnership.principals import OPERATOR, PUBLIC, PUBLIC_REPORT, principal_of
from partnership.selectors import deadlines
from reviews.models import ClockRule, Review
from reviews.selectors.timeliness import released_timings, timed_clocks, timings
from reviews.work_items.clocks import late_clocks
from reviews.work_items.reviews import reviews_asked
from tests.clients import client_of, page_of, user_with
from tests.factories.partnership import AgencyFactory, RoleGrantFactory
from tests.factories.reviews import ClockRuleFactory, EditionFactory, PauseFactory, ReviewFactory

pytestmark = pytest.mark.django_db

TODAY = date(2026, 6, 9)
BEGAN = date(2026, 1, 12)  # six months end on 12 July 2026


@pytest.fixture
def rule() -> ClockRule:
    return ClockRuleFactory(edition=EditionFactory(), name="Publish the local review")


def begun(rule: ClockRule, on: date = BEGAN, **fields: Any) -> Review:
    usual = {"title": "CANARY", "visibility": "restricted", "commissioned_on": on, "edition": rule.edition}
    return ReviewFactory(**{**usual, **fields})


# --- Home, digests, calendars -----------------------------------------------------------------------------------


def test_clock_is_asked_of_those_who_may_write_with_its_last_day(rule: ClockRule) -> None:
    review = begun(rule, reference="NV-1")
    PauseFactory(review=review, starts_on=date(2026, 3, 2), ends_on=date(2026, 4, 10))
    (item,) = reviews_asked(principal_of(user_with(Role.BUSINESS_MANAGER)), TODAY)
    assert (item.due_on, item.title.title) == (date(2026, 8, 20), "Publish the local review: NV-1")
    assert item.mark.words == "72 days left"
    assert list(reviews_asked(principal_of(user_with(Role.SCRUTINEER)), TODAY)) == []


@pytest.mark.parametrize("status", ["not_met", "published", "closed"])
def test_clock_of_a_review_that_is_over_asks_nothing(status: str, rule: ClockRule) -> None:
    begun(rule, on=date(2020, 1, 1), status=status)
    manager = principal_of(user_with(Role.BUSINESS_MANAGER))
    assert list(reviews_asked(manager, TODAY)) == []
    assert deadlines.late(manager, today=TODAY, at_most=9).count == 0


@pytest.mark.parametrize(("publication", "count"), [("to_publish", 1), ("embargoed", 1), ("not_for_publication", 0)])
def test_complete_review_runs_until_it_is_published(publication: str, count: int, rule: ClockRule) -> None:
    begun(rule, status="complete", publication=publication)
    assert len(list(reviews_asked(principal_of(user_with(Role.BUSINESS_MANAGER)), TODAY))) == count


def test_digest_and_calendar_tell_of_a_clock_by_reference_alone(rule: ClockRule) -> None:
    begun(rule, reference="NV-1", visibility="partnership")
    late = begun(rule, reference="NV-0", on=date(2025, 1, 12))
    manager = principal_of(user_with(Role.BUSINESS_MANAGER))
    due = deadlines.due_on(manager, date(2026, 7, 12), today=TODAY, at_most=9)
    assert [(one.words, one.name, one.on) for one in due.deadlines] == [
        ("Clock of a review ends", "NV-1", date(2026, 7, 12))
    ]
    over = deadlines.late(manager, today=TODAY, at_most=9)
    assert [(one.name, one.on, one.uid) for one in over.deadlines] == [
        ("NV-0", date(2025, 7, 12), f"review-clock-{late.pk}")
    ]
    span = (date(2026, 7, 1), date(2026, 7, 31))
    assert [one.name for one in deadlines.between(manager, *span, today=TODAY, at_most=9)] == ["NV-1"]


def test_deadlines_of_somebody_without_a_review_are_none(rule: ClockRule) -> None:
    begun(rule)
    nobody = principal_of(user_with(Role.TRAINING_COORDINATOR))
    assert deadlines.due_on(nobody, date(2026, 7, 12), today=TODAY, at_most=9).count == 0


def test_scrutineer_reads_first_of_late_clocks(rule: ClockRule) -> None:
    scrutineer = principal_of(user_with(Role.SCRUTINEER))
    assert late_clocks(scrutineer, TODAY) is None
    begun(rule, on=date(2025, 1, 12))
    begun(rule, on=date(2025, 3, 12))
    begun(rule, visibility="sealed", on=date(2024, 1, 1))
    begun(rule)
    link = late_clocks(scrutineer, TODAY)
    assert link is not None
    assert link.title == "2 reviews are over their time limit, the first since 12 July 2025."


# --- For those who see clocks -----------------------------------------------------------------------------------


def test_timings_count_by_year_kind_and_clock(rule: ClockRule) -> None:
    paused = begun(rule, published_on=date(2026, 8, 1), status="published")
    PauseFactory(review=paused, starts_on=date(2026, 3, 2), ends_on=date(2026, 4, 10))
    begun(rule, published_on=date(2026, 7, 1), status="published")
    begun(rule, published_on=date(2026, 7, 13), status="published")
    begun(rule, on=date(2026, 5, 1))
    begun(rule, on=date(2026, 5, 1), review_kind="sar")
    scrutineer = principal_of(user_with(Role.SCRUTINEER))
    rows = timings(timed_clocks(scrutineer, today=date(2026, 9, 9)))
    told = [(row.year, row.kind, row.met, row.late, row.running, row.in_all, row.counted) for row in rows]
    assert told == [
        ("2026-27", "Practice learning review", 0, 0, 1, None, None),
        ("2026-27", "Safeguarding adult review", 0, 0, 1, None, None),
        ("2025-26", "Practice learning review", 2, 1, 0, 182, 170),
    ]


def test_page_tells_reviews_by_reference_and_late_ones_first(rule: ClockRule) -> None:
    begun(rule, reference="NV-LATE", on=date(2020, 1, 12))
    begun(rule, reference="NV-SEALED", visibility="sealed")
    html = page_of(client_of(user_with(Role.SCRUTINEER)), reverse("reviews:timeliness"))
    assert "Late now (1)" in html
    assert "NV-LATE" in html
    assert "CANARY" not in html
    assert "NV-SEALED" not in html


def test_published_review_tells_its_clocks_to_nobody_else(rule: ClockRule) -> None:
    begun(rule, reference="NV-1", visibility="partnership", publication="published", published_on=date(2026, 6, 1))
    address = reverse("reviews:timeliness")
    for user in (
        user_with(Role.SUPPORT_OFFICER),
        user_with(Role.TRAINING_COORDINATOR),
        user_with(Role.AGENCY_REPRESENTATIVE, agency=AgencyFactory()),
    ):
        assert client_of(user).get(address).status_code == 404
        assert timed_clocks(principal_of(user), today=TODAY) == []


def test_reviewer_sees_the_clocks_of_their_own_review_alone(rule: ClockRule) -> None:
    own, _ = begun(rule, reference="NV-OWN"), begun(rule, reference="NV-OTHER")
    user = user_with(Role.REVIEWER, record=own.record_ptr)
    html = page_of(client_of(user), reverse("reviews:timeliness"))
    assert "NV-OWN" in html
    assert "NV-OTHER" not in html


def test_page_costs_the_same_at_one_and_three_reviews(rule: ClockRule) -> None:
    client = client_of(user_with(Role.BUSINESS_MANAGER))
    address, counts = reverse("reviews:timeliness"), []
    begun(rule)
    client.get(address)
    for more in (0, 2):
        for _ in range(more):
            PauseFactory(review=begun(rule))
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]


# --- For print --------------------------------------------------------------------------------------------------


def released(board: Board, principal: Any = PUBLIC_REPORT) -> Any:
    return released_timings(board=board, start=date(2025, 4, 1), end=date(2026, 3, 31), principal=principal)


def ended(rule: ClockRule, board: Board, days: int, count: int, **fields: Any) -> None:
    for _ in range(count):
        began = date(2025, 5, 1)
        begun(rule, on=began, published_on=began + timedelta(days=days), board=board, **fields)


def test_released_timings_hold_counts_alone(rule: ClockRule, board: Board) -> None:
    ended(rule, board, days=100, count=7)
    ended(rule, board, days=300, count=6)
    (one,) = released(board)
    assert one.name == "Publish the local review"
    assert {name: count.value for name, count in one.counts.cells.items()} == {
        "In time": 7,
        "Late": 6,
        "Still running": 0,
    }


def test_small_numbers_are_protected_and_too_few_give_nothing(rule: ClockRule, board: Board) -> None:
    ended(rule, board, days=100, count=4)
    assert released(board) == ()
    ended(rule, board, days=300, count=2)
    (one,) = released(board)
    values = [(count.value, count.mark, count.rounded) for count in one.counts.cells.values()]
    assert (4, "", False) not in values
    assert (2, "", False) not in values


@pytest.mark.parametrize("fields", [{"publication": "embargoed"}, {"visibility": "sealed"}])
def test_embargoed_and_sealed_reviews_are_not_counted(fields: dict, rule: ClockRule, board: Board) -> None:
    ended(rule, board, days=100, count=6, **fields)
    assert released(board) == ()


def test_clock_of_another_year_or_board_is_not_counted(rule: ClockRule, board: Board) -> None:
    for _ in range(6):
        begun(rule, on=date(2023, 5, 1), published_on=date(2023, 9, 1), board=board)
        begun(rule, on=date(2026, 5, 1), board=board)
        begun(rule, on=date(2025, 5, 1))
    assert released(board) == ()


def test_archived_reviews_are_not_timed(rule: ClockRule, board: Board) -> None:
    ended(rule, board, days=100, count=7, archived_at=timezone.now())
    assert released(board) == ()


@pytest.mark.parametrize("principal", [PUBLIC, OPERATOR])
def test_released_timings_are_for_the_report_alone(principal: Any, rule: ClockRule, board: Board) -> None:
    ended(rule, board, days=100, count=7)
    assert released(board, principal) == ()


def test_manager_named_on_a_sealed_review_sees_its_clock(rule: ClockRule) -> None:
    review = begun(rule, visibility="sealed", reference="NV-1")
    user = user_with(Role.BUSINESS_MANAGER)
    assert timed_clocks(principal_of(user), today=TODAY) == []
    RoleGrantFactory(user=user, role=Role.BUSINESS_MANAGER, record=review)
    assert [each.review.reference for each in timed_clocks(principal_of(user), today=TODAY)] == ["NV-1"]
