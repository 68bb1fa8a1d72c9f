"""The list of accounts, and that of all roles that were given."""

from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django_tables2 import RequestConfig

from partnership import registry
from partnership.filters.users import GrantFilter, UserFilter
from partnership.formats import number_words
from partnership.policy import allows
from partnership.principals import Principal
from partnership.registers.filters import RegisterFilter
from partnership.registers.lists import PAGE_SIZE
from partnership.registers.tables import RegisterTable
from partnership.selectors.users import accounts, grants_given
from partnership.tables.users import GrantTable, UserTable
from partnership.views.scoped import ScopedView


class AccountList(ScopedView):
    """A list of what everybody who looks after accounts may read."""

    subject = "user"
    place = "directory"
    template: ClassVar[str]
    filterset: ClassVar[type[RegisterFilter]]
    table: ClassVar[type[RegisterTable]]
    noun: ClassVar[str]

    def rows(self) -> Any:
        raise NotImplementedError

    def get(self, request: HttpRequest) -> HttpResponse:
        filters = self.filterset(request.GET, queryset=self.rows(), request=request)
        table = self.table(filters.qs, principal=self.principal)
        RequestConfig(request, paginate={"per_page": PAGE_SIZE}).configure(table)
        count = table.paginator.count
        context = {
            "table": table,
            "count": f"{number_words(count)} {self.noun}{'' if count == 1 else 's'}",
            "filter": filters,
            "chosen": filters.boxes,
            "matching": f"Show matching {self.noun}s",
            "empty": None if count else self.nothing(filters),
            "may_invite": allows(self.principal, "create", self.subject),
            "breadcrumbs": crumbs(self.principal),
        }
        return render(request, self.template, context)

    def nothing(self, filters: RegisterFilter) -> dict[str, Any]:
        """What was asked for, with one link for each filter to take away."""
        asked = ", ".join(box["words"] for box in filters.boxes)
        links = [{"title": f"Take away “{box['words']}”", "url": box["remove_url"]} for box in filters.boxes]
        return {"title": f"No {self.noun}s match", "text": f"You asked for: {asked}.", "links": links}


class UserList(AccountList):
    """Who can sign in, with what."""

    template = "partnership/users/list.html"
    filterset = UserFilter
    table = UserTable
    noun = "account"

    def rows(self) -> Any:
        return accounts(timezone.localdate())


class GrantList(AccountList):
    """Every role that was given: what ends soon, what never ends, who is named on restricted records."""

    template = "partnership/users/grants.html"
    filterset = GrantFilter
    table = GrantTable
    noun = "role"

    def rows(self) -> Any:
        return grants_given()


def crumbs(principal: Principal, *more: dict[str, str]) -> list[dict[str, str]]:
    """The way to a page about accounts, for those who have the Directory in their menu."""
    found = [(place, url) for place, url in registry.places_for(principal) if place.key == "directory"]
    return [*({"title": place.title, "url": url} for place, url in found), *more]
