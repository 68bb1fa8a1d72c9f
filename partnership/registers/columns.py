"""Which columns of a list somebody wants to see."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from partnership.registers.listing import Listing
from partnership.registers.tables import Name, RegisterTable, hidden_columns
from partnership.registers.tabs import query_of
from partnership.services.own_lists import choose_columns, forget_columns


class ColumnsForm(forms.Form):
    """A box for each column but the name's, which always stays."""

    columns = forms.MultipleChoiceField(
        label="Columns beside the name", required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, table: type[RegisterTable], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        columns = table.base_columns.items()
        self.fields["columns"].choices = [  # type: ignore[attr-defined]  # a field with choices
            (name, column.verbose_name) for name, column in columns if not isinstance(column, Name)
        ]


class Columns(Listing):
    """Choosing the columns of a list."""

    template = "registers/columns.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        table = self.register.table
        shown = set(table.base_columns) - hidden_columns(table, self.own.columns)
        return self.page(ColumnsForm(table=table, initial={"columns": sorted(shown)}))

    def post(self, request: HttpRequest) -> HttpResponse:
        if "usual" in request.POST:
            forget_columns(list_name=self.register.list_name, by=self.user)
            messages.success(request, "You see the usual columns again.")
            return redirect(self.back_url())
        form = ColumnsForm(request.POST, table=self.register.table)
        if not form.is_valid():
            return self.page(form)
        choose_columns(list_name=self.register.list_name, columns=form.cleaned_data["columns"], by=self.user)
        messages.success(request, "You see the columns that you chose. Everybody else sees theirs.")
        return redirect(self.back_url())

    def page(self, form: ColumnsForm) -> HttpResponse:
        name = next(one for one in self.register.table.base_columns.values() if isinstance(one, Name))
        context = {"register": self.register, "form": form, "name": name.verbose_name, "back_url": self.back_url()}
        chosen = {"chosen": self.own.columns is not None, "breadcrumbs": self.breadcrumbs(with_list=True)}
        return render(self.request, self.template, {**context, **chosen})

    def back_url(self) -> str:
        """The list as it was."""
        return f"{self.register.list_url}?{query_of(self.filters(self.request.GET), self.request.GET)}"
