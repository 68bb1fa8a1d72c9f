"""The list of returns: one's own agency's, or those of the reviews that one is named on."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from partnership.enums import Role
from partnership.views.scoped import ScopedView
from reviews.enums.returns import HANDED_IN, OPEN_RETURNS
from reviews.marks.returns import return_mark
from reviews.selectors.returns import name_of_return, returns_listed

PAGE_SIZE = 25
VIEWS = {"open": ("Not in yet", OPEN_RETURNS), "in": ("Sent and locked", HANDED_IN)}


class ReturnList(ScopedView):
    """References and states alone, so no visit is written down; the return itself is."""

    subject = "agency_return"

    def answer(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        is_agency = Role.AGENCY_REPRESENTATIVE in self.principal.roles
        request.place = "returns" if is_agency else "reviews"  # type: ignore[attr-defined]  # for the menu
        return super().answer(request, *args, **kwargs)

    def get(self, request: HttpRequest) -> HttpResponse:
        shown = request.GET.get("show", "open")
        shown = shown if shown in VIEWS else "open"
        rows = list(returns_listed(self.principal))
        views = [
            {"key": key, "title": title, "current": key == shown, "count": sum(row.state in states for row in rows)}
            for key, (title, states) in VIEWS.items()
        ]
        listed = [row for row in rows if row.state in VIEWS[shown][1]]
        if shown == "in":
            listed.reverse()
        page = Paginator(listed, PAGE_SIZE).get_page(request.GET.get("page"))
        lines = [{"row": row, "name": name_of_return(row), "mark": return_mark(row)} for row in page]
        context = {"views": views, "shown": shown, "page": page, "lines": lines, "count": len(listed)}
        return render(request, "reviews/return_list.html", context)
