"""Inviting somebody, and giving, ending and lengthening roles: first which role, then what that role needs."""

from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from partnership.enums import Role
from partnership.forms.users import (
    ChangeAccountForm,
    ChangeEndForm,
    ChooseRoleForm,
    EndGrantForm,
    InviteForm,
    NameOnRecordForm,
    RoleForm,
    in_a_year,
)
from partnership.models import RoleGrant, User
from partnership.registers.rows import readable
from partnership.roles import GIVEN, NAMED_BESIDES
from partnership.selectors.users import records_of
from partnership.services.grants import change_grant_end, end_grant, give_role
from partnership.services.users import change_user, invite_user
from partnership.tables.users import role_words, span_words
from partnership.views.plain_forms import PlainForm
from partnership.views.users.detail import AccountView, grant_of
from partnership.views.users.lists import crumbs


class AccountForm(PlainForm, AccountView):
    """A form about an account."""

    verb = "change"

    def account_page(self, form: forms.Form, user: User, title: str, button: str, **context: Any) -> HttpResponse:
        back = reverse("partnership:user-detail", args=[user.pk])
        usual = {"caption": user.name, "cancel_url": back, "breadcrumbs": self.crumbs_of(user)}
        return self.page(form, title=title, button=button, **{**usual, **context})

    def done(self, words: str, user: User) -> HttpResponse:
        messages.success(self.request, words)
        return redirect("partnership:user-detail", user.pk)

    def span(self) -> dict[str, Any]:
        today = timezone.localdate()
        return {"starts_on": today, "ends_on": in_a_year(today)}


class RoleChoice(AccountForm):
    """Asks for the role first, in the address: the form that follows asks for what the role needs."""

    verb = "create"

    @property
    def role(self) -> str:
        """The role that was chosen; nothing before."""
        asked = self.request.GET.get("role", "")
        return asked if asked in GIVEN else ""

    def choice_page(self, title: str, cancel_url: str, breadcrumbs: list[dict[str, str]]) -> HttpResponse:
        form = ChooseRoleForm(self.request.GET if "role" in self.request.GET else None)
        self.template = "partnership/users/choose_role.html"
        roles = [(role, Role(role).label, given.about) for role, given in GIVEN.items()]
        return self.page(form, title=title, roles=roles, cancel_url=cancel_url, breadcrumbs=breadcrumbs)


class UserInvite(RoleChoice):
    """A new account."""

    def get(self, request: HttpRequest) -> HttpResponse:
        if not self.role:
            back = reverse("partnership:user-list")
            return self.choice_page("Invite somebody", back, self.crumbs())
        return self.invite_page(self.form(initial=self.span()))

    def post(self, request: HttpRequest) -> HttpResponse:
        if not self.role:
            return redirect("partnership:user-invite")
        form = self.form(request.POST)
        if not form.is_valid() or not self.write(form, lambda: self.invite(form)):
            return self.invite_page(form)
        return self.done(f"{self.invited.name} is invited: a link goes to {self.invited.email}.", self.invited)

    def form(self, *args: Any, **kwargs: Any) -> InviteForm:
        return InviteForm(*args, role=self.role, principal=self.principal, **kwargs)

    def invite(self, form: InviteForm) -> None:
        typed = form.cleaned_data
        grant = {**form.grant, "role": self.role}
        self.invited = invite_user(
            name=typed["name"], email=typed["email"], person=typed["person"], grant=grant, by=self.user
        )

    def invite_page(self, form: InviteForm) -> HttpResponse:
        return self.page(
            form,
            title=f"Invite: {Role(self.role).label.lower()}",
            lead=GIVEN[self.role].about,
            button="Send the invitation",
            cancel_url=reverse("partnership:user-invite"),
            breadcrumbs=self.crumbs(),
        )

    def crumbs(self) -> list[dict[str, str]]:
        return crumbs(self.principal, {"title": "Users and roles", "url": reverse("partnership:user-list")})


class GrantGive(RoleChoice):
    """Another role for somebody who has an account."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        user = self.account(pk)
        if not self.role:
            back = reverse("partnership:user-detail", args=[pk])
            return self.choice_page(f"Give {user.name} a role", back, self.crumbs_of(user))
        return self.give_page(self.form(initial=self.span()), user)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        user = self.account(pk)
        if not self.role:
            return redirect("partnership:grant-give", pk)
        form = self.form(request.POST)
        if not form.is_valid() or not self.write(form, lambda: self.give(user, form)):
            return self.give_page(form, user)
        return self.done(f"{user.name} has the role.", user)

    def form(self, *args: Any, **kwargs: Any) -> RoleForm:
        return RoleForm(*args, role=self.role, principal=self.principal, **kwargs)

    def give(self, user: User, form: RoleForm) -> None:
        give_role(user=user, role=self.role, by=self.user, **form.grant)

    def give_page(self, form: RoleForm, user: User) -> HttpResponse:
        title = f"Give the role: {Role(self.role).label.lower()}"
        return self.account_page(form, user, title, "Give this role", lead=GIVEN[self.role].about)


class GrantName(AccountForm):
    """Names somebody on a record, in addition to a role that they hold."""

    verb = "create"
    title = "Name on a record"
    lead = "Restricted and sealed records are open to people who are named on them. The role keeps its other powers."

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        user = self.account(pk)
        held = self.held(user)
        form = self.form(user, initial={**self.span(), "held": held[0].pk if len(held) == 1 else None})
        return self.account_page(form, user, self.title, "Name on this record", lead=self.lead)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        user = self.account(pk)
        form = self.form(user, request.POST)
        if not form.is_valid() or not self.write(form, lambda: self.name(user, form.cleaned_data)):
            return self.account_page(form, user, self.title, "Name on this record", lead=self.lead)
        return self.done(f"{user.name} is named on {form.cleaned_data['record'].reference}.", user)

    def held(self, user: User) -> Any:
        in_force = RoleGrant.objects.in_force(timezone.localdate())
        return in_force.filter(user=user, role__in=NAMED_BESIDES, record=None)

    def form(self, user: User, *args: Any, **kwargs: Any) -> NameOnRecordForm:
        return NameOnRecordForm(*args, held=self.held(user), principal=self.principal, **kwargs)

    def name(self, user: User, typed: dict[str, Any]) -> None:
        held: RoleGrant = typed.pop("held")
        give_role(
            user=user, role=held.role, board=held.board, agency=held.agency, group=held.group, by=self.user, **typed
        )


class GrantEnd(AccountForm):
    """Ends a role."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        grant = grant_of(pk)
        form = EndGrantForm(
            initial={"last_day": timezone.localdate(), "version": grant.version}, principal=self.principal
        )
        return self.end_page(form, grant)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        grant, form = grant_of(pk), EndGrantForm(request.POST, principal=self.principal)
        if not form.is_valid() or not self.write(form, lambda: self.end(grant, form.cleaned_data)):
            return self.end_page(form, grant)
        return self.done("The role ends.", grant.user)

    def end(self, grant: RoleGrant, typed: dict[str, Any]) -> None:
        grant.version = typed["version"]
        end_grant(grant=grant, last_day=typed["last_day"], reason=typed["reason"], by=self.user)

    def end_page(self, form: forms.Form, grant: RoleGrant) -> HttpResponse:
        return self.account_page(form, grant.user, "End this role", "End this role", lead=self.said(grant))

    def said(self, grant: RoleGrant) -> str:
        return f"{role_words(grant, readable(self.principal, records_of([grant])))}, {span_words(grant)}."


class GrantChange(GrantEnd):
    """Changes when a role ends."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        grant = grant_of(pk)
        later = in_a_year(timezone.localdate() + timedelta(days=1))
        form = ChangeEndForm(initial={"last_day": later, "version": grant.version}, principal=self.principal)
        return self.end_page(form, grant)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        grant, form = grant_of(pk), ChangeEndForm(request.POST, principal=self.principal)
        if not form.is_valid() or not self.write(form, lambda: self.change(grant, form.cleaned_data)):
            return self.end_page(form, grant)
        return self.done("The role has another end.", grant.user)

    def change(self, grant: RoleGrant, typed: dict[str, Any]) -> None:
        grant.version = typed["version"]
        change_grant_end(grant=grant, ends_on=typed["last_day"], reason=typed["reason"], by=self.user)

    def end_page(self, form: forms.Form, grant: RoleGrant) -> HttpResponse:
        return self.account_page(form, grant.user, "Change when this role ends", "Save this end", lead=self.said(grant))


class UserChange(AccountForm):
    """Corrects who somebody is."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        user = self.account(pk)
        initial = {name: getattr(user, name, None) for name in ("name", "email", "person", "version")}
        return self.account_page(self.form(user, initial=initial), user, "Change this account", "Save the account")

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        user = self.account(pk)
        form = self.form(user, request.POST)
        if not form.is_valid() or not self.write(form, lambda: self.change(user, form.cleaned_data)):
            return self.account_page(form, user, "Change this account", "Save the account")
        return self.done("The account is changed.", user)

    def form(self, user: User, *args: Any, **kwargs: Any) -> ChangeAccountForm:
        return ChangeAccountForm(*args, principal=self.principal, user=user, **kwargs)

    def change(self, user: User, typed: dict[str, Any]) -> None:
        change_user(user=user, by=self.user, **typed)
