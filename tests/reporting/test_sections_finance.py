"""The money of a year: totals that are computed, years that are named, signs that are right."""

from decimal import Decimal

import pytest

from partnership.charts import Segment, Stack
from reporting.blocks import Cell, Change, Chart, Prose, Standfirst, Table
from reporting.sections.finance import Finance
from tests.factories.partnership import (
    AgencyFactory,
    BoardFactory,
    BudgetLineFactory,
    ContributionFactory,
    ReserveFactory,
)
from tests.factories.reporting import NarrativeFactory


@pytest.fixture
def council():
    return AgencyFactory(name="Northvale Council")


@pytest.fixture
def full(board, council):
    """A budget year with contributions, income, expenditure lessened by training income, and reserves."""
    ContributionFactory(board=board, agency=AgencyFactory(name="Police"), agreed=50)
    ContributionFactory(board=board, agency=council, agreed=999_000, note="Both departments")
    BudgetLineFactory(board=board, kind="income", category="Grant", budget=1_000)
    BudgetLineFactory(board=board, category="Salaries", budget=900_000)
    BudgetLineFactory(board=board, category="Office", budget=7_000)
    BudgetLineFactory(board=board, category="Training income", budget=-7_000)
    ReserveFactory(board=board, opening=5_000, closing="5500.50")


def _tables(period) -> dict[str, Table]:
    return {block.caption: block for block in Finance().blocks(period) if isinstance(block, Table)}


def test_an_empty_year_leaves_the_section_out(period):
    assert Finance().blocks(period) == []


def test_text_alone_is_printed(board, period):
    NarrativeFactory(board=board, section="finance", text="All is well.")
    assert Finance().blocks(period) == [Prose("All is well.")]


def test_a_full_year_prints_its_tables_in_order(period, full):
    assert list(_tables(period)) == [
        "Contributions, 2017–18",
        "Other income, 2017–18",
        "Expenditure, 2017–18",
        "Income, expenditure and balance",
        "Reserves",
    ]


def test_contributions_have_shares_and_a_total_the_largest_first(period, full):
    table = _tables(period)["Contributions, 2017–18"]
    whole = Decimal(999_050)
    assert table.rows == (
        (Cell("Northvale Council", second="Both departments"), "£999,000", "100%", Cell(share=999_000 / whole)),
        (Cell("Police"), "£50", "under 1%", Cell(share=50 / whole)),
    )
    assert table.totals == (("All contributions", "£999,050", "100%", ""),)


def test_what_was_received_has_a_column_where_it_is_on_record(board, period, council):
    ContributionFactory(board=board, agreed=100, received="90.5")
    ContributionFactory(board=board, agency=council, agreed=50)
    table = _tables(period)["Contributions, 2017–18"]
    assert [row[1:3] for row in (*table.rows, *table.totals)] == [
        ("£100.00", "£90.50"),
        ("£50.00", "—"),
        ("£150.00", "£90.50"),
    ]


def test_expenditure_may_be_lessened_by_a_negative_amount(period, full):
    table = _tables(period)["Expenditure, 2017–18"]
    assert table.rows == (
        (Cell("Salaries"), "£900,000"),
        (Cell("Office"), "£7,000"),
        (Cell("Training income"), "−£7,000"),
    )
    assert table.totals == (("All expenditure", "£900,000"),)


def test_budget_and_actual_stand_side_by_side_with_their_difference(board, period):
    BudgetLineFactory(board=board, category="Salaries", budget=100, actual=120)
    table = _tables(period)["Expenditure, 2017–18"]
    assert [column.heading for column in table.columns] == ["Category", "Budget", "Actual", "Difference"]
    assert table.rows == ((Cell("Salaries"), "£100", "£120", "£20"),)


def test_the_balance_counts_contributions_and_other_income(period, full):
    table = _tables(period)["Income, expenditure and balance"]
    assert [row[1] for row in (*table.rows, *table.totals)] == [
        "£999,050",
        "£1,000",
        "£1,000,050",
        "£900,000",
        "£100,050",
    ]
    assert table.note == "All income is contributions and other income together."


def test_an_actual_balance_says_how_contributions_count(board, period):
    ContributionFactory(board=board, agreed=100)
    BudgetLineFactory(board=board, actual=130)
    table = _tables(period)["Income, expenditure and balance"]
    assert (table.totals, table.note) == (
        (("Balance: income less expenditure", "−£30"),),
        "All income is contributions and other income together. In actual figures a contribution counts as agreed "
        "where what was received is not on record.",
    )


def test_reserves_have_pence_where_any_of_them_has(period, full):
    rows = _tables(period)["Reserves"].rows
    assert [row[1] for row in rows] == ["£5,000.00", "£5,500.50", "£500.50"]


def test_the_picture_shows_both_sides_and_names_the_largest_part(period, full):
    (chart,) = [block for block in Finance().blocks(period) if isinstance(block, Chart)]
    assert chart.drawing.stacks == (
        Stack("Income", (Segment("Northvale Council", 999_000), Segment("Grant", 1_000), Segment("Police", 50))),
        Stack(
            "Expenditure", (Segment("Salaries", 900_000), Segment("Office", 7_000), Segment("Training income", -7_000))
        ),
    )
    assert chart.reading == "The budget leaves £100,050 in hand; the largest part of expenditure is “Salaries”, 100%."


def test_the_section_opens_with_what_was_agreed_and_what_is_left(period, full):
    assert Finance().blocks(period)[0] == Standfirst(
        "Partners agreed £999,050 for 2017–18; the budget leaves £100,050 in hand."
    )


def test_a_year_without_money_gives_way_to_the_latest_one_which_is_named(board, period):
    ReserveFactory(board=board, financial_year="2015-16", closing=5)
    ReserveFactory(board=board, financial_year="2018-19", closing=6)
    blocks = Finance().blocks(period)
    assert blocks[0] == Prose(
        "No money is on record for 2017–18. These figures are those of 2015–16, the latest year on record."
    )
    assert [column.heading for column in blocks[1].columns] == ["Item", "2015–16"]


def test_contributions_of_the_latest_year_on_record_stand_in_for_missing_ones(board, period, council):
    ContributionFactory(board=board, agency=council, financial_year="2015-16", agreed=5_000)
    ContributionFactory(board=board, agency=council, financial_year="2016-17", agreed=6_000)
    BudgetLineFactory(board=board, category="Salaries", budget=7_000)
    contributions = _tables(period)["Contributions, 2016–17"]
    assert contributions.totals == (("All contributions", "£6,000", "100%", ""),)


def test_earlier_years_stand_beside_the_year_with_the_change(board, period, council):
    for year, agreed in (("2016-17", 100), ("2017-18", 120)):
        ContributionFactory(board=board, agency=council, financial_year=year, agreed=agreed)
    ContributionFactory(board=board, agency=AgencyFactory(name="Probation"), financial_year="2016-17", agreed=10)
    table = _tables(period)["Contributions agreed, by year"]
    assert table.rows == (
        ("Northvale Council", "£100", "£120", Cell(change=Change("up", "+£20", "neutral", since="(+20%)"))),
        ("Probation", "£10", "—", Cell("—")),
    )
    assert table.totals[0][:3] == ("All contributions", "£110", "£120")


def test_other_boards_that_the_money_serves_are_named(board, period, council):
    adults = BoardFactory(name="the Adults Board")
    ContributionFactory(board=board, agency=council).shared_with.set([adults])
    assert _tables(period)["Contributions, 2017–18"].note == "All of this also serves the Adults Board."
    ContributionFactory(board=board)
    assert _tables(period)["Contributions, 2017–18"].note == "Northvale Council also serves the Adults Board."
    ContributionFactory(board=board, agency=AgencyFactory(name="Police")).shared_with.set([adults])
    assert _tables(period)["Contributions, 2017–18"].note == "Northvale Council and Police also serve the Adults Board."


def test_a_change_has_pence_where_the_table_has(board, period):
    for year, first, second in (("2016-17", "100.50", 200), ("2017-18", "101", 150)):
        BudgetLineFactory(board=board, financial_year=year, category="Salaries", actual=first)
        BudgetLineFactory(board=board, financial_year=year, category="Office", actual=second)
    table = _tables(period)["Expenditure by year, actual"]
    assert [row[-1].change.amount for row in (*table.rows, *table.totals)] == ["+£0.50", "−£50.00", "−£49.50"]


def test_shared_money_of_another_board_stands_outside_the_totals(board, period, council):
    adults = BoardFactory(name="the Adults Board")
    ContributionFactory(board=adults, agency=None, holder="Grant", agreed=5_000).shared_with.set([board])
    BudgetLineFactory(board=adults, category="Analyst", budget=8_000, actual=9_000).shared_with.set([board])
    ContributionFactory(board=board, agency=council, agreed=100)
    tables = _tables(period)
    kept = tables["Kept by the Adults Board and shared with us, 2017–18"]
    assert kept.rows == (
        (Cell("Grant"), Cell("Contribution"), Cell("£5,000"), Cell("—")),
        (Cell("Analyst"), Cell("Expenditure"), Cell("£8,000"), Cell("£9,000")),
    )
    assert (kept.totals, kept.note) == ((), "None of this is counted in our own totals.")
    assert tables["Contributions, 2017–18"].totals == (("All contributions", "£100", "100%", ""),)
    assert [row[1] for row in tables["Income, expenditure and balance"].rows] == ["£100", "—", "£100", "—"]


def test_shared_money_alone_is_money_on_record(board, period):
    BudgetLineFactory(board=BoardFactory(name="the Adults Board"), category="Analyst", budget=8).shared_with.set(
        [board]
    )
    (kept,) = Finance().blocks(period)
    assert kept.caption == "Kept by the Adults Board and shared with us, 2017–18"


def test_earlier_money_beside_shared_money_of_the_year_is_named_as_our_own(board, period):
    ReserveFactory(board=board, financial_year="2015-16", closing=5)
    BudgetLineFactory(board=BoardFactory(), budget=8).shared_with.set([board])
    assert Finance().blocks(period)[0] == Prose(
        "The figures of our own money are those of 2015–16, the latest year on record."
    )


def test_shared_money_older_than_our_own_is_left_out(board, period):
    ReserveFactory(board=board, closing=5)
    BudgetLineFactory(financial_year="2016-17", budget=8).shared_with.set([board])
    assert list(_tables(period)) == ["Reserves"]


def test_without_contributions_of_the_year_nothing_is_said_to_be_left_or_short(board, period, council):
    ContributionFactory(board=board, agency=council, financial_year="2016-17", agreed=6_000)
    BudgetLineFactory(board=board, category="Staff", budget=7_000, actual=6_543)
    BudgetLineFactory(board=board, kind="income", category="Grant", budget=1_000, actual=1_100)
    blocks = Finance().blocks(period)
    (chart,) = [block for block in blocks if isinstance(block, Chart)]
    assert chart.reading == "The largest part of expenditure is “Staff”, 100%."
    assert [block for block in blocks if isinstance(block, Standfirst)] == []


def test_without_expenditure_of_the_year_only_what_was_agreed_is_said(board, period, council):
    ContributionFactory(board=board, agency=council, agreed=6_000)
    BudgetLineFactory(board=board, financial_year="2016-17", budget=7_000)
    assert Finance().blocks(period)[0] == Standfirst("Partners agreed £6,000 for 2017–18.")


def test_many_small_contributions_are_not_drawn(board, period):
    for number in range(20):
        ContributionFactory(board=board, agency=AgencyFactory(name=f"Agency number {number}"), agreed=1_000 + number)
    BudgetLineFactory(board=board, category="Salaries", budget=20_000)
    blocks = Finance().blocks(period)
    assert [block for block in blocks if isinstance(block, Chart)] == []
    assert sum(row[-1].share for row in blocks[1].rows) == pytest.approx(1)
