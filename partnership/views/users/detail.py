"""The page of an account: its roles now, later and before, and what can be done with it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from partnership import registry
from partnership.exceptions import DomainError
from partnership.models import RoleGrant, User
from partnership.policy import allows
from partnership.registers.parts import Fact, Link
from partnership.registers.rows import neutral_name, readable
from partnership.roles import NAMED_BESIDES
from partnership.selectors.users import SCOPE, ChairSeat, chair_seats_of_others, grants_given, records_of
from partnership.services.users import open_account, send_invitation, start_sign_in_anew
from partnership.tables.users import account_mark, reason_words, role_words
from partnership.views.scoped import ScopedView
from partnership.views.users.history import account_history
from partnership.views.users.lists import crumbs


class AccountView(ScopedView):
    """A page about one account. Whoever looks after accounts looks after all of them but their own."""

    subject = "user"
    place = "directory"

    def account(self, pk: int) -> User:
        found: User = get_object_or_404(User.objects.select_related("person"), pk=pk)
        return found

    def crumbs_of(self, user: User) -> list[dict[str, str]]:
        every = {"title": "Users and roles", "url": reverse("partnership:user-list")}
        own = {"title": user.name, "url": reverse("partnership:user-detail", args=[user.pk])}
        return crumbs(self.principal, every, own)


class UserDetail(AccountView):
    """One account."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        user = self.account(pk)
        spans = self.spans(user)
        context = {
            "account": user,
            "mark": account_mark(user),
            "summary": summary(user),
            "spans": [(title, lines) for title, lines in spans if lines],
            "may_change": allows(self.principal, "change", self.subject) and user != self.user,
            "can_be_named": any(line["grant"].role in NAMED_BESIDES for line in spans[0][1]),
            "chairs": self.chairs(user),
            "history": account_history(user, self.principal),
            "breadcrumbs": self.crumbs_of(user)[:-1],
        }
        return render(request, "partnership/users/detail.html", context)

    def spans(self, user: User) -> list[tuple[str, list[dict[str, Any]]]]:
        """Roles that count today, that begin later, and that have ended, each with its words."""
        today = timezone.localdate()
        grants = list(grants_given().filter(user=user).order_by("-starts_on", "-pk"))
        open_records = readable(self.principal, records_of(grants))
        now: list[dict[str, Any]] = []
        later: list[dict[str, Any]] = []
        before: list[dict[str, Any]] = []
        for grant in grants:
            over = grant.expires_at is not None and grant.expires_at <= timezone.now()
            ended = not user.is_active or over or (grant.ends_on is not None and grant.ends_on < today)
            span = before if ended else later if grant.starts_on > today else now
            words = role_words(grant, open_records)
            span.append({"grant": grant, "words": words, "why": _why(grant), "ended": ended})
        return [("Roles today", now), ("Roles that begin later", later), ("Roles before", before)]

    def chairs(self, user: User) -> list[tuple[str, Link]]:
        """A sentence for each group that they chair without its chair's seat, and where the seat is given to them."""
        found = chair_seats_of_others(user=user, today=timezone.localdate(), principal=self.principal)
        return [(_about(one, user), _way_to(one)) for one in found] if allows(self.principal, "view", "seat") else []


class UserInviteAgain(AccountView):
    """Sends the first link once more."""

    verb = "change"
    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        user = self.account(pk)
        try:
            send_invitation(user=user, by=self.user)
            messages.success(request, f"A new invitation goes to {user.email}.")
        except DomainError as refusal:
            messages.error(request, refusal.message)
        return redirect("partnership:user-detail", pk)


class UserReturn(AccountView):
    """Opens the account of somebody who comes back."""

    verb = "change"
    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        user = self.account(pk)
        try:
            open_account(user=user, by=self.user)
            messages.success(request, f"The account of {user.name} is open again. Give them a role next.")
        except DomainError as refusal:
            messages.error(request, refusal.message)
        return redirect("partnership:user-detail", pk)


class UserStartAnew(AccountView):
    """For somebody who has lost their phone or key."""

    verb = "change"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        user = self.account(pk)
        return render(request, "partnership/users/anew.html", {"account": user, "breadcrumbs": self.crumbs_of(user)})

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        user = self.account(pk)
        try:
            start_sign_in_anew(user=user, by=self.user)
            messages.success(request, f"A link to choose a new password goes to {user.email}.")
        except DomainError as refusal:
            messages.error(request, refusal.message)
        return redirect("partnership:user-detail", pk)


def _why(grant: Any) -> str:
    """Why a role was given, and why its end was changed last."""
    why = f"End changed: {grant.changed_why}" if grant.changed_why else ""
    return reason_words(grant, ". ".join(filter(None, (grant.reason, why))))


def _about(one: ChairSeat, user: User) -> str:
    group = neutral_name(one.group)
    if one.seat is None:
        return f"{group} has no chair’s seat, and {user.name} holds no seat there"
    return f"The chair’s seat of {group} is held by {one.holder or 'nobody'}"


def _way_to(one: ChairSeat) -> Link:
    if one.seat is None:
        return Link("see its seats", registry.url_of(one.group))
    return Link("choose who holds it", registry.url_of(one.seat))


def summary(user: User) -> list[Fact]:
    """Who somebody is, and since when they have an account."""
    person = getattr(user, "person", None)
    signed_in = timezone.localtime(user.last_login).strftime("%-d %B %Y") if user.last_login else "Never"
    return [
        Fact("E-mail", user.email),
        Fact("Directory", person.name if person else "Not in the directory"),
        Fact("Since", timezone.localtime(user.joined_at).strftime("%-d %B %Y")),
        Fact("Last sign-in", signed_in),
    ]


def grant_of(pk: int) -> RoleGrant:
    """A role with whose it is; 404 for none."""
    found: RoleGrant = get_object_or_404(RoleGrant.objects.select_related("user", *SCOPE), pk=pk)
    return found
