"""Step-up: pages that are answered only to somebody who has just shown that it is them."""

import time
from typing import Any
from urllib.parse import urlencode

from allauth.account import app_settings
from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from partnership.services.kept_texts import keep_typed_text
from partnership.views.scoped import ScopedView

#: What somebody shows that it is them with, and where they are asked for it.
_ASKED_AT = {"password": "account_reauthenticate", "mfa": "mfa_reauthenticate"}


class FreshSignIn(ScopedView):
    """Stands before the other bases of a view: `class KeyPage(FreshSignIn, TracedView)`.

    Password, and second factor where the person has one, must have been given within the last five minutes
    (ACCOUNT_REAUTHENTICATION_TIMEOUT), by signing in or by being asked again; what is missing is asked for, and the
    person comes back. `asks_anew` tells for which pages, where not for all. A form that is sent too late is kept for
    its writer like one of a lapsed session: a page whose text must not be kept anywhere leaves the mark of
    `partials/form_tokens.html` out and takes the bare token.
    """

    def answer(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.check()
        missing = missing_proofs(request) if self.asks_anew else []
        if not missing:
            return super().answer(request, *args, **kwargs)
        return redirect(f"{reverse(_ASKED_AT[missing[0]])}?{urlencode({'next': _way_back(request)})}")

    @property
    def asks_anew(self) -> bool:
        return True


def missing_proofs(request: HttpRequest) -> list[str]:
    """Which of password and second factor the person has not given in the last minutes."""
    since = time.time() - app_settings.REAUTHENTICATION_TIMEOUT
    given = {one["method"] for one in get_authentication_records(request, request.user) if one["at"] > since}
    asked = ["password", *(["mfa"] if is_mfa_enabled(request.user) else [])]
    return [method for method in asked if method not in given]


def _way_back(request: HttpRequest) -> str:
    if request.method != "POST":
        return request.get_full_path()
    kept = keep_typed_text(request=request)
    if kept is None:
        return request.get_full_path()
    messages.warning(request, "It is some minutes since you signed in. Your text is safe: you can go on with it.")
    return reverse("partnership:kept-detail", args=[kept.pk])
