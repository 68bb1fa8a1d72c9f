"""The values of an indicator for one period, typed on one page."""

from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict

from partnership import faults, registry
from partnership.catalogue.assurance import INDICATORS
from partnership.forms.grids import ValueRow
from partnership.forms.periods import PeriodForm
from partnership.models import Indicator, IndicatorValue
from partnership.period import canonical_period, period_words
from partnership.registers.base import RegisterView
from partnership.registers.grid import Grid, GridColumn
from partnership.registers.page import DetailPage
from partnership.selectors.indicator_entry import latest_period, periods_of
from partnership.views.grids import GridPage


class ValueGrid(RegisterView, GridPage):
    """`?period=` opens a period; a new one begins with the areas and breakdowns of the latest."""

    register = INDICATORS
    verb = "change"
    heading = "Enter values"
    template = "partnership/indicators/values.html"
    rule = staticmethod(faults.indicator_value_faults)
    columns = (
        GridColumn("Area", ("area",)),
        GridColumn("Its name", ("area_name",)),
        GridColumn("Breakdown", ("breakdown",)),
        GridColumn("Before", reads="before", is_number=True),
        GridColumn("Value", ("value",)),
        GridColumn("Numerator", ("numerator",)),
        GridColumn("Denominator", ("denominator",)),
        GridColumn("Qualifier", ("qualifier",)),
        GridColumn("Note", ("note",)),
    )
    indicator: Indicator

    def check(self) -> None:
        """The indicator alone decides, as on its page."""

    def answer(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        self.begin(**kwargs)
        page = DetailPage(self.register, self.indicator, self.principal)
        return super().answer(request, *args, **kwargs) if self.note(page.to_be_logged) else self.refuse()

    def begin(self, **address: Any) -> None:
        self.indicator = self.load(self.rows(), **address)
        self.opened = self._opened()
        data = self.request.POST if self.request.method == "POST" else None
        self.period_form = PeriodForm(data, initial={"period": self.opened})

    def _opened(self) -> str:
        """The period whose values are open: the one that was asked for, else none."""
        try:
            return canonical_period(self.request.GET.get("period", ""))
        except ValueError:
            return ""

    def back(self) -> str:
        return registry.url_of(self.indicator)

    def values_of(self, period: str) -> list[IndicatorValue]:
        values = self.indicator.values.visible_to(self.principal, self.verb).filter(period=period)
        return list(values.select_related("indicator").order_by("pk"))

    def grid(self, data: QueryDict | None) -> Grid:
        # Whoever begins a period meets those who have begun it meanwhile.
        period = self.opened or self.common().get("period", "")
        stored = self.values_of(period) if period else []
        latest = latest_period(self.indicator, self.principal, before=self.opened)
        before = {self.place_of(row): row for row in (self.values_of(latest) if latest else [])}
        here = {self.place_of(row) for row in stored}
        starts = [self.start(row) for place, row in before.items() if not stored and place not in here]
        grid = Grid(
            ValueRow, stored=stored, new=self.new, same=self.same, starts=starts, common=self.common(), data=data
        )
        for row in grid.rows:
            if row.stored and (earlier := before.get(self.place_of(row.stored))):
                row.before = figure(earlier)
        return grid

    def start(self, row: IndicatorValue) -> dict[str, str]:
        parts = (row.get_area_display(), row.area_name, row.breakdown)
        named = {"name": ", ".join(part for part in parts if part), "before": figure(row)}
        return {"area": row.area, "area_name": row.area_name, "breakdown": row.breakdown, **named}

    def place_of(self, row: IndicatorValue) -> tuple[str, str, str]:
        return (row.area, row.area_name_key, row.breakdown_key)

    def new(self) -> IndicatorValue:
        return IndicatorValue(indicator=self.indicator)

    def common(self) -> dict[str, str]:
        valid = self.period_form.is_bound and self.period_form.is_valid()
        return {"period": self.period_form.cleaned_data["period"]} if valid else {}

    def same(self, values: Any) -> dict[str, Any]:
        keys = {f"{name}_key": (values[name] or "").casefold() for name in ("area_name", "breakdown")}
        return {"indicator": self.indicator, "period": values.get("period", ""), "area": values["area"], **keys}

    def judge(self, grid: Grid) -> bool:
        """Both the period and its values are as they can be."""
        valid = grid.is_valid()
        for errors in self.period_form.errors.values():
            grid.add_error(str(errors[0]))
        typed = self.common().get("period", "")
        if self.opened and typed != self.opened and self.values_of(typed):
            grid.add_error(f"There are values of {period_words(typed)} already. Open that period to change them")
        return valid and not grid.wrong

    def page(self, grid: Grid, *, status: int = 200, **context: Any) -> HttpResponse:
        shown = {
            "caption": self.indicator.title,
            "period_form": self.period_form,
            "opened": period_words(self.opened) if self.opened else "",
            "periods": [(period_words(one), one) for one in periods_of(self.indicator, self.principal)],
            "breadcrumbs": [*self.breadcrumbs(with_list=True), {"title": self.indicator.title, "url": self.back()}],
        }
        return super().page(grid, status=status, **shown, **context)


def figure(value: IndicatorValue) -> str:
    """What stands on record, as it would be typed."""
    if value.value is not None:
        return f"{value.value.normalize():f}"
    parts = [part for part in (value.numerator, value.denominator) if part is not None]
    return " of ".join(f"{part.normalize():f}" for part in parts)
