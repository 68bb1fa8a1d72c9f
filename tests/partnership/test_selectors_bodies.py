"""Groups of a year, their seats and who held them."""

from datetime import date

import pytest

from partnership.models import Board
from partnership.principals import Principal
from partnership.selectors.bodies import GroupView, Holder, groups_in_year, statutory_partners
from tests.factories.partnership import (
    AgencyFactory,
    BoardFactory,
    GroupFactory,
    PersonFactory,
    SeatFactory,
    TenureFactory,
)

START, END = date(2017, 4, 1), date(2018, 3, 31)


def _read(board: Board, principal: Principal) -> tuple[GroupView, ...]:
    return groups_in_year(board=board, start=START, end=END, principal=principal)


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "there"),
    [
        (None, None, True),
        (None, START, True),
        (END, None, True),
        (None, date(2017, 3, 31), False),
        (date(2018, 4, 1), None, False),
    ],
)
def test_group_exists_in_the_year(
    board: Board, principal: Principal, starts_on: date | None, ends_on: date | None, there: bool
) -> None:
    GroupFactory(board=board, title="Neglect", starts_on=starts_on, ends_on=ends_on)
    assert [group.name for group in _read(board, principal)] == (["Neglect"] if there else [])


def test_group_of_several_boards_names_the_others(board: Board, principal: Principal) -> None:
    adults = BoardFactory(name="Northvale Safeguarding Adults Board")
    GroupFactory(boards=[board, adults])
    assert _read(board, principal)[0].shared_with == ("Northvale Safeguarding Adults Board",)


def test_restricted_groups_and_those_of_other_boards_are_left_out(board: Board, principal: Principal) -> None:
    GroupFactory()
    GroupFactory(board=board, visibility="restricted")
    assert _read(board, principal) == ()


def test_seat_that_was_not_in_force_is_left_out(board: Board, principal: Principal) -> None:
    group = GroupFactory(board=board)
    SeatFactory(group=group, label="Gone", ends_on=date(2017, 3, 31))
    SeatFactory(group=group, label="Police", ends_on=START)
    SeatFactory(group=group, label="To come", starts_on=date(2018, 4, 1))
    assert [seat.label for seat in _read(board, principal)[0].seats] == ["Police"]


def test_seat_names_each_holder_of_the_year_in_order(board: Board, principal: Principal) -> None:
    seat = SeatFactory(group=GroupFactory(board=board))
    for name, starts_on, ends_on in [
        ("Present", date(2017, 10, 1), None),
        ("Earlier", None, date(2017, 9, 30)),
        ("Long ago", None, date(2016, 1, 1)),
    ]:
        TenureFactory(seat=seat, person=PersonFactory(name=name), starts_on=starts_on, ends_on=ends_on)
    assert _read(board, principal)[0].seats[0].holders == (Holder("Earlier", date(2017, 9, 30)), Holder("Present"))


def test_holder_who_left_after_the_year_counts_as_holding(board: Board, principal: Principal) -> None:
    seat = SeatFactory(group=GroupFactory(board=board))
    TenureFactory(seat=seat, person=PersonFactory(name="Ada"), ends_on=date(2018, 6, 1))
    assert _read(board, principal)[0].seats[0].holders == (Holder("Ada"),)


def test_chair_is_the_present_holder_else_the_seat(board: Board, principal: Principal) -> None:
    group = GroupFactory(board=board)
    chair = SeatFactory(group=group, label="Independent Chair", role="chair")
    SeatFactory(group=group, role="member")
    assert _read(board, principal)[0].chair == "Independent Chair"
    TenureFactory(seat=chair, person=PersonFactory(name="Ada Moss"))
    assert _read(board, principal)[0].chair == "Ada Moss"


@pytest.mark.parametrize(
    ("kind", "ends_on", "temporary"),
    [("subgroup", None, False), ("subgroup", date(2019, 1, 1), True), ("task_and_finish", None, True)],
)
def test_group_limited_in_time_is_temporary(
    board: Board, principal: Principal, kind: str, ends_on: date | None, temporary: bool
) -> None:
    GroupFactory(board=board, group_kind=kind, ends_on=ends_on)
    assert _read(board, principal)[0].is_temporary is temporary


def test_statutory_partners_are_those_with_a_seat_on_this_board(board: Board, principal: Principal) -> None:
    group = GroupFactory(board=board)
    for name, is_partner, seated in [
        ("Council", True, group),
        ("School", False, group),
        ("Elsewhere", True, GroupFactory()),
    ]:
        SeatFactory(group=seated, agency=AgencyFactory(name=name, statutory_partner=is_partner))
    old = AgencyFactory(name="Old", statutory_partner=True, active_to=date(2017, 3, 31))
    SeatFactory(group=group, agency=old)
    assert statutory_partners(board=board, start=START, end=END, principal=principal) == ("Council",)


@pytest.mark.parametrize("count", [1, 3])
def test_groups_take_four_queries(
    board: Board, principal: Principal, django_assert_num_queries: object, count: int
) -> None:
    for _ in range(count):
        group = GroupFactory(board=board)
        for _ in range(count):
            TenureFactory(seat=SeatFactory(group=group, agency=AgencyFactory()))
    with django_assert_num_queries(4):
        groups = _read(board, principal)
    assert [len(group.seats) for group in groups] == [count] * count
