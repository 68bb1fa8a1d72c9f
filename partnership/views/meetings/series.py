"""Several meetings of a group at once: the dates are shown before anything is made."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from partnership.catalogue.meetings import MEETINGS
from partnership.forms.meetings import SeriesForm
from partnership.models import Group, Meeting
from partnership.policy import can
from partnership.registers.base import RegisterView
from partnership.registers.editing import OUT_OF_REACH
from partnership.selectors.meetings import series_days
from partnership.services.meetings import create_series


class MeetingSeries(RegisterView):
    """First date, how often, how many; then the days, without those on which the group meets already."""

    register = MEETINGS
    verb = "create"

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.show(SeriesForm(principal=self.principal, initial=request.GET.dict()))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = SeriesForm(request.POST, principal=self.principal)
        if not form.is_valid():
            return self.show(form)
        group = form.cleaned_data["group"]
        days = series_days(
            form.cleaned_data["first"], every=form.cleaned_data["every"], count=form.cleaned_data["count"]
        )
        if "make" not in request.POST:
            return self.show(form, days=days, taken=_taken(group, days))
        made = self.make(group, days, form)
        if made is None:
            form.add_error("group", OUT_OF_REACH)
            return self.show(form)
        messages.success(request, "1 meeting made." if made == 1 else f"{made} meetings made.")
        return redirect(f"{MEETINGS.list_url}?group={group.pk}")

    def make(self, group: Group, days: list[date], form: SeriesForm) -> int | None:
        """How many were made; None where the group is not theirs to plan for."""
        with transaction.atomic():
            made = create_series(group=group, days=days, values=form.values(), by=self.user)
            if all(can(self.principal, "create", meeting) for meeting in made[:1]):
                return len(made)
            transaction.set_rollback(True)
        return None

    def show(self, form: SeriesForm, *, days: list[date] | None = None, taken: Any = ()) -> HttpResponse:
        context = {
            "form": form,
            "days": [(day, day in taken) for day in days] if days else None,
            "new": len(days) - len(taken) if days else 0,
            "breadcrumbs": self.breadcrumbs(with_list=True),
        }
        return render(self.request, "partnership/meetings/series.html", context)


def _taken(group: Group, days: list[date]) -> set[date]:
    found: Any = Meeting.objects.filter(group=group, held_on__in=days)
    return set(found.values_list("held_on", flat=True))
