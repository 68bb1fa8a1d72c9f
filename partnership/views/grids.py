"""A page on which many rows are typed together."""

from typing import Any, ClassVar

from django.contrib import messages
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render

from partnership import faults
from partnership.exceptions import DomainError
from partnership.formats import number_words
from partnership.registers.grid import Grid, GridColumn
from partnership.services.grids import save_grid
from partnership.services.rows import Conflict
from partnership.views.scoped import ScopedView
from partnership.views.takes_kept import TakesKeptText

MORE = 5


class GridPage(ScopedView, TakesKeptText):
    """Shows a grid and stores it. The second of two editors sees what the first stored beside what was typed."""

    verb = "change"
    template = "partnership/grid.html"
    columns: ClassVar[tuple[GridColumn, ...]]
    rule: "ClassVar[staticmethod[[faults.Values], faults.Faults]]"
    heading: ClassVar[str]

    def begin(self, **address: Any) -> None:
        """Load what the address names; 404 where it may not be seen."""
        raise NotImplementedError

    def grid(self, data: QueryDict | None) -> Grid:
        raise NotImplementedError

    def back(self) -> str:
        """Where one goes from here."""
        raise NotImplementedError

    def get(self, request: HttpRequest, **address: Any) -> HttpResponse:
        self.begin(**address)
        return self.page(self.grid(self.kept_data()))

    def post(self, request: HttpRequest, **address: Any) -> HttpResponse:
        self.begin(**address)
        grid = self.grid(request.POST)
        if "more" in request.POST:
            return self.page(grid.with_more(MORE))
        if not self.judge(grid):
            return self.page(grid)
        if grid.collide():
            return self.page(grid, status=409)
        try:
            written = self.save(grid)
        except (Conflict, IntegrityError):
            self.begin(**address)
            return self.page(self.collided(), status=409)
        except DomainError as error:
            grid.add_error(error.message)
            return self.page(grid)
        return self.done(written)

    def judge(self, grid: Grid) -> bool:
        """Whether the grid may be stored."""
        return grid.is_valid()

    def save(self, grid: Grid) -> int:
        return save_grid(typed=grid.typed(), rule=type(self).rule, by=self.user)

    def collided(self) -> Grid:
        """The grid as it was sent, over the rows as somebody has just stored them."""
        grid = self.grid(self.request.POST)
        grid.is_valid()
        grid.collide()
        return grid

    def done(self, written: int) -> HttpResponse:
        self.forget_kept()
        words = (
            f"{number_words(written)} row{'' if written == 1 else 's'} saved." if written else "Nothing had changed."
        )
        messages.success(self.request, words)
        return redirect(self.back())

    def page(self, grid: Grid, *, status: int = 200, **context: Any) -> HttpResponse:
        shown = {
            "form": grid,
            "columns": self.columns,
            "rows": [{"row": row, "cells": list(row.cells(self.columns))} for row in grid.rows],
            "heading": self.heading,
            "kept": self.kept(),
            "cancel_url": self.back(),
            "collided": status == 409,
        }
        return render(self.request, self.template, {**shown, **context}, status=status)
