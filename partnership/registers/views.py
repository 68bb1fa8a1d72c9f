"""The page of every register, and the addresses of both."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path

from partnership import registry
from partnership.registers.base import RegisterView
from partnership.registers.editing import ArchiveRow, ChangeRow, CreateRow, RestoreRow
from partnership.registers.list_urls import list_urls
from partnership.registers.page import DetailPage


class RegisterDetail(RegisterView):
    """One row. A restricted one is shown only once the visit stands in its read log."""

    def check(self) -> None:
        """The row alone decides: what is public or named is open to people who have no list."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        try:
            row = self.load(self.rows(), pk=pk)
        except Http404:
            row = self.load_archived(pk)
        page = (self.register.page or DetailPage)(self.register, row, self.principal)
        if not self.note(page.to_be_logged) or not self.note_all(page.telling):
            return self.refuse()
        context = {
            "page": page,
            "restricted": page.restricted,
            "summary": page.summary,
            "history": page.history,
            "breadcrumbs": self.breadcrumbs(with_list=True),
        }
        return render(request, page.template, context)


def register_urls(app_label: str) -> list[URLPattern]:
    """The addresses of an app's registers: `/risks/`, `/risks/12/`."""
    patterns = []
    for register in registry.registers(app_label):
        name = register.detail_name.split(":")[1].removesuffix("-detail")
        patterns += [
            *list_urls(register, name),
            path(f"{register.slug}/<int:pk>/", RegisterDetail.as_view(register=register), name=f"{name}-detail"),
        ]
        if register.form:
            row = f"{register.slug}/<int:pk>"
            patterns += [
                path(f"{register.slug}/new/", CreateRow.as_view(register=register), name=f"{name}-create"),
                path(f"{row}/change/", ChangeRow.as_view(register=register), name=f"{name}-change"),
                path(f"{row}/archive/", ArchiveRow.as_view(register=register), name=f"{name}-archive"),
                path(f"{row}/restore/", RestoreRow.as_view(register=register), name=f"{name}-restore"),
            ]
    return patterns
