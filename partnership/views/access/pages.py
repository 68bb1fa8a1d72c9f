"""What somebody can see and why, and the permission matrix in words."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from partnership.enums import Role
from partnership.models import User
from partnership.powers import matrices
from partnership.principals import principal_of
from partnership.selectors.access import Names, access_of, name_of_subject
from partnership.templatetags.words import moment
from partnership.views.access.lookup import look_up
from partnership.views.scoped import ScopedView
from partnership.views.users.detail import AccountView


class LookupForm(forms.Form):
    """A reference or an address."""

    about = forms.CharField(
        label="Reference of a record, or address of a page",
        help_text="Such as R-07 or /risks/",
        error_messages={"required": "Type a reference or an address"},
    )


class UserAccess(AccountView):
    """What one person can open, kind by kind; and the answer about one record or page."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        user = self.account(pk)
        principal = principal_of(user)
        names = Names(principal, self.principal)
        form = LookupForm(request.GET if "about" in request.GET else None)
        asked = form.cleaned_data["about"] if form.is_bound and form.is_valid() else ""
        context = {
            "account": user,
            "form": form,
            "signed_in": signed_in(user),
            "asked": asked,
            "lookup": look_up(asked, principal, self.principal, names) if asked else None,
            "access": access_of(principal, self.principal, names),
            "breadcrumbs": self.crumbs_of(user),
        }
        return render(request, "partnership/access/user.html", context)


def signed_in(user: User) -> str:
    """Who never signed in has not looked, whatever they may open."""
    if not user.is_active:
        return f"The account of {user.name} is closed, so nobody can sign in with it."
    if user.last_login is None:
        return f"{user.name} has never signed in."
    return f"{user.name} signed in last on {moment(user.last_login)}."


class PermissionMatrix(ScopedView):
    """The policy's whole table, as it is in force."""

    subject = "user"
    place = "account"

    def get(self, request: HttpRequest) -> HttpResponse:
        tables = [
            {
                "visibility": matrix.visibility,
                "roles": [Role(role).label for role in matrix.roles],
                "rows": [(name_of_subject(subject), powers) for subject, powers in matrix.rows],
            }
            for matrix in matrices()
        ]
        return render(request, "partnership/access/matrix.html", {"tables": tables})
