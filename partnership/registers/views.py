"""The list and the page of every register."""

from typing import Any

from django.db import DatabaseError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path
from django_tables2 import RequestConfig

from partnership import registry
from partnership.formats import number_words
from partnership.registers.declaration import Register
from partnership.registers.filters import RegisterFilter
from partnership.registers.page import DetailPage
from partnership.registers.rows import path_to_record
from partnership.services.read_log import note_reading
from partnership.views.scoped import ScopedView

PAGE_SIZE = 25


class RegisterView(ScopedView):
    """A page of a register: its subject is the register's."""

    register: Register = None  # type: ignore[assignment]  # as_view gives it

    @property
    def subject(self) -> str:  # type: ignore[override]  # the register knows it
        return self.register.subject

    @property
    def place(self) -> str:  # type: ignore[override]  # and this
        return self.register.place

    def rows(self) -> Any:
        """The register's rows with what every page reads along, not yet narrowed."""
        along = [*self.register.related, *filter(None, [path_to_record(self.register.model)])]
        rows = self.register.model._default_manager.prefetch_related(*self.register.prefetched)
        return rows.select_related(*along) if along else rows

    def breadcrumbs(self, *, with_list: bool) -> list[dict[str, str]]:
        """The place in the menu, and the list on a row's page."""
        own = self.register.list_url
        places = [
            (place, url) for place, url in registry.places_for(self.principal) if place.key == self.register.place
        ]
        crumbs = [{"title": place.title, "url": url} for place, url in places if url != own]
        return [*crumbs, {"title": self.register.title, "url": own}] if with_list else crumbs


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
            "breadcrumbs": self.breadcrumbs(with_list=False),
        }

    def nothing(self, filters: RegisterFilter) -> dict[str, Any]:
        """Nothing yet, or nothing found with one link for each filter to take away."""
        boxes = filters.boxes
        if not boxes:
            return {"title": f"No {self.register.plural} yet", "text": self.register.about}
        asked = ", ".join(box["words"] for box in boxes)
        links = [{"title": f"Take away “{box['words']}”", "url": box["remove_url"]} for box in boxes]
        return {"title": f"No {self.register.plural} match", "text": f"You asked for: {asked}.", "links": links}


class RegisterDetail(RegisterView):
    """One row. A restricted one is shown only once the visit stands in its read log."""

    def check(self) -> None:
        """The row alone decides: what is public or named is open to people who have no list."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        row = self.load(self.rows(), pk=pk)
        page = (self.register.page or DetailPage)(self.register, row, self.principal)
        if record := page.to_be_logged:
            try:
                with transaction.atomic():
                    note_reading(record=record, address=request.path, by=self.user)
            except DatabaseError:
                return self.refuse()
        context = {
            "page": page,
            "restricted": page.restricted,
            "summary": page.summary,
            "history": page.history,
            "breadcrumbs": self.breadcrumbs(with_list=True),
        }
        return render(request, page.template, context)

    def refuse(self) -> HttpResponse:
        """No content without its trace."""
        response = render(self.request, "registers/not_logged.html", status=503)
        response["Retry-After"] = "60"
        return response


def register_urls(app_label: str) -> list[URLPattern]:
    """The addresses of an app's registers: `/risks/`, `/risks/12/`."""
    patterns = []
    for register in registry.registers(app_label):
        name = register.detail_name.split(":")[1].removesuffix("-detail")
        patterns += [
            path(f"{register.slug}/", RegisterList.as_view(register=register), name=f"{name}-list"),
            path(f"{register.slug}/<int:pk>/", RegisterDetail.as_view(register=register), name=f"{name}-detail"),
        ]
    return patterns
