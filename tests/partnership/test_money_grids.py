"""Typing a year's contributions, budget and shares together."""

from decimal import Decimal

import pytest
from django.test import Client

from partnership.enums import Role
from partnership.models import Board, BudgetLine, Contribution, FundingShare
from tests.clients import user_with
from tests.factories.partnership import AgencyFactory, BoardFactory, BudgetLineFactory, ContributionFactory
from tests.partnership.grids import errors_of, opened, save, sent

pytestmark = pytest.mark.django_db
YEAR = {"financial_year": "2026-27"}
BEFORE = {"financial_year": "2025-26"}


@pytest.fixture
def manager(client: Client) -> Client:
    client.force_login(user_with(Role.BUSINESS_MANAGER))
    return client


@pytest.fixture
def money(board: Board) -> str:
    return f"/money/{board.pk}/2026-27/"


def given() -> list[tuple[str, Decimal, Decimal | None]]:
    rows = Contribution.objects.filter(archived_at=None, **YEAR).order_by("pk")
    return [(row.contributor, row.agreed, row.received) for row in rows]


def test_last_years_contributors_stand_there_with_empty_amounts(manager: Client, board: Board, money: str) -> None:
    ContributionFactory(board=board, agency=AgencyFactory(name="Council"), agreed=Decimal("28706.49"), **BEFORE)
    ContributionFactory(board=board, agency=None, holder="Schools forum", agreed=5, **BEFORE)
    grid = opened(manager, money + "contributions/")
    found = [(row.name, row.before, row["agreed"].value()) for row in grid.rows]
    begun = [("Council", "£28,706.49", None), ("Schools forum", "£5.00", None)]
    assert found == [*begun, *[("", "", None)] * 3]
    save(manager, money + "contributions/", {0: {"agreed": "£29,000.50"}, 2: {"holder": "Charity", "agreed": "10"}})
    assert given() == [("Council", Decimal("29000.50"), None), ("Charity", Decimal(10), None)]


def test_last_years_amounts_are_copied_into_empty_boxes_only(manager: Client, board: Board, money: str) -> None:
    for name, agreed in (("Council", 1_000), ("Police", 2_000), ("Probation", 3_000)):
        ContributionFactory(board=board, agency=AgencyFactory(name=name), agreed=agreed, **BEFORE)
    address = money + "contributions/"
    response = manager.post(address, sent(opened(manager, address), {1: {"agreed": "2,500"}}, copy="1"))
    copied = [row["agreed"].value() for row in response.context["form"].rows[:3]]
    assert (copied, given()) == (["1,000.00", "2,500", "3,000.00"], [])
    manager.post(address, sent(response.context["form"], {}))
    assert given() == [("Council", 1_000, None), ("Police", 2_500, None), ("Probation", 3_000, None)]


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({"agreed": "lots"}, ["Type an amount in pounds, such as 28,706.49"]),
        ({"received": "5"}, ["Type the amount that was agreed, or 0"]),
        ({"agreed": "1.234"}, ["Ensure that there are no more than 2 decimal places."]),
    ],
)
def test_a_row_that_cannot_be_so_says_what_to_type(
    typed: dict, wrong: list[str], manager: Client, board: Board, money: str
) -> None:
    ContributionFactory(board=board, **BEFORE)
    response = save(manager, money + "contributions/", {0: typed})
    assert (errors_of(response), given()) == (wrong, [])


def test_a_new_row_names_its_contributor_once(manager: Client, board: Board, money: str) -> None:
    agency = AgencyFactory(name="Council")
    ContributionFactory(board=board, agency=agency, **YEAR)
    address = money + "contributions/"
    nobody = save(manager, address, {1: {"agreed": "5"}})
    assert errors_of(nobody) == ["Choose the agency, or type the name of another budget holder"]
    both = save(manager, address, {1: {"agreed": "5", "agency": str(AgencyFactory().pk), "holder": "Charity"}})
    assert errors_of(both) == ["Choose the agency or type a name, not both"]
    twice = save(manager, address, {1: {"agreed": "5", "holder": "Charity"}, 2: {"agreed": "6", "holder": "charity"}})
    assert errors_of(twice) == ["“charity” stands here twice. Leave one of the two blank"]
    assert len(given()) == 1


def test_only_touched_rows_are_written(manager: Client, board: Board, money: str) -> None:
    first, second = (ContributionFactory(board=board, received=None, **YEAR) for _ in range(2))
    save(manager, money + "contributions/", {1: {"received": "10,000", "invoice": "paid"}})
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.version, second.version, second.received, second.invoice) == (1, 2, 10_000, "paid")
    assert first.history.count() == 1


def test_the_second_editor_of_a_grid_loses_nothing(manager: Client, board: Board, money: str) -> None:
    for name in ("Council", "Police", "Probation"):
        ContributionFactory(board=board, agency=AgencyFactory(name=name), agreed=1, **YEAR)
    address = money + "contributions/"
    mine = sent(opened(manager, address), {0: {"agreed": "20"}, 1: {"agreed": "30"}})
    save(manager, address, {0: {"agreed": "100"}, 2: {"received": "7"}})
    response = manager.post(address, mine)
    grid = response.context["form"]
    assert response.status_code == 409
    assert [row.theirs for row in grid.rows[:3]] == [["Agreed: £100.00"], [], []]
    assert [name for name, *_ in given()] == ["Council", "Police", "Probation"]
    assert [agreed for _, agreed, _ in given()] == [100, 1, 1]
    manager.post(address, sent(grid, {}))
    assert [(agreed, received) for _, agreed, received in given()] == [(20, None), (30, None), (1, 7)]


def test_two_who_begin_the_same_row_see_each_other(manager: Client, board: Board, money: str) -> None:
    ContributionFactory(board=board, agency=AgencyFactory(name="Council"), **BEFORE)
    address = money + "contributions/"
    mine = sent(opened(manager, address), {0: {"agreed": "20"}})
    save(manager, address, {0: {"agreed": "100"}})
    response = manager.post(address, mine)
    assert response.status_code == 409
    assert response.context["form"].rows[0].theirs == ["Agreed: £100.00"]
    manager.post(address, sent(response.context["form"], {}))
    assert given() == [("Council", 20, None)]


def test_a_row_that_is_taken_out_is_archived_and_comes_back_when_typed_again(
    manager: Client, board: Board, money: str
) -> None:
    stored = ContributionFactory(board=board, agency=AgencyFactory(name="Council"), agreed=1, **YEAR)
    address = money + "contributions/"
    save(manager, address, {0: {"taken_out": "on"}})
    stored.refresh_from_db()
    assert (stored.archived_at is None, given()) == (False, [])
    save(manager, address, {0: {"agency": str(stored.agency.pk), "agreed": "9"}})
    assert (given(), Contribution.objects.count()) == ([("Council", 9, None)], 1)


def test_rows_of_another_year_or_board_cannot_be_sent(manager: Client, board: Board, money: str) -> None:
    other = ContributionFactory(board=BoardFactory(), agreed=1, **YEAR)
    data = {"rows": "1", "0-row": str(other.pk), "0-version": "1", "0-agreed": "999", "0-holder": "Charity"}
    manager.post(money + "contributions/", data)
    other.refresh_from_db()
    assert other.agreed == 1


def test_more_rows_keep_what_was_typed(manager: Client, board: Board, money: str) -> None:
    address = money + "contributions/"
    response = manager.post(
        address, sent(opened(manager, address), {0: {"holder": "Charity", "agreed": "5"}}, more="1")
    )
    grid = response.context["form"]
    assert (len(grid.rows), grid.rows[0]["holder"].value(), given()) == (8, "Charity", [])


def test_the_budget_begins_with_last_years_categories(manager: Client, board: Board, money: str) -> None:
    BudgetLineFactory(board=board, category="Salaries", budget=1, actual=190, **BEFORE)
    BudgetLineFactory(board=board, category="Fees", kind="income", budget=10, **BEFORE)
    address = money + "budget/"
    grid = opened(manager, address)
    assert [(row.name, row.before) for row in grid.rows[:3]] == [("Salaries", "£190.00"), ("Fees", "£10.00"), ("", "")]
    wrong = save(manager, address, {2: {"budget": "7"}})
    assert errors_of(wrong) == ["Type the category", "Choose income or expenditure"]
    save(manager, address, {0: {"budget": "200"}, 2: {"category": "Website", "kind": "expenditure", "actual": "7.50"}})
    rows = BudgetLine.objects.filter(**YEAR).order_by("pk")
    found = [(row.kind, row.category, row.budget, row.actual) for row in rows]
    assert found == [("expenditure", "Salaries", 200, None), ("expenditure", "Website", None, Decimal("7.5"))]


def shares() -> list[tuple[str, Decimal]]:
    return [(row.agency.name, row.share) for row in FundingShare.objects.order_by("pk")]


def test_shares_have_to_make_the_whole(manager: Client, board: Board, money: str) -> None:
    for name in ("Council", "Police"):
        ContributionFactory(board=board, agency=AgencyFactory(name=name), **BEFORE)
    address = money + "formula/"
    short = save(manager, address, {0: {"share": "60.5"}, 1: {"share": "38"}})
    wanted = "The shares make 98.5 %, 1.5 % short. They have to make exactly 100 %"
    assert (errors_of(short), shares()) == ([wanted], [])
    save(manager, address, {0: {"share": "60.5"}, 1: {"share": "39.5"}})
    assert shares() == [("Council", Decimal("60.5")), ("Police", Decimal("39.5"))]
    save(manager, address, {0: {"share": "100"}, 1: {"taken_out": "on"}})
    assert shares() == [("Council", Decimal(100))]


def formula(board: Board) -> None:
    for name, share in (("Council", "33.33"), ("Police", "33.33"), ("Probation", "33.34")):
        FundingShare.objects.create(board=board, agency=AgencyFactory(name=name), share=Decimal(share), **YEAR)


def test_contributions_are_worked_out_shown_and_only_then_stored(manager: Client, board: Board, money: str) -> None:
    formula(board)
    police = FundingShare.objects.get(agency__name="Police").agency
    stored = ContributionFactory(board=board, agency=police, agreed=1, received=3, **YEAR)
    address = money + "work-out/"
    shown = manager.post(address, {"total": "£10.00"})
    amounts = [(row.agency.name, row.amount) for row in shown.context["rows"]]
    assert amounts == [("Council", Decimal("3.33")), ("Police", Decimal("3.33")), ("Probation", Decimal("3.34"))]
    assert given() == [("Police", 1, 3)]
    version = {f"version-{police.pk}": stored.version}
    other = manager.post(address, {"total": "20", "confirm": "10.00", **version})
    assert (other.status_code, given()) == (200, [("Police", 1, 3)])
    manager.post(address, {"total": "10", "confirm": "10", **version})
    assert sorted(given()) == [
        ("Council", Decimal("3.33"), None),
        ("Police", Decimal("3.33"), 3),
        ("Probation", Decimal("3.34"), None),
    ]


def test_a_contribution_that_somebody_changed_meanwhile_is_not_overwritten(
    manager: Client, board: Board, money: str
) -> None:
    formula(board)
    police = FundingShare.objects.get(agency__name="Police").agency
    ContributionFactory(board=board, agency=police, agreed=1, **YEAR)
    save(manager, money + "contributions/", {0: {"agreed": "500"}})
    response = manager.post(money + "work-out/", {"total": "10", "confirm": "10", f"version-{police.pk}": "1"})
    assert response.context["form"].non_field_errors() == [
        "Somebody has changed a contribution. Look at the amounts again before you store them"
    ]
    assert given() == [("Police", 500, None)]


@pytest.mark.parametrize(
    ("total", "wrong"),
    [
        ("", "Type the total to share out"),
        ("0", "Type an amount above £0"),
        ("x", "Type an amount in pounds, such as 28,706.49"),
    ],
)  # fmt: skip
def test_a_total_that_cannot_be_shared_out_says_so(total: str, wrong: str, manager: Client, money: str) -> None:
    assert manager.post(money + "work-out/", {"total": total}).context["form"].errors == {"total": [wrong]}


def test_nothing_is_worked_out_without_a_formula(manager: Client, money: str) -> None:
    form = manager.post(money + "work-out/", {"total": "10"}).context["form"]
    assert form.non_field_errors() == ["The shares make 0 %, 100 % short. They have to make exactly 100 %."]
