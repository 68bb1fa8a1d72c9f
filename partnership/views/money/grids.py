"""Where a year's contributions, budget and funding formula are typed."""

from decimal import Decimal
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict

from partnership import faults
from partnership.formats import money_words
from partnership.forms.grids import BudgetRow, ContributionRow, ShareRow
from partnership.funding import off_by_words
from partnership.models import Agency, BudgetLine, Contribution, FundingShare
from partnership.period import previous_year
from partnership.registers.grid import Grid, GridColumn
from partnership.views.grids import GridPage
from partnership.views.money.years import MoneyView, address

Rows = list[Any]


class YearGrid(MoneyView, GridPage):
    """Rows of one board and year, begun with those of the year before."""

    model: type[Any]
    related: tuple[str, ...] = ("board",)

    def rows_of(self, year: str) -> Rows:
        rows = self.model.objects.visible_to(self.principal, self.verb).filter(board=self.board, financial_year=year)
        return list(rows.select_related(*self.related).order_by("pk"))

    def new(self) -> Any:
        return self.model(board=self.board, financial_year=self.year)

    def page(self, grid: Grid, *, status: int = 200, **context: Any) -> HttpResponse:
        shown = {"caption": self.caption, "breadcrumbs": self.breadcrumbs}
        return super().page(grid, status=status, **shown, **context)


class ContributionGrid(YearGrid):
    """All contributions of a year: last year's contributors by name, their amounts empty until somebody types them."""

    heading = "Enter the contributions"
    template = "partnership/money/contributions.html"
    model, related = Contribution, ("board", "agency")
    rule = staticmethod(faults.contribution_faults)
    columns = (
        GridColumn("Contributor", ("agency", "holder")),
        GridColumn("Last year, agreed", reads="before", is_number=True),
        GridColumn("Agreed", ("agreed",)),
        GridColumn("Received", ("received",)),
        GridColumn("Invoice", ("invoice",)),
        GridColumn("Note", ("note",)),
    )

    def post(self, request: HttpRequest, **where: Any) -> HttpResponse:
        if "copy" not in request.POST:
            return super().post(request, **where)
        self.begin(**where)
        return self.page(self.grid(self.with_last_year(request.POST)))

    def with_last_year(self, sent: QueryDict) -> QueryDict:
        """What was typed, and last year's agreed amounts where nothing was."""
        data, last = sent.copy(), self.last_year()
        stored = {str(row.pk): self.key_of(row) for row in self.rows_of(self.year)}
        for prefix in (name.removesuffix("-agreed") for name in sent if name.endswith("-agreed")):
            typed = (data.get(f"{prefix}-agency") or "", data.get(f"{prefix}-holder", "").casefold())
            row = last.get(stored.get(data.get(f"{prefix}-row", ""), typed))
            if row and not data.get(f"{prefix}-agreed", "").strip():
                data[f"{prefix}-agreed"] = f"{row.agreed:,.2f}"
        return data

    def last_year(self) -> dict[tuple[str, str], Contribution]:
        return {self.key_of(row): row for row in self.rows_of(previous_year(self.year))}

    def key_of(self, row: Contribution) -> tuple[str, str]:
        return (str(row.agency_id or ""), row.holder_key)

    def grid(self, data: QueryDict | None) -> Grid:
        stored, last = self.rows_of(self.year), self.last_year()
        here = {self.key_of(row) for row in stored}
        starts = [
            {"agency": row.agency, "holder": row.holder, "name": row.contributor, "before": pounds(row.agreed)}
            for key, row in last.items()
            if key not in here
        ]
        grid = Grid(
            partial(ContributionRow, principal=self.principal),
            stored=stored,
            new=self.new,
            same=self.same,
            starts=starts,
            data=data,
        )
        for row in grid.rows:
            if row.stored and (before := last.get(self.key_of(row.stored))):
                row.before = pounds(before.agreed)
        return grid

    def same(self, values: Any) -> dict[str, Any]:
        agency, holder = values.get("agency"), values.get("holder") or ""
        return {
            "board": self.board,
            "financial_year": self.year,
            "agency": agency,
            "holder_key": "" if agency else holder.casefold(),
        }


class BudgetGrid(YearGrid):
    """Budget and actual by category, begun with last year's categories."""

    heading = "Enter the budget"
    model = BudgetLine
    rule = staticmethod(faults.no_faults)
    columns = (
        GridColumn("Category", ("category",)),
        GridColumn("Kind", ("kind",)),
        GridColumn("Last year", reads="before", is_number=True),
        GridColumn("Budget", ("budget",)),
        GridColumn("Actual", ("actual",)),
        GridColumn("Note", ("note",)),
    )

    def grid(self, data: QueryDict | None) -> Grid:
        stored, last = self.rows_of(self.year), self.rows_of(previous_year(self.year))
        before = {
            (row.kind, row.category_key): pounds(row.budget if row.actual is None else row.actual) for row in last
        }
        here = {(row.kind, row.category_key) for row in stored}
        starts = [
            {
                "kind": row.kind,
                "category": row.category,
                "name": row.category,
                "before": before[row.kind, row.category_key],
            }
            for row in last
            if (row.kind, row.category_key) not in here
        ]
        grid = Grid(BudgetRow, stored=stored, new=self.new, same=self.same, starts=starts, data=data)
        for row in grid.rows:
            if row.stored:
                row.before = before.get((row.stored.kind, row.stored.category_key), "")
        return grid

    def same(self, values: Any) -> dict[str, Any]:
        key = {"kind": values["kind"], "category_key": values["category"].casefold()}
        return {"board": self.board, "financial_year": self.year, **key}


class FormulaGrid(YearGrid):
    """The share of each agency; together they make 100 %. Begun with last year's, else with those that contribute."""

    heading = "Funding formula"
    template = "partnership/money/formula.html"
    model, related = FundingShare, ("board", "agency")
    rule = staticmethod(faults.no_faults)
    columns = (
        GridColumn("Agency", ("agency",)),
        GridColumn("Last year", reads="before", is_number=True),
        GridColumn("Share in per cent", ("share",)),
    )

    def grid(self, data: QueryDict | None) -> Grid:
        stored = self.rows_of(self.year)
        last = self.rows_of(previous_year(self.year))
        here = {row.agency_id for row in stored}
        agencies = {row.agency: f"{row.share.normalize():f} %" for row in last} or dict.fromkeys(self.givers(), "")
        starts = [
            {"agency": agency, "name": agency.name, "before": before}
            for agency, before in agencies.items()
            if agency.pk not in here
        ]
        row_form = partial(ShareRow, principal=self.principal)
        return Grid(row_form, stored=stored, new=self.new, same=self.same, starts=starts, data=data)

    def givers(self) -> list[Agency]:
        """The agencies that contribute in the year or did in the one before."""
        years = (self.year, previous_year(self.year))
        rows = Contribution.objects.visible_to(self.principal).filter(board=self.board, financial_year__in=years)
        found = rows.exclude(agency=None).select_related("agency").order_by("pk")
        return list(dict.fromkeys(row.agency for row in found if row.agency))

    def same(self, values: Any) -> dict[str, Any]:
        return {"board": self.board, "financial_year": self.year, "agency": values["agency"]}

    def judge(self, grid: Grid) -> bool:
        """The shares that would be stored make 100, or there are none."""
        if not grid.is_valid():
            return False
        shares = [
            row.cleaned_data["share"] for row in grid.rows if not row.is_blank and not row.cleaned_data["taken_out"]
        ]
        missed = off_by_words(sum(shares, Decimal())) if shares else ""
        if missed:
            grid.add_error(missed)
        return not missed

    def page(self, grid: Grid, *, status: int = 200, **context: Any) -> HttpResponse:
        known = {"work_out_url": address("work-out", self.board, self.year) if grid.stored else ""}
        return super().page(grid, status=status, **known, **context)


def pounds(amount: Decimal | None) -> str:
    return "" if amount is None else money_words(amount, pence=True)
