"""A page for each board and financial year, and the list of the years."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from partnership import registry
from partnership.forms.money_steps import YearForm
from partnership.models import Board, Reserve
from partnership.period import FIRST_MONTH_OF_BASIS, next_year, parse_year, previous_year, year_label
from partnership.registers.parts import Button
from partnership.selectors.money_year import money_year, reaches_all, years_on_record
from partnership.showing import showing_of
from partnership.views.scoped import ScopedView


class MoneyView(ScopedView):
    """A page about the money of one board in one year."""

    subject = "money"
    place = "plan"
    board: Board
    year: str

    def begin(self, **address: Any) -> None:
        """Load what the address names; 404 for a board that may not be seen and for what is no year.

        What is typed must be theirs to store: a role for one board changes the money of that board only.
        """
        year = address["year"]
        found = next((one for one in showing_of(self.request).boards if one.pk == address["board"]), None)
        try:
            canonical = parse_year(year)
        except ValueError:
            raise Http404 from None
        if found is None or canonical != year:
            raise Http404
        if self.verb != "view" and not reaches_all(self.principal, self.verb, found):
            raise PermissionDenied
        self.board, self.year = found, year

    def back(self) -> str:
        return address("year", self.board, self.year)

    @property
    def caption(self) -> str:
        return f"{self.board.name}, {self.year.replace('-', '–')}"

    @property
    def breadcrumbs(self) -> list[dict[str, str]]:
        years = {"title": "Money", "url": reverse("partnership:money-year-list")}
        return [*places(self), years, {"title": f"Money {self.year.replace('-', '–')}", "url": self.back()}]


def address(page: str, board: Board, year: str) -> str:
    """The address of a page about a board's year."""
    return reverse(f"partnership:money-{page}", args=[board.pk, year])


def places(view: ScopedView) -> list[dict[str, str]]:
    found = [(place, url) for place, url in registry.places_for(view.principal) if place.key == view.place]
    return [{"title": place.title, "url": url} for place, url in found]


class YearList(ScopedView):
    """The years of which a board has money on record, and a form to open any year."""

    subject = "money"
    place = "plan"

    def get(self, request: HttpRequest) -> HttpResponse:
        boards = Board.objects.visible_to(self.principal)
        asked = "year" in request.GET
        form = YearForm(request.GET if asked else None, boards=boards, initial=self.initial())
        if asked and form.is_valid():
            return redirect(address("year", form.cleaned_data["board"], form.cleaned_data["year"]))
        years = years_on_record(self.principal)
        known = [
            {
                "board": board,
                "years": [(year.replace("-", "–"), address("year", board, year)) for year in years[board.pk]],
            }
            for board in self.shown()
            if board.pk in years
        ]
        context = {"form": form, "known": known, "breadcrumbs": places(self)}
        return render(request, "partnership/money/years.html", context)

    def shown(self) -> list[Board]:
        """The board that is shown, else all that may be seen."""
        showing = showing_of(self.request)
        return [showing.board] if showing.board else list(showing.boards)

    def initial(self) -> dict[str, Any]:
        today = timezone.localdate()
        return {"board": next(iter(self.shown()), None), "year": year_label(today, FIRST_MONTH_OF_BASIS["financial"])}


class YearDetail(MoneyView):
    """Contributions, income, expenditure and reserves of a year beside the year before, with what is missing."""

    def get(self, request: HttpRequest, board: int, year: str) -> HttpResponse:
        self.begin(board=board, year=year)
        money = money_year(self.board, year, self.principal)
        if money.is_empty and not money.is_whole:
            raise Http404
        after = next_year(year)
        is_begun = after in years_on_record(self.principal).get(board, [])
        context = {
            "money": money,
            "caption": self.board.name,
            "words": year.replace("-", "–"),
            "before": previous_year(year).replace("-", "–"),
            "before_url": address("year", self.board, previous_year(year)),
            "after": after.replace("-", "–"),
            "after_url": address("year", self.board, after) if is_begun else "",
            "buttons": [*self.buttons(money.reserve), *self.begin_button(is_begun)],
            "breadcrumbs": self.breadcrumbs[:-1],
        }
        return render(request, "partnership/money/year.html", context)

    def buttons(self, reserve: Reserve | None) -> list[Button]:
        if not reaches_all(self.principal, "change", self.board):
            return []
        pages = [
            ("contributions", "Enter the contributions"),
            ("budget", "Enter the budget"),
            ("formula", "Funding formula"),
        ]
        found = [Button(title, address(page, self.board, self.year)) for page, title in pages]
        return [Button(found[0].title, found[0].url, primary=True), *found[1:], self.reserve_button(reserve)]

    def begin_button(self, is_begun: bool) -> list[Button]:
        """The contributions of the next year, begun with the names and, if wanted, the amounts of this one."""
        if is_begun or not reaches_all(self.principal, "change", self.board):
            return []
        after = next_year(self.year)
        return [Button(f"Begin {after.replace('-', '–')}", address("contributions", self.board, after))]

    def reserve_button(self, reserve: Reserve | None) -> Button:
        if reserve:
            return Button("Change the reserves", reverse("partnership:reserve-change", args=[reserve.pk]))
        query = f"?board={self.board.pk}&financial_year={self.year}"
        return Button("Enter the reserves", reverse("partnership:reserve-create") + query)
