"""Putting people on a record's list, and taking them off."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from partnership.enums import Visibility
from partnership.formats import date_words
from partnership.forms.record_access import LongerForm, NamingForm, TakeOffForm, UntilForm
from partnership.forms.users import in_a_year
from partnership.models import RoleGrant
from partnership.selectors.record_access import named_on, roles_to_name
from partnership.services.record_access import add_oneself, name_for_longer, name_person, take_off
from partnership.views.fresh import FreshSignIn
from partnership.views.record_access.base import AccessForm

#: The policy gives each role its own: a support officer reads no drafts, an independent reviewer signs nothing.
BY_ROLE = "Their role says which of its papers they read, and whether they write, comment or sign."
WAITS = "It waits for a second person, who has been told."
SEALED = "It is sealed: somebody else has to confirm this before it counts."


class NamingPage(AccessForm):
    """A form about who is named on the record."""

    verb = "create"

    @property
    def sealed(self) -> bool:
        return bool(self.record.visibility == Visibility.SEALED)


class RecordName(NamingPage):
    """Names somebody. On a sealed record it waits for a second person."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self.form_page(self.form(initial={"ends_on": in_a_year(timezone.localdate())}))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        form = self.form(request.POST)
        if not form.is_valid() or not self.write(form, lambda: self.give(form.cleaned_data)):
            return self.form_page(form)
        if self.sealed:
            return self.done(WAITS)
        return self.done(f"{form.cleaned_data['held'].user.name} can open it now, and has been told.")

    def form(self, *args: Any, **kwargs: Any) -> NamingForm:
        today = timezone.localdate()
        named = named_on(self.record, today).values("user")
        people = roles_to_name(self.record, self.user, today).exclude(user__in=named)
        return NamingForm(*args, people=people, **kwargs)

    def give(self, typed: dict[str, Any]) -> None:
        name_person(
            record=self.record, held=typed["held"], ends_on=typed["ends_on"], reason=typed["reason"], by=self.user
        )

    def form_page(self, form: Any, **context: Any) -> HttpResponse:
        lead = "They are told by message that they can open it. The message holds its reference and nothing else."
        if self.sealed:
            lead = SEALED
        if getattr(type(self.record), "papers_subject", ""):
            lead = f"{lead} {BY_ROLE}"
        button = "Ask for a second person" if self.sealed else "Name this person"
        return super().form_page(form, title="Name somebody", button=button, lead=lead, **context)


class RecordNameYourself(FreshSignIn, AccessForm):
    """The business manager names themselves; those who watch over access are told."""

    verb = "create"
    title = "Name yourself"
    button = "Name me"
    lead = "The scrutineer and the information governance lead are told at once, with your name and the reference."

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self.form_page(UntilForm(initial={"ends_on": in_a_year(timezone.localdate())}))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        form = UntilForm(request.POST)
        if not form.is_valid() or not self.write(form, lambda: self.add(form.cleaned_data)):
            return self.form_page(form)
        return self.done("You are named on it. The scrutineer and the information governance lead have been told.")

    def add(self, typed: dict[str, Any]) -> None:
        add_oneself(record=self.record, ends_on=typed["ends_on"], reason=typed["reason"], by=self.user)


class OfNaming(NamingPage):
    """A form about one person who is named."""

    def grant(self, pk: int) -> RoleGrant:
        """One that stands on the page, of this record."""
        found = named_on(self.record, timezone.localdate()).filter(pk=pk).first()
        if found is None:
            raise Http404
        return found

    def said(self, grant: RoleGrant) -> str:
        return f"{grant.user.name}, {grant.get_role_display().lower()}."


class RecordTakeOff(OfNaming):
    """Takes somebody off the list."""

    title = "Take somebody off"
    button = "Take them off"

    def get(self, request: HttpRequest, pk: int, grant: int) -> HttpResponse:
        found = self.grant(grant)
        return self.form_page(TakeOffForm(initial={"version": found.version}), lead=self.said(found))

    def post(self, request: HttpRequest, pk: int, grant: int) -> HttpResponse:
        found, form = self.grant(grant), TakeOffForm(request.POST)
        if not form.is_valid() or not self.write(form, lambda: self.take(found, form.cleaned_data)):
            return self.form_page(form, lead=self.said(found))
        return self.done(f"{found.user.name} is no longer named, and has been told.")

    def take(self, grant: RoleGrant, typed: dict[str, Any]) -> None:
        take_off(grant=grant, version=typed["version"], reason=typed["reason"], by=self.user)


class RecordLonger(OfNaming):
    """A later last day for somebody who is named. On a sealed record it waits for a second person."""

    title = "Name for longer"

    def get(self, request: HttpRequest, pk: int, grant: int) -> HttpResponse:
        found = self.grant(grant)
        initial = {"ends_on": in_a_year(timezone.localdate()), "version": found.version}
        return self.longer_page(LongerForm(initial=initial), found)

    def post(self, request: HttpRequest, pk: int, grant: int) -> HttpResponse:
        found, form = self.grant(grant), LongerForm(request.POST)
        if not form.is_valid() or not self.write(form, lambda: self.lengthen(found, form.cleaned_data)):
            return self.longer_page(form, found)
        until = date_words(form.cleaned_data["ends_on"])
        return self.done(WAITS if self.sealed else f"{found.user.name} is named until {until}, and has been told.")

    def lengthen(self, grant: RoleGrant, typed: dict[str, Any]) -> None:
        name_for_longer(grant=grant, by=self.user, **typed)

    def longer_page(self, form: LongerForm, grant: RoleGrant) -> HttpResponse:
        until = f"named until {date_words(grant.ends_on)}" if grant.ends_on else "named without an end"
        lead = f"{self.said(grant)[:-1]}, {until}. {SEALED if self.sealed else 'They are told by message.'}"
        return self.form_page(form, lead=lead, button="Ask for a second person" if self.sealed else "Name for longer")
