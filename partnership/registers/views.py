"""The page of every register, and the addresses of both."""

from django.db import DatabaseError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path

from partnership import registry
from partnership.registers.base import RegisterView
from partnership.registers.lists import RegisterList
from partnership.registers.page import DetailPage
from partnership.services.read_log import note_reading


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
