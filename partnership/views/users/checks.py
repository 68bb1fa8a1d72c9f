"""The quarterly list of every grant of access, from which each is confirmed or ended."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from partnership.exceptions import DomainError
from partnership.forms.users import ConfirmForm
from partnership.policy import allows
from partnership.selectors.grant_checks import checked, grants_in_force, to_confirm
from partnership.services.grant_checks import confirm_grant
from partnership.views.scoped import ScopedView
from partnership.views.users.detail import AccountView, grant_of
from partnership.views.users.lists import crumbs

PAGE_SIZE = 25
#: The views of the list, by what they are called in its address.
DUE, ALL = "due", "all"


class GrantCheck(ScopedView):
    """Who has access to what, by person. Of a record its reference, for those who may know who has access to it."""

    subject = "user"
    place = "directory"

    def get(self, request: HttpRequest) -> HttpResponse:
        today = timezone.localdate()
        rows = {DUE: grants_in_force(today).filter(to_confirm(today)), ALL: grants_in_force(today)}
        shown = ALL if request.GET.get("show") == ALL else DUE
        page = Paginator(rows[shown], PAGE_SIZE).get_page(request.GET.get("page"))
        context = {
            "views": [self.tab(DUE, "Not confirmed in three months", rows, shown), self.tab(ALL, "All", rows, shown)],
            "page": page,
            "lines": checked(list(page), self.principal, today),
            "may_change": allows(self.principal, "change", self.subject),
            "breadcrumbs": crumbs(
                self.principal, {"title": "Users and roles", "url": reverse("partnership:user-list")}
            ),
        }
        return render(request, "partnership/users/checks.html", context)

    def tab(self, key: str, title: str, rows: dict[str, Any], shown: str) -> dict[str, Any]:
        return {"key": key, "title": title, "count": rows[key].count(), "current": key == shown}


class GrantConfirm(AccountView):
    """Says that one grant is still right, and leads back to where one was in the list."""

    verb = "change"
    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        grant, form = grant_of(pk), ConfirmForm(request.POST)
        if not form.is_valid():
            messages.error(request, "That could not be read. Press “Still right” again.")
            return redirect("partnership:grant-check")
        try:
            confirm_grant(grant=grant, version=form.cleaned_data["version"], by=self.user)
            role = grant.get_role_display().lower()
            messages.success(request, f"Confirmed: {grant.user.name}, {role}.")
        except DomainError as refusal:
            messages.error(request, refusal.message)
        shown = {"show": form.cleaned_data["show"], "page": form.cleaned_data["page"]}
        return redirect(reverse("partnership:grant-check", query={key: value for key, value in shown.items() if value}))
