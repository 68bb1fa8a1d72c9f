"""The lists of contributions, budget lines and reserves: each leads to the page on which a whole year is typed."""

from typing import Any

from django.utils import timezone

from partnership.catalogue.money import BUDGET_LINE, CONTRIBUTION, RESERVE
from partnership.models import Board
from partnership.period import FIRST_MONTH_OF_BASIS, year_label
from partnership.registers.filters import RegisterFilter
from partnership.registers.lists import RegisterList
from partnership.registers.parts import Button
from partnership.selectors.money import sums_of
from partnership.selectors.money_year import reaches_all
from partnership.showing import showing_of
from partnership.views.money.years import address


class MoneyList(RegisterList):
    """Rows of every year, and the way to one year as a whole."""

    template = "partnership/money/list.html"

    def context(self, filters: RegisterFilter) -> dict[str, Any]:
        return {**super().context(filters), "year_button": self.year_button(filters)}

    def year_button(self, filters: RegisterFilter) -> Button | None:
        """The board and the year that are listed; else the board that is shown, and the latest year on record."""
        board, year = self.board(filters), self.year(filters)
        if board is None or not reaches_all(self.principal, "view", board):
            return None
        may = reaches_all(self.principal, "change", board)
        return Button(f"{'Enter' if may else 'See'} a year on one page", address("year", board, year), primary=True)

    def board(self, filters: RegisterFilter) -> Board | None:
        showing, chosen = showing_of(self.request), filters.in_force.get("board")
        listed = next((one for one in showing.boards if str(one.pk) == chosen), None)
        return listed or showing.board or next(iter(showing.boards), None)

    def year(self, filters: RegisterFilter) -> str:
        years = [value for value, _ in filters.form.fields["financial_year"].choices if value]
        today = year_label(timezone.localdate(), FIRST_MONTH_OF_BASIS["financial"])
        return filters.in_force.get("financial_year") or max(years, default=today)


class ContributionList(MoneyList):
    """With the totals of exactly what is listed."""

    register = CONTRIBUTION

    def context(self, filters: RegisterFilter) -> dict[str, Any]:
        return {**super().context(filters), "sums": sums_of(filters.qs)}


class BudgetLineList(MoneyList):
    register = BUDGET_LINE


class ReserveList(MoneyList):
    register = RESERVE
