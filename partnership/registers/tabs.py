"""The tabs over a list: first the list as everybody finds it, then the views that somebody saved."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.http import QueryDict

from partnership.formats import capital
from partnership.registers.filters import RegisterFilter

if TYPE_CHECKING:
    from partnership.registers.lists import RegisterList

SORT = "sort"


@dataclass(frozen=True)
class Tab:
    """A view of a list under its name, and whether it is what is shown; one's own can be renamed."""

    title: str
    url: str
    filters: RegisterFilter
    sort: str = ""
    current: bool = False
    change_url: str = ""


def query_of(filters: RegisterFilter, asked: QueryDict) -> str:
    """The filters in force and the sorting, as they stand in an address that means the same tomorrow."""
    query = QueryDict(mutable=True)
    query.update(filters.in_force or {filters.first_name: ""})
    if sort := asked.get(SORT):
        query[SORT] = sort
    return query.urlencode()


def tabs_of(page: "RegisterList", shown: RegisterFilter) -> list[Tab]:
    """The tabs of a person; the one that is shown is marked, however it is sorted."""
    usual = page.filters(QueryDict())
    tabs = [Tab(usual_title(usual), page.register.list_url, usual)]
    for view in page.own.views:
        query = QueryDict(view.query)
        change = page.register.address("view-change", view.pk)
        tabs.append(Tab(view.name, f"?{view.query}", page.filters(query), query.get(SORT, ""), change_url=change))
    sort = page.request.GET.get(SORT, "")
    fitting = [tab for tab in tabs if tab.filters.in_force == shown.in_force and tab.sort in ("", sort)]
    here = max(fitting, key=lambda tab: bool(tab.sort), default=None)
    return [replace(tab, current=tab is here) for tab in tabs]


def usual_title(filters: RegisterFilter) -> str:
    """Such as "All open" where a log begins with what is open."""
    words = filters.default_words
    return capital(words) if ", " in words else f"All {words}".strip()
