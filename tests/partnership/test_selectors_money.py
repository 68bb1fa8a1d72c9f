"""The financial years that a report prints, and what is computed of them."""

from decimal import Decimal

import pytest

from partnership.models import Board
from partnership.principals import PUBLIC, PUBLIC_REPORT
from partnership.selectors.money import (
    Balance,
    Contributed,
    FinancialYear,
    KeptElsewhere,
    Line,
    Reserves,
    financial_years,
    money_kept_elsewhere,
)
from tests.factories.partnership import (
    AgencyFactory,
    BoardFactory,
    BudgetLineFactory,
    ContributionFactory,
    ReserveFactory,
)


def _years(board: Board, label: str = "2017-18") -> list[str]:
    return [year.year for year in financial_years(board, label, PUBLIC_REPORT)]


def _given(agreed: str, received: str | None = None) -> Contributed:
    return Contributed("Police", Decimal(agreed), received and Decimal(received), "", ())


def _line(budget: str | None = None, actual: str | None = None) -> Line:
    return Line("Salaries", budget and Decimal(budget), actual and Decimal(actual), "", ())


def test_the_year_of_the_label_is_last_with_earlier_years_before_it(board):
    for year in ("2018-19", "2016-17", "2017-18"):
        ContributionFactory(board=board, financial_year=year)
    assert _years(board) == ["2016-17", "2017-18"]


def test_years_of_any_kind_of_money_are_on_record(board):
    ContributionFactory(board=board, financial_year="2014-15")
    BudgetLineFactory(board=board, financial_year="2015-16")
    ReserveFactory(board=board, financial_year="2016-17")
    assert _years(board) == ["2014-15", "2015-16", "2016-17"]


def test_the_sixth_earlier_year_is_left_out(board):
    for year in range(2011, 2018):
        ReserveFactory(board=board, financial_year=f"{year}-{year - 1999}")
    assert _years(board) == ["2012-13", "2013-14", "2014-15", "2015-16", "2016-17", "2017-18"]


def test_without_the_year_of_the_label_the_latest_earlier_one_is_last(board):
    ReserveFactory(board=board, financial_year="2015-16")
    ReserveFactory(board=board, financial_year="2018-19")
    assert _years(board) == ["2015-16"]


def test_the_money_of_another_board_is_not_read(board):
    ContributionFactory(board=BoardFactory())
    assert financial_years(board, "2017-18", PUBLIC_REPORT) == []


def test_money_is_read_as_the_principal(board):
    ContributionFactory(board=board)
    assert financial_years(board, "2017-18", PUBLIC) == []


def test_a_year_holds_all_that_is_on_record_of_it(board):
    other = BoardFactory(name="Adults Board")
    police = ContributionFactory(
        board=board, agency=AgencyFactory(name="Police"), agreed=100, received=90, note="In kind"
    )
    police.shared_with.set([other])
    ContributionFactory(board=board, agency=None, holder="Schools", agreed=50)
    BudgetLineFactory(board=board, kind="income", category="Training", budget=7)
    BudgetLineFactory(board=board, category="Salaries", budget=120, actual=110)
    ReserveFactory(board=board, opening=10, closing=4)
    (year,) = financial_years(board, "2017-18", PUBLIC_REPORT)
    assert year == FinancialYear(
        "2017-18",
        (Contributed("Police", 100, 90, "In kind", ("Adults Board",)), Contributed("Schools", 50, None, "", ())),
        (Line("Training", 7, None, "", ()),),
        (Line("Salaries", 120, 110, "", ()),),
        Reserves(10, 4),
    )


def test_the_balance_counts_contributions_and_other_income():
    year = FinancialYear("2017-18", (_given("100"),), (_line("20", "25"),), (_line("90", "130"),))
    assert year.balance("budget") == Balance(Decimal(100), Decimal(20), Decimal(90))
    assert [year.balance(basis).left for basis in ("budget", "actual")] == [30, -5]


def test_a_contribution_counts_as_received_in_actual_figures_only():
    year = FinancialYear("2017-18", (_given("100", "80"), _given("50")), (), (_line("90", "90"),))
    assert [year.balance(basis).left for basis in ("budget", "actual")] == [60, 40]


def test_income_within_expenditure_lessens_it():
    year = FinancialYear("2017-18", expenditure=(_line("100"), _line("-7")))
    assert year.balance("budget").expenditure == 93


def test_a_side_that_is_not_on_record_leaves_no_balance():
    assert FinancialYear("2017-18", (_given("100"),)).balance("budget").left is None


@pytest.mark.parametrize(
    ("year", "bases"),
    [
        (FinancialYear("2017-18", expenditure=(_line("1", "2"),)), ("budget", "actual")),
        (FinancialYear("2017-18", expenditure=(_line(actual="2"),)), ("actual",)),
        (FinancialYear("2017-18", (_given("1"),)), ("budget",)),
        (FinancialYear("2017-18"), ()),
    ],
)
def test_the_bases_are_those_on_record(year, bases):
    assert year.bases == bases


def test_reserves_change_only_where_both_ends_are_known():
    assert [Reserves(Decimal(10), Decimal(4)).change, Reserves(closing=Decimal(4)).change] == [-6, None]


@pytest.mark.parametrize("rows", [1, 3])
def test_financial_years_take_five_queries(board, rows, django_assert_num_queries):
    for _ in range(rows):
        ContributionFactory(board=board).shared_with.set([BoardFactory()])
        BudgetLineFactory(board=board).shared_with.set([BoardFactory()])
    ReserveFactory(board=board)
    with django_assert_num_queries(5):
        financial_years(board, "2017-18", PUBLIC_REPORT)


def test_money_that_others_keep_and_share_is_told_by_keeper(board):
    adults, safety = BoardFactory(name="Adults Board"), BoardFactory(name="Safety Partnership")
    grant = ContributionFactory(board=adults, agency=None, holder="Grant", agreed=50)
    analyst = BudgetLineFactory(board=adults, category="Analyst", budget=8)
    room = BudgetLineFactory(board=safety, kind="income", category="Room", actual=3)
    for row in (grant, analyst, room):
        row.shared_with.set([board])
    ContributionFactory(board=adults, agency=None, holder="Not shared")
    assert money_kept_elsewhere(board, "2017-18", PUBLIC_REPORT) == (
        KeptElsewhere(
            "Adults Board",
            FinancialYear(
                "2017-18",
                contributions=(Contributed("Grant", 50, None, "", (board.name,)),),
                expenditure=(Line("Analyst", 8, None, "", (board.name,)),),
            ),
        ),
        KeptElsewhere(
            "Safety Partnership", FinancialYear("2017-18", income=(Line("Room", None, 3, "", (board.name,)),))
        ),
    )
    assert financial_years(board, "2017-18", PUBLIC_REPORT) == []


def test_shared_money_is_that_of_the_label_or_of_the_latest_year_before_it(board):
    for year in ("2015-16", "2016-17", "2018-19"):
        ContributionFactory(financial_year=year).shared_with.set([board])
    found = money_kept_elsewhere(board, "2017-18", PUBLIC_REPORT)
    assert [kept.money.year for kept in found] == ["2016-17"]


def test_money_of_ones_own_is_not_kept_elsewhere(board):
    ContributionFactory(board=board).shared_with.set([board])
    assert money_kept_elsewhere(board, "2017-18", PUBLIC_REPORT) == ()


def test_shared_money_is_read_as_the_principal(board):
    ContributionFactory().shared_with.set([board])
    assert money_kept_elsewhere(board, "2017-18", PUBLIC) == ()


@pytest.mark.parametrize("rows", [1, 3])
def test_money_kept_elsewhere_takes_four_queries(board, rows, django_assert_num_queries):
    for _ in range(rows):
        ContributionFactory().shared_with.set([board])
        BudgetLineFactory().shared_with.set([board])
    with django_assert_num_queries(4):
        money_kept_elsewhere(board, "2017-18", PUBLIC_REPORT)
