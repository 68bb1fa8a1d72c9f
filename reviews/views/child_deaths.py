"""The child death panel: lists of registered deaths laid beside its records, and its tables."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone

from partnership import registry
from partnership.disclosure import ALL, MARK, mark_words
from partnership.exceptions import DomainError
from partnership.models import Board, Indicator
from partnership.period import previous_year, year_label
from partnership.policy import allows
from partnership.registers.lists import RegisterList
from partnership.registers.parts import Link
from partnership.showing import showing_of
from partnership.views.plain_forms import PlainForm
from partnership.views.scoped import ScopedView
from reviews.catalogue.child_deaths import RECONCILIATIONS
from reviews.forms.child_deaths import DeathTablesForm, ReconcileForm
from reviews.selectors.child_deaths import ChildDeathTables, Children, child_death_tables
from reviews.services.child_deaths import reconcile

#: The theme under which partnerships keep figures that came as totals.
THEME = "Child deaths"
YEARS_OFFERED = 8


class ReconciliationList(RegisterList):
    register = RECONCILIATIONS
    template = "reviews/reconciliation_list.html"

    def add_url(self) -> str:
        may = allows(self.principal, "create", self.register.subject)
        return reverse("reviews:reconciliation-create") if may else ""


class ReconciliationCreate(PlainForm):
    """Lays a list of registered deaths beside the panel's records."""

    place = "reviews"
    subject = "reconciliation"
    verb = "create"

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.asked(self.form())

    def post(self, request: HttpRequest) -> HttpResponse:
        form = ReconcileForm(request.POST, request.FILES, boards=Board.objects.visible_to(self.principal))
        if not form.is_valid():
            return self.asked(form)
        values = form.cleaned_data
        try:
            row = reconcile(
                board=values["board"], listed=values["file"], source=values["source"],
                period_from=values["period_from"], period_to=values["period_to"], by=self.user,
            )  # fmt: skip
        except DomainError as error:
            form.add_error(None, error.message)
            return self.asked(form)
        messages.success(request, "The list has been compared. It was not kept.")
        return redirect(registry.url_of(row))

    def form(self) -> ReconcileForm:
        return ReconcileForm(boards=Board.objects.visible_to(self.principal))

    def asked(self, form: ReconcileForm) -> HttpResponse:
        return self.page(
            form,
            title="Compare a list of registered deaths",
            caption="Child deaths",
            lead="The list is read and not kept. What is on one side only is kept as a restricted record.",
            button="Compare",
            cancel_url=reverse("reviews:reconciliation-list"),
        )


class DeathTables(ScopedView):
    """The yearly tables, protected as in the report, for those who may see the records themselves.

    Each width is protected by itself, so the three of them together are for nobody else (selectors/child_deaths.py).
    """

    place = "reviews"
    subject = "child_death"

    def get(self, request: HttpRequest) -> HttpResponse:
        boards = Board.objects.visible_to(self.principal)
        shown = showing_of(request).board or boards.first()
        labels = _years(year_label(timezone.localdate(), shown.year_start_month if shown else 4))
        asked = {"board": getattr(shown, "pk", ""), "year": labels[1], "years": 1} | request.GET.dict()
        form = DeathTablesForm(asked, boards=boards, labels=labels)
        tables = child_death_tables(**form.cleaned_data, principal=self.principal) if form.is_valid() else None
        indicators = Indicator.objects.visible_to(self.principal).filter(theme__iexact=THEME).order_by("title")
        context = {
            "form": form,
            "tables": tables,
            "groups": _groups(tables) if tables else [],
            "span": " to ".join(dict.fromkeys((tables.years[0], tables.years[-1]))) if tables else "",
            "mark": f"{MARK}: {mark_words(tables.threshold)}." if tables else "",
            "indicators": [Link(one.title, registry.url_of(one)) for one in indicators],
            "breadcrumbs": [{"title": "Child deaths", "url": reverse("reviews:child-death-list")}],
        }
        return render(request, "reviews/death_tables.html", context)


def _groups(tables: ChildDeathTables) -> list[dict[str, Any]]:
    groups = (
        ("Notified", tables.notified),
        ("Reviews completed", tables.reviewed),
        ("Waiting for review", tables.outstanding),
    )
    return [{"heading": heading, "children": one, "crossed": _crossed(one)} for heading, one in groups]


def _crossed(children: Children) -> dict[str, Any] | None:
    """Two questions at once: each answer to the one, with its counts by the other and in all."""
    if (crossed := children.crossed) is None:
        return None
    columns = (*crossed.columns, ALL)
    rows = [(row, [crossed.counts.get((row, column)) for column in columns]) for row in (*crossed.rows, ALL)]
    return {"title": crossed.title, "columns": columns, "rows": rows}


def _years(latest: str) -> list[str]:
    """The year that is running, and those before it."""
    labels = [latest]
    for _ in range(YEARS_OFFERED - 1):
        labels.append(previous_year(labels[-1]))
    return labels


urls = [
    path("child-deaths/tables/", DeathTables.as_view(), name="death-table"),
    path("reconciliations/", ReconciliationList.as_view(), name="reconciliation-list"),
    path("reconciliations/new/", ReconciliationCreate.as_view(), name="reconciliation-create"),
]
