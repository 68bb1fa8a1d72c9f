"""One change for many rows: what it is to be, what it will truly change, and the change itself."""

from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.db.models import Manager, Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render

from partnership.exceptions import DomainError
from partnership.formats import number_words
from partnership.registers.forms import RegisterForm
from partnership.registers.listing import Listing
from partnership.registers.lists import bulk_label
from partnership.registers.rows import neutral_name
from partnership.registers.values import field_of, words_of
from partnership.row_keys import is_row_key
from partnership.services.bulk import MOST_ROWS, Changed, change_rows
from partnership.services.rows import change_row

OUT_OF_REACH = "Some of them would no longer be yours to change. Change those one by one"
NAMED = 10


@dataclass(frozen=True)
class Chosen:
    """The ticked rows: what will change, what is so already, and what cannot be changed like this."""

    will: list[Any]
    already: list[Any]
    cannot: list[Any]


class BulkChange(Listing):
    """Changing one field of many rows. The rows are named by explicit ids, and nothing changes before it was confirmed.

    The list sends the ticked rows; the first page asks for the value, the second says what will change. Each row goes
    along with the version in which it was shown.
    """

    verb = "change"
    template = "registers/bulk.html"

    def check(self) -> None:
        if self.field not in self.register.bulk:
            raise Http404
        super().check()

    def get(self, request: HttpRequest) -> HttpResponse:
        if len(request.GET.getlist("row")) > MOST_ROWS:
            messages.warning(request, f"Tick {MOST_ROWS} {self.register.plural} at most.")
            return redirect(self.back_url)
        if not self.ticked:
            messages.warning(request, f"Tick the {self.register.plural} that you want to change first.")
            return redirect(self.back_url)
        return self.page(self.form())

    def post(self, request: HttpRequest) -> HttpResponse:
        form = self.form(request.POST)
        if not self.ticked or not form.is_valid():
            return self.page(form)
        chosen = self.chosen(form.values()[self.field])
        if "confirmed" not in request.POST or not chosen.will:
            return self.page(form, chosen=chosen, value=self.in_words(form))
        try:
            changed = self.change(chosen, form.values())
        except DomainError as error:
            form.add_error(None, error.message)
            return self.page(form)
        self.report(changed)
        return redirect(self.back_url)

    # --- What was ticked ---------------------------------------------------------------------------------------

    @cached_property
    def asked(self) -> QueryDict:
        return self.request.POST if self.request.method == "POST" else self.request.GET

    @property
    def field(self) -> str:
        """The field of the form that is to change."""
        return self.asked.get("field", "")

    @cached_property
    def versions(self) -> dict[int, int]:
        """The rows that were named, each with the version in which it was shown; the list names no versions."""
        named = [one.partition(":") for one in self.asked.getlist("row")[:MOST_ROWS]]
        return {int(pk): int(version or 0) for pk, _, version in named if is_row_key(pk) and is_row_key(f"0{version}")}

    @cached_property
    def ticked(self) -> list[Any]:
        """The named rows that the person may see; of the others nothing is said."""
        rows = self.rows().visible_to(self.principal).filter(pk__in=self.versions)
        return list(rows.order_by("pk"))

    def chosen(self, value: Any) -> Chosen:
        """What will change, judged row by row by the register's form."""
        changeable = set(self.changeable(self.versions).values_list("pk", flat=True))
        found = Chosen([], [], [])
        for row in self.ticked:
            if row.pk in changeable and _is_so(row, self.field, value):
                found.already.append(row)
            else:
                may = row.pk in changeable and self.form_allows(row)
                (found.will if may else found.cannot).append(row)
        return found

    def changeable(self, keys: Iterable[int]) -> QuerySet:
        """Those of the rows that the person may change together with others."""
        manager = self.register.bulk_as(self.principal)
        rows: Any = self.register.model._default_manager
        found: QuerySet = rows.visible_to(manager, "change").filter(pk__in=list(keys))
        return found

    # --- The form of the one field -----------------------------------------------------------------------------

    @cached_property
    def form_class(self) -> type[RegisterForm]:
        assert self.register.form is not None  # noqa: S101 (only registers with a form change in the browser)
        return self.register.form

    @cached_property
    def label(self) -> str:
        return bulk_label(self.form_class, self.field)

    def form(self, data: Any = None, **kwargs: Any) -> RegisterForm:
        form = self.form_class(data, principal=self.principal, **kwargs)
        for name in set(form.fields) - {self.field}:
            del form.fields[name]
        return form

    def form_allows(self, row: Any) -> bool:
        """Whether this row can have the value; the form changes its instance, so it gets one of its own."""
        form = self.form(self.request.POST, instance=copy(row))
        return self.field in form.fields and form.is_valid()

    def in_words(self, form: RegisterForm) -> str:
        """The new value as people read it."""
        value = form.cleaned_data[self.field]
        if isinstance(value, Model):
            return neutral_name(value)
        if isinstance(value, QuerySet):
            return ", ".join(neutral_name(one) for one in value) or "nothing"
        return words_of(field_of(self.register.model, self.field), value) or "nothing"

    # --- The change --------------------------------------------------------------------------------------------

    def change(self, chosen: Chosen, values: dict[str, Any]) -> Changed:
        """All of them or none, but for those that somebody else has changed since they were confirmed."""
        rows = [(row, self.versions[row.pk]) for row in chosen.will]
        with transaction.atomic():
            changed = change_rows(rows=rows, values=values, change=self.register.change or change_row, by=self.user)
            if self.changeable([row.pk for row in changed.rows]).count() < len(changed.rows):
                raise DomainError(OUT_OF_REACH)
        return changed

    def report(self, changed: Changed) -> None:
        if changed.rows:
            messages.success(self.request, f"Changed the {self.label} of {self.so_many(len(changed.rows))}.")
        if changed.overtaken:
            names = ", ".join(neutral_name(row) for row in changed.overtaken[:NAMED])
            many = self.so_many(len(changed.overtaken))
            messages.warning(self.request, f"Somebody else changed {many} meanwhile. Nothing was done to {names}.")

    # --- The page ----------------------------------------------------------------------------------------------

    def page(self, form: RegisterForm, chosen: Chosen | None = None, value: str = "") -> HttpResponse:
        shown = chosen.will if chosen else self.ticked
        context = {
            "register": self.register,
            "form": form,
            "field": self.field,
            "label": self.label,
            "chosen": chosen,
            "value": value,
            "ticked": self.ticked,
            "so_many": self.so_many(len(shown)),
            "named": [(neutral_name(row), chosen is not None and row in chosen.already) for row in self.named(chosen)],
            "cannot_named": [neutral_name(row) for row in chosen.cannot[:NAMED]] if chosen else [],
            "more": max(0, len(self.ticked) - NAMED),
            "list_query": self.asked.get("list", ""),
            "back_url": self.back_url,
            "breadcrumbs": self.breadcrumbs(with_list=True),
        }
        return render(self.request, self.template, context)

    def named(self, chosen: Chosen | None) -> list[Any]:
        """The first rows: those that will change before those that will not."""
        return [*chosen.will, *chosen.already][:NAMED] if chosen else self.ticked[:NAMED]

    def so_many(self, count: int) -> str:
        return f"{number_words(count)} {self.register.noun if count == 1 else self.register.plural}"

    @property
    def back_url(self) -> str:
        """The list as it was."""
        return f"{self.register.list_url}?{QueryDict(self.asked.get('list', '')).urlencode()}"


def _is_so(row: Any, field: str, value: Any) -> bool:
    current = getattr(row, field)
    return set(current.all()) == set(value) if isinstance(current, Manager) else bool(current == value)
