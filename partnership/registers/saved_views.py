"""Views of a list that somebody saves under a name: theirs alone."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render

from partnership.exceptions import DomainError
from partnership.models import SavedView
from partnership.registers.listing import Listing
from partnership.registers.tabs import query_of
from partnership.services.own_lists import remove_view, rename_view, save_view


class ViewForm(forms.Form):
    """How a view is called."""

    name = forms.CharField(
        label="Name of the view",
        max_length=60,
        help_text="It stands above the list, so keep it short",
        error_messages={"required": "Type a name for the view"},
    )


class ViewPage(Listing):
    """A page about a view of the person's own."""

    template = "registers/save_view.html"

    def page(self, form: ViewForm, query: str, **context: Any) -> HttpResponse:
        context |= {"register": self.register, "form": form, "query": query, "back_url": self.back_url(query)}
        if view := context.get("view"):
            context["remove_url"] = self.register.address("view-remove", view.pk)
        context["boxes"] = self.filters(QueryDict(query)).boxes
        return render(self.request, self.template, {**context, "breadcrumbs": self.breadcrumbs(with_list=True)})

    def back_url(self, query: str) -> str:
        return f"{self.register.list_url}?{query}"

    def view(self, pk: int) -> SavedView:
        """A view of the person's own, of this list; for everybody else there is none."""
        found: SavedView = get_object_or_404(self.user.saved_views.filter(list_name=self.register.list_name), pk=pk)
        return found


class ViewSave(ViewPage):
    """Naming the list as it stands."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.page(ViewForm(), query_of(self.filters(request.GET), request.GET))

    def post(self, request: HttpRequest) -> HttpResponse:
        asked = QueryDict(request.POST.get("query", ""))
        form, query = ViewForm(request.POST), query_of(self.filters(asked), asked)
        if not form.is_valid():
            return self.page(form, query)
        name = form.cleaned_data["name"]
        try:
            save_view(list_name=self.register.list_name, name=name, query=query, by=self.user)
        except DomainError as error:
            form.add_error("name", error.message)
            return self.page(form, query)
        messages.success(request, f"“{name}” stands above the list now. Nobody else sees it.")
        return redirect(self.back_url(query))


class ViewChange(ViewPage):
    """Another name for a view."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        view = self.view(pk)
        return self.page(ViewForm(initial={"name": view.name}), view.query, view=view)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        view, form = self.view(pk), ViewForm(request.POST)
        if not form.is_valid():
            return self.page(form, view.query, view=view)
        try:
            rename_view(view=view, name=form.cleaned_data["name"], by=self.user)
        except DomainError as error:
            form.add_error("name", error.message)
            return self.page(form, view.query, view=view)
        messages.success(request, f"The view is called “{form.cleaned_data['name']}” now.")
        return redirect(self.back_url(view.query))


class ViewRemove(ViewPage):
    """Forgetting a view; the rows that it showed stay."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        view = self.view(pk)
        remove_view(view=view, by=self.user)
        messages.success(request, f"The view “{view.name}” is removed. Nothing else changed.")
        return redirect(self.register.list_url)
