"""Filling in a grid as a browser does."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpResponse
from django.test import Client

from partnership.registers.grid import Grid


def sent(grid: Grid, changes: Mapping[int, Mapping[str, Any]], **more: Any) -> dict[str, Any]:
    """What a browser sends of a grid, some boxes changed: row number to field to value."""
    data: dict[str, Any] = {"rows": str(len(grid.rows)), **more}
    for number, row in enumerate(grid.rows):
        for field in row:
            value = field.field.prepare_value(field.value())
            if field.name != "taken_out":
                data[field.html_name] = "" if value is None else str(getattr(value, "pk", value))
        if row.name and row.stored is None:
            data[f"{number}-name"] = row.name
        data.update({f"{number}-{name}": value for name, value in changes.get(number, {}).items()})
    return data


def opened(client: Client, address: str) -> Grid:
    found: Grid = client.get(address).context["form"]
    return found


def save(client: Client, address: str, changes: Mapping[int, Mapping[str, Any]], **more: Any) -> HttpResponse:
    """Open a grid, change some boxes, and send it."""
    return client.post(address, sent(opened(client, address), changes, **more))  # type: ignore[return-value]  # a test's response


def errors_of(response: Any) -> Sequence[str]:
    """Every error of a grid, those of all rows together first."""
    grid = response.context["form"]
    at_fields = [
        error for row in grid.rows for name, found in row.errors.items() if name != "__all__" for error in found
    ]
    return [*grid.non_field_errors(), *at_fields]
