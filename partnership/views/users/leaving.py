"""A leaver: one button, one page that says what ends, and it is done."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from partnership.exceptions import DomainError
from partnership.models import User
from partnership.policy import allows
from partnership.registers.rows import readable
from partnership.selectors.users import leaving_of, records_of
from partnership.services.users import close_account
from partnership.tables.users import role_words
from partnership.views.users.detail import AccountView


class UserLeave(AccountView):
    """What ends when somebody leaves, and the button that ends it."""

    verb = "change"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        user = self.account(pk)
        leaving = leaving_of(user=user, today=timezone.localdate(), principal=self.principal)
        open_records = readable(self.principal, records_of(leaving.grants))
        context = {
            "account": user,
            "leaving": leaving,
            "roles": [role_words(grant, open_records) for grant in leaving.grants],
            "actions_url": actions_url(user),
            "may_read_actions": allows(self.principal, "view", "action"),
            "breadcrumbs": self.crumbs_of(user),
        }
        return render(request, "partnership/users/leave.html", context)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        user = self.account(pk)
        try:
            close_account(user=user, by=self.user)
            messages.success(request, f"The account of {user.name} is closed. Their next click signs them out.")
        except DomainError as refusal:
            messages.error(request, refusal.message)
        return redirect("partnership:user-detail", pk)


def actions_url(user: User) -> str:
    """The log of their open actions, where all of them can be handed over at once."""
    return f"{reverse('partnership:action-list')}?{urlencode({'whose': '', 'state': 'open', 'owner': user.name})}"
