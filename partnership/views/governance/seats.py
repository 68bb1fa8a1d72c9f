"""Who holds a seat: the next holder, and the days of those before."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from partnership import registry
from partnership.forms.bodies import TenureForm
from partnership.models import Person, Seat, Tenure
from partnership.registers.rows import neutral_name
from partnership.services.seats import change_tenure, seat_person, seated
from partnership.views.plain_forms import PlainForm


class SeatView(PlainForm):
    """A form about one seat."""

    subject = "seat"
    verb = "change"
    place = "directory"

    def seat_page(self, form: forms.Form, seat: Seat, title: str, button: str, lead: str = "") -> HttpResponse:
        url = registry.url_of(seat)
        crumbs = [
            {"title": neutral_name(seat.group), "url": registry.url_of(seat.group)},
            {"title": seat.label, "url": url},
        ]
        return self.page(
            form, title=title, button=button, lead=lead, caption=seat.label, cancel_url=url, breadcrumbs=crumbs
        )


class SeatHolder(SeatView):
    """Seats somebody. The present holder leaves the day before."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        seat = self.load(Seat.objects.select_related("group", "agency"), pk=pk)
        return self.holder_page(seat, self.form(initial={"starts_on": timezone.localdate()}))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        seat = self.load(Seat.objects.select_related("group", "agency"), pk=pk)
        form = self.form(request.POST)
        if not form.is_valid() or not self.write(form, lambda: self.seat(seat, form.cleaned_data)):
            return self.holder_page(seat, form)
        messages.success(request, f"{form.cleaned_data['person'] or form.cleaned_data['name']} is seated.")
        return redirect(registry.url_of(seat))

    def form(self, *args: Any, **kwargs: Any) -> TenureForm:
        return TenureForm(*args, principal=self.principal, **kwargs)

    def seat(self, seat: Seat, typed: dict[str, Any]) -> None:
        person = typed["person"] or seated(name=typed["name"], seat=seat, by=self.user)
        seat_person(seat=seat, person=person, starts_on=typed["starts_on"], ends_on=typed["ends_on"], by=self.user)

    def holder_page(self, seat: Seat, form: TenureForm) -> HttpResponse:
        present = seat.tenures.filter(ends_on=None).select_related("person").first()
        lead = f"{present.person.name} holds it now, and leaves it the day before." if present else ""
        return self.seat_page(form, seat, "Choose who holds this seat", "Seat this person", lead)


class TenureChange(SeatView):
    """Corrects who held a seat, from when or to when; ends a time on it."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        tenure = self.tenure(pk)
        initial = {name: getattr(tenure, name) for name in ("person", "starts_on", "ends_on", "version")}
        return self.tenure_page(tenure, self.form(initial=initial))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        tenure, form = self.tenure(pk), self.form(request.POST)
        if not form.is_valid() or not self.write(form, lambda: self.change(tenure, form.cleaned_data)):
            return self.tenure_page(tenure, form)
        messages.success(request, "The days on this seat are changed.")
        return redirect(registry.url_of(tenure.seat))

    def tenure(self, pk: int) -> Tenure:
        found: Tenure = self.load(Tenure.objects.select_related("seat__group", "seat__agency", "person"), pk=pk)
        return found

    def form(self, *args: Any, **kwargs: Any) -> TenureForm:
        form = TenureForm(*args, principal=self.principal, **kwargs)
        form.fields["starts_on"].required = False  # it may not be known any more
        return form

    def change(self, tenure: Tenure, typed: dict[str, Any]) -> None:
        person: Person = typed["person"] or seated(name=typed["name"], seat=tenure.seat, by=self.user)
        values = {"person": person, "starts_on": typed["starts_on"], "ends_on": typed["ends_on"]}
        change_tenure(tenure=tenure, values=values, version=typed["version"] or 0, by=self.user)

    def tenure_page(self, tenure: Tenure, form: TenureForm) -> HttpResponse:
        title = f"Change when {tenure.person.name} held this seat"
        return self.seat_page(form, tenure.seat, title, "Save these days")
