"""Inspections, engagement, scrutiny and policies of a year."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from partnership.models import Board
from partnership.principals import Principal
from partnership.selectors.assurance import (
    engagement_in_year,
    inspections_in_year,
    policies_in_year,
    scrutiny_in_year,
)
from tests.factories.partnership import (
    ActionPlanFactory,
    AgencyFactory,
    EngagementFactory,
    GroupFactory,
    InspectionFactory,
    PolicyFactory,
    RecommendationFactory,
    ScrutinyActivityFactory,
)

START, END = date(2017, 4, 1), date(2018, 3, 31)
READS = (inspections_in_year, engagement_in_year, scrutiny_in_year, policies_in_year)
FACTORIES = (InspectionFactory, EngagementFactory, ScrutinyActivityFactory, PolicyFactory)


def _titles(read: Callable[..., tuple[Any, ...]], board: Board, principal: Principal) -> list[str]:
    return [row.title for row in read(board=board, start=START, end=END, principal=principal)]


@pytest.mark.parametrize(
    ("inspected_on", "published_on", "recommendation", "printed"),
    [
        (None, None, "implemented", True),
        (START, None, "implemented", True),
        (None, END, "implemented", True),
        (date(2017, 3, 31), END, "implemented", True),
        (date(2017, 3, 31), None, "open", True),
        (None, date(2016, 4, 1), "in_progress", True),
        (date(2017, 3, 31), None, "implemented", False),
        (date(2016, 3, 31), None, "open", False),
        (date(2018, 4, 1), None, "open", False),
    ],
)
def test_inspection_of_the_year_or_of_the_year_before_while_open(
    board: Board,
    principal: Principal,
    inspected_on: date | None,
    published_on: date | None,
    recommendation: str,
    printed: bool,
) -> None:
    inspection = InspectionFactory(board=board, title="Ofsted", inspected_on=inspected_on, published_on=published_on)
    RecommendationFactory(plan=ActionPlanFactory(record=inspection), status=recommendation)
    assert _titles(inspections_in_year, board, principal) == (["Ofsted"] if printed else [])


@pytest.mark.parametrize(
    ("read", "factory"),
    [(engagement_in_year, EngagementFactory), (scrutiny_in_year, ScrutinyActivityFactory)],
)
def test_only_what_was_held_in_the_year_oldest_first(
    board: Board, principal: Principal, read: Callable[..., Any], factory: Any
) -> None:
    for title, held_on in [("4", date(2018, 4, 1)), ("3", END), ("2", START), ("1", date(2017, 3, 31))]:
        factory(board=board, title=title, held_on=held_on)
    assert _titles(read, board, principal) == ["2", "3"]


def test_policies_approved_in_the_year_or_undated(board: Board, principal: Principal) -> None:
    for title, approved_on in [
        ("old", date(2017, 3, 31)),
        ("new", START),
        ("next", date(2018, 4, 1)),
        ("undated", None),
    ]:
        PolicyFactory(board=board, title=title, approved_on=approved_on)
    assert _titles(policies_in_year, board, principal) == ["new", "undated"]


@pytest.mark.parametrize(("read", "factory"), list(zip(READS, FACTORIES, strict=True)))
def test_guarded_records_and_those_of_other_boards_are_left_out(
    board: Board, principal: Principal, read: Callable[..., Any], factory: Any
) -> None:
    factory()
    factory(board=board, visibility="restricted")
    factory(board=board, visibility="sealed")
    assert _titles(read, board, principal) == []


@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow_with_rows(
    board: Board, principal: Principal, django_assert_num_queries: Any, count: int
) -> None:
    for _ in range(count):
        inspection = InspectionFactory(board=board, agency=AgencyFactory())
        RecommendationFactory(plan=ActionPlanFactory(record=inspection))
        EngagementFactory(board=board)
        ScrutinyActivityFactory(board=board)
        PolicyFactory(board=board, owner_group=GroupFactory(board=board))
    for read, queries in zip(READS, (4, 1, 1, 2), strict=True):
        with django_assert_num_queries(queries):
            assert len(_titles(read, board, principal)) == count
