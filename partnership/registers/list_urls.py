"""The addresses of a list and of the pages that arrange it for somebody."""

from django.urls import URLPattern, path

from partnership.registers.bulk import BulkChange
from partnership.registers.columns import Columns
from partnership.registers.declaration import Register
from partnership.registers.lists import RegisterList
from partnership.registers.saved_views import ViewChange, ViewRemove, ViewSave


def list_urls(register: Register, name: str) -> list[URLPattern]:
    """Such as `/risks/`, `/risks/columns/`, `/risks/views/new/`, `/risks/bulk/`."""
    slug = register.slug
    view = f"{slug}/views/<int:pk>"
    return [
        path(f"{slug}/", RegisterList.as_view(register=register), name=f"{name}-list"),
        path(f"{slug}/columns/", Columns.as_view(register=register), name=f"{name}-columns"),
        path(f"{slug}/views/new/", ViewSave.as_view(register=register), name=f"{name}-view-save"),
        path(f"{view}/", ViewChange.as_view(register=register), name=f"{name}-view-change"),
        path(f"{view}/remove/", ViewRemove.as_view(register=register), name=f"{name}-view-remove"),
        path(f"{slug}/bulk/", BulkChange.as_view(register=register), name=f"{name}-bulk"),
    ]
