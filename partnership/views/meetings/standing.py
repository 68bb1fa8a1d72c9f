"""The agenda template of a group, on one page."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from partnership import registry
from partnership.catalogue.meetings import MEETINGS
from partnership.forms.meetings import StandingItemForm
from partnership.models import Group, StandingItem
from partnership.registers.base import RegisterView
from partnership.registers.rows import neutral_name
from partnership.selectors.meetings import standing_items
from partnership.services.agendas import StandingChange, change_standing_items
from partnership.services.rows import Conflict

NEW_LINES = 3
_FIELDS = ("number", "title", "matters_arising", "confidential", "version")


class StandingItems(RegisterView):
    """Every line of the template and a few empty ones; one save for all."""

    register = MEETINGS
    verb = "change"

    def check(self) -> None:
        """The group alone decides."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        group = self.load(Group.objects, pk=pk)
        return self.show(group, self.lines(group))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        group = self.load(Group.objects, pk=pk)
        lines = self.lines(group, request.POST)
        if not all([form.is_valid() for _, form in lines if form.is_bound]):  # noqa: C419 (each says what is wrong)
            return self.show(group, lines)
        changes = [_change(row, form) for row, form in lines if form.is_bound and set(form.changed_data) - {"version"}]
        try:
            change_standing_items(group=group, changes=changes, by=self.user)
        except Conflict:
            return self.collided(group, lines)
        messages.success(request, "The agenda template is saved.")
        return redirect("partnership:standing-items", pk=group.pk)

    def lines(self, group: Group, data: Any = None) -> list[tuple[StandingItem | None, StandingItemForm]]:
        rows = [(row, self.line(row, f"item-{row.pk}", data)) for row in standing_items(group, self.principal)]
        return [*rows, *((None, self.line(None, f"new-{number}", data)) for number in range(NEW_LINES))]

    def line(self, row: StandingItem | None, prefix: str, data: Any) -> StandingItemForm:
        initial = {name: getattr(row, name) for name in _FIELDS} if row else {}
        # A line that was added meanwhile was not on the page that is sent.
        sent = data if data is not None and f"{prefix}-number" in data else None
        return StandingItemForm(sent, prefix=prefix, initial=initial)

    def collided(self, group: Group, lines: Any) -> HttpResponse:
        """What was typed stays in the form; what stands there now is said beside it, with its version."""
        theirs = {}
        for row, form in lines:
            if row and form.is_bound and str(row.version) != form["version"].value():
                theirs[row.pk] = str(row)
                form.data = form.data.copy()
                form.data[form.add_prefix("version")] = str(row.version)
        return self.show(group, lines, theirs=theirs, status=409)

    def show(self, group: Group, lines: Any, *, theirs: Any = None, status: int = 200) -> HttpResponse:
        forms = [form for _, form in lines]
        context = {
            "group": group,
            "lines": [(form, (theirs or {}).get(row.pk) if row else None) for row, form in lines],
            "collided": bool(theirs),
            "error_forms": [form for form in forms if form.errors],
            "breadcrumbs": [
                *self.breadcrumbs(with_list=True),
                {"title": neutral_name(group), "url": registry.url_of(group)},
            ],
        }
        return render(self.request, "partnership/meetings/standing_items.html", context, status=status)


def _change(row: StandingItem | None, form: StandingItemForm) -> StandingChange:
    version = form.cleaned_data["version"] or 0
    return StandingChange(row=row, version=version, values=form.values(), remove=form.cleaned_data["remove"])
