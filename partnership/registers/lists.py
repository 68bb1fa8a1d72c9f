"""The list of every register."""

import tempfile
from collections.abc import Iterable
from functools import cached_property
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Page, Paginator
from django.db import DatabaseError, transaction
from django.db.models import BooleanField, ExpressionWrapper, QuerySet
from django.http import FileResponse, HttpRequest, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django_tables2 import RequestConfig

from partnership.formats import number_words
from partnership.policy import allows, scope
from partnership.principals import Principal
from partnership.registers.counts import Counted, counted
from partnership.registers.exports import CONTENT_TYPES, file_name, guarded_records, heads_of, lines_of, write_list
from partnership.registers.filters import RegisterFilter
from partnership.registers.forms import RegisterForm
from partnership.registers.listing import Listing
from partnership.registers.tables import RegisterTable, Tick
from partnership.registers.tabs import Tab, query_of, tabs_of
from partnership.services.read_log import note_list_export, roles_in_words

PAGE_SIZE = 25


class KnownPage(Page):
    """A page that knows its length without asking the database."""

    def __len__(self) -> int:
        return self.end_index() - self.start_index() + 1


class KnownPages(Paginator):
    """Pages of a list whose rows have been counted already; the rows that it gets are those of the page."""

    def __init__(self, *args: Any, count: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.count = count  # in place of the paginator's own counting

    def page(self, number: Any) -> KnownPage:
        return KnownPage(self.object_list, self.validate_number(number), self)


class RegisterList(Listing):
    """Rows of a register that the principal may see: filtered, sorted, 25 on a page; or all of them as a file.

    A special list overrides `rows` or `context` and brings a template of its own.
    """

    template = "registers/list.html"

    def get(self, request: HttpRequest) -> HttpResponseBase:
        filters = self.filters(request.GET)
        if (extension := request.GET.get("format")) in CONTENT_TYPES:
            return self.export(filters, str(extension))
        context = self.context(filters)
        if not self.note_all(context["table"].telling):
            return self.refuse()
        return render(request, self.template, context)

    # --- What is listed ----------------------------------------------------------------------------------------

    @cached_property
    def may_tick(self) -> bool:
        return bool(self.is_own and self.register.bulk) and allows(self.manager, "change", self.register.subject)

    @property
    def manager(self) -> Principal:
        """On whose behalf many rows are changed at once."""
        return self.register.bulk_as(self.principal)

    def table(self, rows: QuerySet, **kwargs: Any) -> RegisterTable:
        return self.register.table(rows, principal=self.principal, chosen=self.own.columns, **kwargs)

    # --- On a page ---------------------------------------------------------------------------------------------

    def context(self, filters: RegisterFilter) -> dict[str, Any]:
        tabs = tabs_of(self, filters) if self.is_own else []
        condition = scope(self.register.model, self.principal, "export")
        listed, *others = counted([filters.qs, *(tab.filters.qs for tab in tabs if not tab.current)], condition)
        table = self.paged(filters.qs, listed.rows)
        words = self.register.plural if listed.rows != 1 else self.register.noun
        return {
            "register": self.register,
            "table": table,
            "count": f"{number_words(listed.rows)} {words}",
            "filter": filters,
            "chosen": filters.boxes,
            "matching": f"Show matching {self.register.plural}",
            "empty": None if listed.rows else self.nothing(filters),
            "add_url": self.add_url() if listed.rows or filters.in_force else "",
            "breadcrumbs": self.breadcrumbs(with_list=False),
            **self.own_pages(filters, self.with_counts(tabs, listed, others)),
            **self.ways_out(filters, listed),
        }

    def paged(self, rows: QuerySet, count: int) -> RegisterTable:
        """One page of the table, with a box before each row that may be changed with others."""
        ticks: dict[str, Any] = {}
        if self.may_tick:
            may_change = scope(self.register.model, self.manager, "change")
            rows = rows.annotate(may_change=ExpressionWrapper(may_change, output_field=BooleanField()))
            ticks = {"extra_columns": [("ticked", Tick())], "sequence": ("ticked", "...")}
        table = self.table(rows, **ticks)
        RequestConfig(self.request, paginate=False).configure(table)
        table.paginator = KnownPages(table.rows, PAGE_SIZE, count=count)
        table.page = table.paginator.get_page(self.request.GET.get("page"))
        before = max(table.page.start_index() - 1, 0)
        ordered = table.data.data
        # The keys of the page are looked for first: whole rows of a long list are too wide to be sorted.
        shown = ordered.filter(pk__in=ordered.values("pk")[before : before + PAGE_SIZE])
        len(shown)  # read now, or the template would have it counted first
        table.data.data = shown
        return table

    def with_counts(self, tabs: list[Tab], listed: Counted, others: Iterable[Counted]) -> list[dict[str, Any]]:
        rest = iter(others)
        return [{"tab": tab, "count": (listed if tab.current else next(rest)).rows} for tab in tabs]

    def own_pages(self, filters: RegisterFilter, tabs: list[dict[str, Any]]) -> dict[str, Any]:
        """The tabs of saved views, and the pages on which somebody arranges the list for themselves."""
        if not self.is_own:
            return {}
        query = query_of(filters, self.request.GET)
        return {
            "tabs": tabs,
            "save_view_url": f"{self.register.address('view-save')}?{query}",
            "columns_url": f"{self.register.address('columns')}?{query}",
            "bulk": self.bulk_buttons() if self.may_tick else [],
            "bulk_url": self.register.address("bulk") if self.may_tick else "",
            "list_query": query,
        }

    def bulk_buttons(self) -> list[dict[str, str]]:
        assert self.register.form is not None  # noqa: S101 (what may be changed is named by its form's fields)
        return [
            {"field": name, "label": f"Change {bulk_label(self.register.form, name)}"} for name in self.register.bulk
        ]

    def ways_out(self, filters: RegisterFilter, listed: Counted) -> dict[str, Any]:
        """The list as a file, for those who may take it along; the number is that of the rows in it."""
        if not listed.meeting:
            return {}
        query = query_of(filters, self.request.GET)
        return {"export_count": number_words(listed.meeting), "export_url": f"?{query}&format="}

    def add_url(self) -> str:
        """Where a row is added, for those who may."""
        may = self.register.form and allows(self.principal, "create", self.register.subject)
        return self.register.address("create") if may else ""

    def nothing(self, filters: RegisterFilter) -> dict[str, Any]:
        """Nothing yet, or nothing found: then what each filter leaves out, and a link to take it away."""
        boxes = filters.boxes
        if not boxes:
            return {"title": f"No {self.register.plural} yet", "text": self.register.about, "add_url": self.add_url()}
        asked = ", ".join(box["words"] for box in boxes)
        without = counted([self.filters(QueryDict(box["remove_url"][1:])).qs for box in boxes])
        links = [
            {"title": f"Take away “{box['words']}” ({number_words(found.rows)})", "url": box["remove_url"]}
            for box, found in zip(boxes, without, strict=True)
        ]
        return {"title": f"No {self.register.plural} match", "text": f"You asked for: {asked}.", "links": links}

    # --- As a file ---------------------------------------------------------------------------------------------

    def export(self, filters: RegisterFilter, extension: str) -> HttpResponseBase:
        """Exactly what is listed, in its order and with its columns, of the rows that the principal may export."""
        if not allows(self.principal, "export", self.register.subject):
            raise PermissionDenied
        table = self.table(filters.qs)
        RequestConfig(self.request, paginate=False).configure(table)
        rows = table.data.data.visible_to(self.principal, "export")
        if not rows.exists() and filters.qs.exists():
            raise PermissionDenied
        if not self.note_export(rows):
            return self.refuse()
        file = tempfile.TemporaryFile()  # noqa: SIM115  the response closes it once it is sent
        lines = lines_of(rows, self.register.table, principal=self.principal, chosen=self.own.columns)
        count = write_list(file, extension, title=self.register.title, heads=heads_of(table), lines=lines)
        file.seek(0)
        name = file_name(self.register.plural, filters.words_in_force, count, extension)
        return FileResponse(file, as_attachment=True, filename=name, content_type=CONTENT_TYPES[extension])

    def note_export(self, rows: QuerySet) -> bool:
        """Write down what of the restricted records goes out; False where that cannot be done."""
        try:
            with transaction.atomic():
                note_list_export(
                    records=guarded_records(rows),
                    address=self.request.get_full_path(),
                    by=self.user,
                    role=roles_in_words(self.principal),
                )
        except DatabaseError:
            return False
        return True


def bulk_label(form: type[RegisterForm], name: str) -> str:
    """What is changed for many rows, within a sentence: "owner", "due date"."""
    if name.endswith("_on"):
        return f"{name.removesuffix('_on')} date"
    label = str(form.base_fields[name].label)
    return label[:1].lower() + label[1:]
