"""The list of every register."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django_tables2 import RequestConfig

from partnership.formats import number_words
from partnership.policy import allows
from partnership.registers.base import RegisterView
from partnership.registers.filters import RegisterFilter

PAGE_SIZE = 25


class RegisterList(RegisterView):
    """Rows of a register that the principal may see: filtered, sorted, 25 on a page.

    A special list overrides `context` and brings a template of its own.
    """

    template = "registers/list.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        visible = self.rows().visible_to(self.principal)
        filters = self.register.filterset(request.GET, queryset=visible, request=request)
        return render(request, self.template, self.context(filters))

    def context(self, filters: RegisterFilter) -> dict[str, Any]:
        table = self.register.table(filters.qs, principal=self.principal)
        RequestConfig(self.request, paginate={"per_page": PAGE_SIZE}).configure(table)
        count = table.paginator.count
        words = self.register.plural if count != 1 else self.register.noun
        return {
            "register": self.register,
            "table": table,
            "count": f"{number_words(count)} {words}",
            "filter": filters,
            "chosen": filters.boxes,
            "matching": f"Show matching {self.register.plural}",
            "empty": None if count else self.nothing(filters),
            "add_url": self.add_url(),
            "breadcrumbs": self.breadcrumbs(with_list=False),
        }

    def add_url(self) -> str:
        """Where a row is added, for those who may."""
        may = self.register.form and allows(self.principal, "create", self.register.subject)
        return self.register.address("create") if may else ""

    def nothing(self, filters: RegisterFilter) -> dict[str, Any]:
        """Nothing yet, or nothing found with one link for each filter to take away."""
        boxes = filters.boxes
        if not boxes:
            return {"title": f"No {self.register.plural} yet", "text": self.register.about}
        asked = ", ".join(box["words"] for box in boxes)
        links = [{"title": f"Take away “{box['words']}”", "url": box["remove_url"]} for box in boxes]
        return {"title": f"No {self.register.plural} match", "text": f"You asked for: {asked}.", "links": links}
