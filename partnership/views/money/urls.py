"""The addresses of the money pages."""

from django.urls import path

from partnership.views.money.grids import BudgetGrid, ContributionGrid, FormulaGrid
from partnership.views.money.lists import BudgetLineList, ContributionList, ReserveList
from partnership.views.money.work_out import WorkOut
from partnership.views.money.years import YearDetail, YearList

OF_YEAR = "money/<int:board>/<slug:year>/"

urls = [
    path("contributions/", ContributionList.as_view(), name="contribution-list"),
    path("budget-lines/", BudgetLineList.as_view(), name="budget-line-list"),
    path("reserves/", ReserveList.as_view(), name="reserve-list"),
    path("money/", YearList.as_view(), name="money-year-list"),
    path(OF_YEAR, YearDetail.as_view(), name="money-year"),
    path(f"{OF_YEAR}contributions/", ContributionGrid.as_view(), name="money-contributions"),
    path(f"{OF_YEAR}budget/", BudgetGrid.as_view(), name="money-budget"),
    path(f"{OF_YEAR}formula/", FormulaGrid.as_view(), name="money-formula"),
    path(f"{OF_YEAR}work-out/", WorkOut.as_view(), name="money-work-out"),
]
