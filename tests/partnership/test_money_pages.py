"""The money of a board and a year: what was given and spent, what is missing, and who sees how much of it."""

import re
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from partnership.enums import Role
from partnership.models import Board
from partnership.principals import OPERATOR
from partnership.selectors.money_year import money_year
from tests.clients import client_of, page_of, user_with
from tests.factories.partnership import (
    AgencyFactory,
    BoardFactory,
    BudgetLineFactory,
    ContributionFactory,
    ReserveFactory,
)

pytestmark = pytest.mark.django_db
YEAR = {"financial_year": "2026-27"}
BEFORE = {"financial_year": "2025-26"}


def a_year(board: Board) -> None:
    """Two contributions, a line each of income and expenditure, reserves; and the year before."""
    council, police = AgencyFactory(name="Council"), AgencyFactory(name="Police")
    ContributionFactory(board=board, agency=council, agreed=Decimal("28706.49"), received=Decimal("28706.49"), **YEAR)
    ContributionFactory(board=board, agency=police, agreed=10_000, received=None, **YEAR)
    ContributionFactory(board=board, agency=council, agreed=20_000, received=5_000, **BEFORE)
    ContributionFactory(board=board, agency=None, holder="Schools forum", agreed=7_000, **BEFORE)
    BudgetLineFactory(board=board, kind="income", category="Fees", budget=1_500, actual=1_260, **YEAR)
    BudgetLineFactory(board=board, category="Salaries", budget=30_000, actual=None, **YEAR)
    BudgetLineFactory(board=board, category="salaries", budget=1, actual=25_000, **BEFORE)
    ReserveFactory(board=board, opening=4_000, closing=None, **YEAR)
    ReserveFactory(board=board, opening=1, closing=3_900, **BEFORE)


def test_totals_and_the_year_before_are_computed() -> None:
    board = BoardFactory()
    a_year(board)
    a_year(BoardFactory())
    money = money_year(board, "2026-27", OPERATOR)
    given, spent = money.contributions, money.expenditure
    assert (given.planned, given.actual, given.outstanding) == (Decimal("38706.49"), Decimal("28706.49"), 10_000)
    assert [row.change for row in given.rows] == ["+£8,706.49 (+44%)", ""]
    assert (given.before, given.change) == (27_000, "+£11,706.49 (+43%)")
    assert [(row.before, row.change, row.left) for row in spent.rows] == [(25_000, "+£5,000 (+20%)", None)]
    assert [(row.left, row.change) for row in money.income.rows] == [(240, "")]
    assert (money.left_as_planned, money.left_as_it_came) == (Decimal("10206.49"), None)


def test_what_is_missing_is_said_in_sentences() -> None:
    board = BoardFactory()
    a_year(board)
    assert money_year(board, "2026-27", OPERATOR).missing == [
        "1 contribution not fully received: £10,000.00 outstanding",
        "1 invoice not yet sent: Police",
        "Gave last year and has nothing this year: Schools forum",
        "No actual yet for 1 category: Salaries",
        "The year opens with £4,000.00, and the year before closed with £3,900.00",
    ]


def test_a_year_without_anything_offers_to_begin(client: Client) -> None:
    board = BoardFactory()
    client.force_login(user_with(Role.BUSINESS_MANAGER))
    page = page_of(client, f"/money/{board.pk}/2026-27/")
    assert ("Nothing on record for 2026–27 yet" in page, "Enter the contributions" in page) == (True, True)


def test_the_page_of_a_year_shows_its_totals_and_the_way_to_enter_them(client: Client) -> None:
    board = BoardFactory()
    a_year(board)
    client.force_login(user_with(Role.BUSINESS_MANAGER))
    page = page_of(client, f"/money/{board.pk}/2026-27/")
    wanted = ["£38,706.49", "£10,000.00 outstanding", "+43%", "Enter the contributions", "Change the reserves"]
    assert [words for words in wanted if words not in page] == []


def test_an_agency_sees_what_it_gives_and_no_more(client: Client) -> None:
    board, agency = BoardFactory(), AgencyFactory(name="Our agency")
    a_year(board)
    ContributionFactory(board=board, agency=agency, agreed=42_500, **YEAR)
    client.force_login(user_with(Role.AGENCY_REPRESENTATIVE, agency=agency))
    page = page_of(client, f"/money/{board.pk}/2026-27/")
    assert ("£42,500.00" in page, "You see what your agency gives" in page) == (True, True)
    hidden = [
        "Council",
        "Police",
        "38,706.49",
        "81,206.49",
        "28,706.49",
        "Salaries",
        "4,000",
        "outstanding",
        "Enter the",
    ]
    assert [words for words in hidden if words in page] == []
    assert client.get(f"/money/{board.pk}/2025-26/").status_code == 404


PAGES = ["contributions/", "budget/", "formula/", "work-out/"]


@pytest.mark.parametrize("page", PAGES)
def test_who_may_not_change_money_cannot_enter_it(page: str) -> None:
    contribution = ContributionFactory()
    address = f"/money/{contribution.board.pk}/2017-18/{page}"
    agency = client_of(user_with(Role.AGENCY_REPRESENTATIVE, agency=contribution.agency))
    scrutineer, trainer = client_of(user_with(Role.SCRUTINEER)), client_of(user_with(Role.TRAINER))
    found = [one.post(address).status_code for one in (agency, scrutineer, trainer)]
    assert found == [403, 403, 404]


@pytest.mark.parametrize("page", ["", *PAGES])
def test_what_is_no_year_or_no_board_is_not_found(page: str, client: Client) -> None:
    board = BoardFactory()
    client.force_login(user_with(Role.BUSINESS_MANAGER))
    wrong = [f"/money/{board.pk}/{year}/{page}" for year in ("2026-28", "2026", "x")]
    assert [client.get(one).status_code for one in [*wrong, f"/money/99999/2026-27/{page}"]] == [404] * 4


@pytest.mark.parametrize("page", PAGES)
def test_a_role_for_one_board_enters_the_money_of_that_board_only(page: str, client: Client) -> None:
    own, other = BoardFactory(), BoardFactory()
    client.force_login(user_with(Role.BUSINESS_MANAGER, board=own))
    assert client.get(f"/money/{own.pk}/2026-27/{page}").status_code == 200
    assert client.get(f"/money/{other.pk}/2026-27/{page}").status_code in {403, 404}


def queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


@pytest.mark.parametrize("page", ["", *PAGES])
def test_a_year_costs_the_same_for_one_and_for_ten_contributors(page: str, client: Client) -> None:
    board = BoardFactory()
    client.force_login(user_with(Role.BUSINESS_MANAGER))
    counts = []
    for more in (1, 9):
        for _ in range(more):
            ContributionFactory(board=board, **YEAR)
            ContributionFactory(board=board, **BEFORE)
            BudgetLineFactory(board=board, **YEAR)
        counts.append(queries(client, f"/money/{board.pk}/2026-27/{page}"))
    assert counts[0] == counts[1]


def test_the_list_of_years_costs_the_same_for_one_and_for_three_boards(client: Client) -> None:
    client.force_login(user_with(Role.BUSINESS_MANAGER))
    counts = []
    for more in (1, 2):
        for _ in range(more):
            ReserveFactory(**YEAR)
            ContributionFactory(**BEFORE)
        counts.append(queries(client, "/money/"))
    assert counts[0] == counts[1]


def test_any_year_can_be_opened(client: Client) -> None:
    board = BoardFactory()
    client.force_login(user_with(Role.BUSINESS_MANAGER))
    response: Any = client.get("/money/", {"board": board.pk, "year": "2026/27"})
    assert (response.status_code, response["Location"]) == (302, f"/money/{board.pk}/2026-27/")
    wrong = page_of(client, f"/money/?board={board.pk}&year=2026-28")
    assert "“2026-28” is not a year: 2026 is followed by 27, as in 2026-27" in wrong


LISTS = ["contributions", "budget-lines", "reserves"]


@pytest.mark.parametrize("name", LISTS)
def test_each_list_leads_to_the_page_of_the_latest_year(name: str, client: Client) -> None:
    board = BoardFactory()
    a_year(board)
    client.force_login(user_with(Role.BUSINESS_MANAGER))
    buttons = page_of(client, f"/{name}/").split("<h1")[1].split("Add a")[0]
    assert (f'href="/money/{board.pk}/2026-27/"' in buttons, "Enter a year on one page" in buttons) == (True, True)
    assert f'href="/money/{board.pk}/2025-26/"' in page_of(client, f"/{name}/?financial_year=2025-26")


def test_who_may_not_change_money_is_led_to_look_at_it_and_an_agency_is_not() -> None:
    board, agency = BoardFactory(), AgencyFactory()
    ContributionFactory(board=board, agency=agency, **YEAR)
    scrutineer = page_of(client_of(user_with(Role.SCRUTINEER)), "/contributions/")
    of_agency = page_of(client_of(user_with(Role.AGENCY_REPRESENTATIVE, agency=agency)), "/contributions/")
    assert ("See a year on one page" in scrutineer, "a year on one page" in of_agency) == (True, False)


def sums(client: Client, address: str) -> list[str]:
    """The totals above the list of contributions: agreed, received, outstanding."""
    total = re.search(r"All that is listed: (.*?)</p>", page_of(client, address))
    return re.findall(r"<strong>([^<]+)</strong>", total[1]) if total else []


def test_the_list_of_contributions_has_the_totals_of_what_is_listed(client: Client) -> None:
    a_year(BoardFactory())
    client.force_login(user_with(Role.BUSINESS_MANAGER))
    assert sums(client, "/contributions/?financial_year=2026-27") == ["£38,706.49", "£28,706.49", "£10,000.00"]
    assert sums(client, "/contributions/?received=owed") == ["£37,000.00", "£5,000.00", "£32,000.00"]
    assert sums(client, "/contributions/?financial_year=2026-27&words=nothing") == []


def test_an_agency_reads_the_totals_of_what_it_gives(client: Client) -> None:
    board, agency = BoardFactory(), AgencyFactory()
    a_year(board)
    ContributionFactory(board=board, agency=agency, agreed=42_500, received=None, **YEAR)
    client.force_login(user_with(Role.AGENCY_REPRESENTATIVE, agency=agency))
    assert sums(client, "/contributions/") == ["£42,500.00", "£0.00", "£42,500.00"]


def test_the_next_year_is_begun_from_the_page_of_a_year(client: Client) -> None:
    board = BoardFactory()
    a_year(board)
    client.force_login(user_with(Role.BUSINESS_MANAGER))
    page = page_of(client, f"/money/{board.pk}/2026-27/")
    begin = f"/money/{board.pk}/2027-28/contributions/"
    assert (f'href="{begin}"' in page, "Begin 2027–28" in page) == (True, True)
    assert "Copy last year’s agreed amounts" in page_of(client, begin)
    before = page_of(client, f"/money/{board.pk}/2025-26/")
    assert ("Begin 2026–27" in before, f'href="/money/{board.pk}/2026-27/"' in before) == (False, True)
    scrutineer = client_of(user_with(Role.SCRUTINEER))
    assert "Begin 2027–28" not in page_of(scrutineer, f"/money/{board.pk}/2026-27/")


def test_money_stands_under_plan_and_registers(client: Client) -> None:
    client.force_login(user_with(Role.BUSINESS_MANAGER))
    assert '<a class="govuk-link" href="/money/">Money</a>' in page_of(client, "/places/plan/")
